import assert from "node:assert/strict";
import { commandNames } from "../../lib/cli/commands.ts";
import { Workspace } from "./workspace.ts";

const { tasks }: {
  readonly tasks: Readonly<Record<string, { readonly description: string; readonly command: string }>>;
} = JSON.parse(Deno.readTextFileSync(new URL("../../deno.json", import.meta.url)));

/** What each command may write; all of them may read the repository, and only the driver of canaries may do anything else. */
const writes: Readonly<Record<string, string>> = {
  generate: " --allow-write=clusters",
  watch: " --allow-write=clusters",
  new: " --allow-write=services",
  plan: " --allow-run=git",
  canary: " --allow-write=clusters,services",
  "canary:run":
    " --allow-read=$HOME/.kube,/var/run/secrets/kubernetes.io --allow-write=clusters,services --allow-run=git --allow-net --allow-env",
};

/** What a command gives the engine: memory matters to the one that goes on running. */
const engine: Readonly<Record<string, string>> = { watch: "--v8-flags=--heap-growing-percent=50 " };

for (const name of [...commandNames, "help"]) {
  Deno.test(`deno task ${name} has exactly the permissions it needs`, () => {
    const rights = `--no-prompt --allow-read=.${writes[name] ?? ""}`;
    const expected = `deno run --cached-only ${engine[name] ?? ""}${rights} generate.ts ${name}`;
    assert.equal(tasks[name]?.command, expected);
    assert.ok((tasks[name]?.description.length ?? 0) > 10);
  });
}

Deno.test("no task downloads while it runs: deno task has fetched the packages before", () => {
  const programs = Object.values(tasks).filter(({ command }) => command.startsWith("deno run"));
  assert.deepEqual(programs.filter(({ command }) => !command.startsWith("deno run --cached-only ")), []);
});

Deno.test("a task passes its arguments on", async () => {
  await using workspace = await Workspace.create();
  const { code, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", "check", "--service", "stok", "--json"],
    cwd: workspace.root,
    stderr: "inherit",
  }).output();
  assert.equal(code, 64);
  const { failure } = JSON.parse(new TextDecoder().decode(stdout));
  assert.equal(failure.fix, 'did you mean "stock"?');
});
