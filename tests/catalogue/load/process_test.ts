import assert from "node:assert/strict";
import { join, relative } from "@std/path";
import { fileURLToPath } from "node:url";
import { fixtures, withFiles } from "./load_case.ts";

const repository = fileURLToPath(import.meta.resolve("../../../"));
const printCase = fileURLToPath(import.meta.resolve("./print_case.ts"));

interface Finished {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** Runs Deno; a process that doesn't end by itself is killed after a minute and has no exit code of its own. */
async function deno(args: readonly string[], cwd: string): Promise<Finished> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd,
    clearEnv: false,
    env: { NO_COLOR: "1" },
    stdin: "null",
    signal: AbortSignal.timeout(60_000),
  }).output();
  return { code, output: new TextDecoder().decode(stdout), errors: new TextDecoder().decode(stderr) };
}

/** Loads a folder in a process with the permissions of the generator and nothing more. */
function loadAlone(folder: string, timeoutMs: number): Promise<Finished> {
  const permissions = ["--no-prompt", "--allow-read=.", "--allow-write=clusters"];
  const args = ["run", "--no-lock", "--quiet", ...permissions, printCase, folder, String(timeoutMs)];
  return deno(args, repository);
}

for (
  const [name, timeoutMs] of [
    ["reads-the-environment", 10_000],
    ["writes-a-file", 10_000],
    ["runs-a-program", 10_000],
    ["import-from-the-network", 10_000],
    ["loops-for-ever", 300],
    ["loops-for-ever-in-a-helper", 300],
    ["waits-for-ever", 300],
    ["many-mistakes-at-once", 10_000],
  ] as const
) {
  Deno.test(`with the generator's permissions the process reports and ends by itself: ${name}`, async () => {
    const { code, output, errors } = await loadAlone(join(fixtures, name), timeoutMs);
    assert.equal(errors, "");
    assert.equal(output, Deno.readTextFileSync(join(fixtures, name, "expected.txt")));
    assert.equal(code, 0);
  });
}

Deno.test("nothing that a catalogue file does after it was evaluated goes on", async () => {
  const files = {
    "services/a.ts": "const again = () => Promise.resolve().then(again); again(); export default {};",
    "services/b.ts": "Promise.reject(new Error('nobody awaits')); export default {};",
    "services/c.ts": "(async () => { for await (const _ of [1]) for (;;); })(); export default {};",
    "services/d.ts": "addEventListener('message', () => { for (;;); }); export default {};",
    "services/e.ts": "console.log('for people'); export default {};",
  };
  // Where the process may read; hidden from tests that look at every file meanwhile.
  const temporary = Deno.makeTempDirSync({ dir: join(repository, "tests"), prefix: "." });
  try {
    for (const [file, text] of Object.entries(files)) {
      Deno.mkdirSync(join(temporary, "services"), { recursive: true });
      Deno.writeTextFileSync(join(temporary, file), text);
    }
    const { code, output, errors } = await loadAlone(relative(repository, temporary), 1000);
    assert.deepEqual([code, output, errors], [0, "", "for people\n"]);
  } finally {
    Deno.removeSync(temporary, { recursive: true });
  }
});

Deno.test("a thread that nothing can stop does not keep the command line from ending", async () => {
  const files = {
    "services/a.ts": "await 0; for (;;);",
    "services/b.ts": "export default { pipe: Deno.readTextFileSync(new URL('./_pipe', import.meta.url)) };",
    "services/c.ts": "export default { name: 'c' };",
  };
  await withFiles(files, async (root) => {
    const { success } = await new Deno.Command("mkfifo", { args: [join(root, "services/_pipe")] }).output();
    assert.ok(success);
    const { code, output, errors } = await deno(
      ["run", "--no-lock", "--quiet", "--no-prompt", "--allow-read", printCase, root, "300", "exit"],
      repository,
    );
    assert.deepEqual([code, errors], [0, ""]);
    assert.equal(
      output,
      "services/a.ts:1:1 error LOAD003 this await does not end within 300 ms\n" +
        "  fix: remove the await, a catalogue file has nothing to wait for\n" +
        "services/b.ts:1:16 error LOAD003 does not end within 300 ms\n  fix: remove what takes so long\n",
    );
  });
});

Deno.test("a package that the lock file lacks is refused before anything is fetched", async () => {
  const { imports } = JSON.parse(Deno.readTextFileSync(join(repository, "deno.json")));
  const { yaml: foreign, ...others }: Record<string, string> = imports;
  const here = Object.fromEntries(
    Object.entries(others).map(([name, target]) => [
      name,
      target.startsWith("./") ? join(repository, target) : target,
    ]),
  );
  // Known to this machine, but not to the lock file, so that the test needs no network.
  const config = { imports: here, unstable: ["worker-options"], lock: { path: "./deno.lock", frozen: true } };
  const files = { "deno.json": JSON.stringify(config), "services/a.ts": "export default {};\n" };
  await withFiles(files, async (root) => {
    const run = (...lock: readonly string[]) =>
      deno([
        "run",
        "--quiet",
        "--no-prompt",
        "--allow-read",
        "--config=deno.json",
        ...lock,
        printCase,
        root,
        "10000",
      ], root);
    const locked = await run("--frozen=false");
    assert.deepEqual([locked.output, locked.errors], ["", ""]);
    Deno.writeTextFileSync(
      join(root, "services/b.ts"),
      `\nimport yaml from "${foreign}";\nexport default { yaml };\n`,
    );
    const { output, errors } = await run();
    assert.equal(
      output,
      `services/b.ts:2:18 error LOAD006 imports "${foreign}"; a catalogue file may only import files of this ` +
        'repository\n  fix: write what you need of it into a file that begins with "_"\n',
    );
    assert.equal(errors, "");
  });
});
