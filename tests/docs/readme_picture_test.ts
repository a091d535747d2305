import assert from "node:assert/strict";

const MERMAID = /^```mermaid\n[^`]*```$/gm;

async function picturesOf(path: string): Promise<readonly string[]> {
  const text = await Deno.readTextFile(new URL(`../../${path}`, import.meta.url));
  return [...text.matchAll(MERMAID)].map(([picture]) => picture);
}

Deno.test("README shows the lab's mesh as it is rendered", async () => {
  const [mesh] = await picturesOf("clusters/lab/README.md");
  assert.ok(mesh !== undefined);
  assert.ok((await picturesOf("README.md")).includes(mesh), "copy it from clusters/lab/README.md");
});
