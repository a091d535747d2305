import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../../lab/main.ts", import.meta.url));

for (
  const [args, words] of [
    [["--tiers=real"], 'Cannot use "real" for --tiers: it takes "apps" or "echo"'],
    [
      ["--tiers=echo", "--engine=kind"],
      'Cannot use --tiers=echo with the engine "kind": it builds the images of apps/',
    ],
  ] as const
) {
  Deno.test(`lab up ${args.join(" ")} is refused before anything is done`, async () => {
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--no-prompt",
        "--quiet",
        "--no-check",
        "--allow-env",
        "--allow-read",
        MAIN,
        "up",
        ...args,
      ],
    }).output();
    assert.equal(code, 2);
    assert.equal(new TextDecoder().decode(stderr), `${words}\nTry --help\n`);
  });
}
