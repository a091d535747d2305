import assert from "node:assert/strict";
import { parseArguments } from "../../lib/cli/arguments.ts";
import { commandNames, loadCommands } from "../../lib/cli/commands.ts";
import { commonOptions } from "../../lib/cli/common_options.ts";
import { runCli } from "../../lib/cli/run_cli.ts";
import { recordedOutput } from "../report/recorded_output.ts";

const commands = await loadCommands();

async function run(...args: string[]) {
  const output = recordedOutput();
  const code = await runCli(args, { root: "/nowhere", openOutput: () => output, elapsed: () => 0 });
  return { code, stdout: output.resultText(), stderr: output.messageText() };
}

const refused: readonly [args: readonly string[], stderr: string][] = [
  [["genrate"], 'error: Unknown command "genrate"\n  fix: did you mean "generate"?\n'],
  [["frobnicate"], 'error: Unknown command "frobnicate"\n  fix: "deno task help" lists the commands\n'],
  [["help", "chek"], 'error: Unknown command "chek"\n  fix: did you mean "check"?\n'],
  [
    ["generate", "--alow-delete"],
    'error: Unknown option "--alow-delete"\n  fix: did you mean "--allow-delete"?\n',
  ],
  [["generate", "--services", "a"], 'error: Unknown option "--services"\n  fix: did you mean "--service"?\n'],
  [
    ["check", "lab"],
    'error: Cannot run check: "lab" is one argument too many\n  fix: see "deno task help check"\n',
  ],
  [["check", "--cluster"], "error: --cluster lacks its value\n  fix: write --cluster and then NAME\n"],
  [
    ["diff", "--color=alway"],
    'error: --color is "alway", must be auto or always or never\n  fix: did you mean "always"?\n',
  ],
];

for (const [args, stderr] of refused) {
  Deno.test(`wrong usage is explained: ${args.join(" ")}`, async () => {
    assert.deepEqual(await run(...args), { code: 64, stdout: "", stderr });
  });
}

Deno.test("wrong usage is one JSON document where JSON was asked for", async () => {
  const { code, stdout, stderr } = await run("generate", "--jsn", "--json");
  assert.deepEqual([code, stderr], [64, ""]);
  const { command, exitCode, failure } = JSON.parse(stdout);
  assert.deepEqual([command, exitCode, failure.message], ["generate", 64, 'Unknown option "--jsn"']);
});

Deno.test("every command is registered under the name it has", () => {
  assert.deepEqual(commands.map(({ name }) => name), commandNames);
});

Deno.test("help lists every command and every exit code", async () => {
  const { code, stdout, stderr } = await run("help");
  assert.deepEqual([code, stderr], [0, ""]);
  for (const { name, summary } of commands) {
    assert.match(stdout, new RegExp(`^  deno task ${name} +${summary}$`, "m"));
  }
  for (const exit of [0, 1, 2, 3, 4, 5, 64, 70]) assert.match(stdout, new RegExp(`^  ${exit} +\\S`, "m"));
  for (const args of [[], ["--help"], ["-h"]]) assert.equal((await run(...args)).stdout, stdout);
});

for (const { name, options, examples } of commands) {
  Deno.test(`help for ${name} has its options, exit codes and examples that can be run`, async () => {
    const { code, stdout } = await run("help", name);
    assert.equal(code, 0);
    for (const option of [...Object.keys(options), "color", "help"]) {
      assert.match(stdout, new RegExp(`^  --${option}( |$)`, "m"));
    }
    assert.ok(examples.length > 0);
    for (const { command, purpose } of examples) {
      assert.ok(stdout.includes(`deno task ${command} `) && stdout.includes(purpose));
      const [task, ...args] = command.split(" ");
      // A command that needs more permissions for some of its options has a task of its own for them.
      assert.ok(task === name || task?.startsWith(`${name}:`), command);
      parseArguments(args, { ...options, ...commonOptions }, "help");
    }
    for (const line of stdout.split("\n")) assert.ok(line.length <= 120, line);
    assert.equal((await run(name, "--help")).stdout, stdout);
  });
}

Deno.test("a fault of the generator's own is told apart from a mistake of the user's", async () => {
  const output = recordedOutput();
  let opened = 0;
  const code = await runCli(["rules"], {
    root: "/nowhere",
    openOutput: () => {
      if (opened++ === 0) throw new RangeError("no such index");
      return output;
    },
    elapsed: () => 0,
  });
  assert.equal(code, 70);
  assert.match(
    output.messageText(),
    /^error: Internal fault: no such index\n {2}fix: this is a fault of the generator,/,
  );
  assert.match(output.messageText(), /\n {4}at /);
});
