import assert from "node:assert/strict";
import { serviceTemplate } from "../../lib/cli/service_template.ts";

const templates = [
  { name: "a", namespace: undefined, port: 8080, image: undefined },
  { name: "a".repeat(63), namespace: "office", port: 1, image: undefined },
  { name: "reports", namespace: "office", port: 65535, image: "ghcr.io/team/reports:1.0.0" },
];

Deno.test("the template is formatted as the repository's other files are", async () => {
  const folder = await Deno.makeTempDir();
  try {
    for (const [index, fields] of templates.entries()) {
      await Deno.writeTextFile(`${folder}/${index}.ts`, serviceTemplate(fields));
    }
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["fmt", "--check", "--line-width=110", folder],
    }).output();
    assert.equal(code, 0, new TextDecoder().decode(stderr));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
