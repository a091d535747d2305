import assert from "node:assert/strict";

const module = new URL("../../lib/cli/terminal_output.ts", import.meta.url).href;

/** A program that prints through the module, and what became of it. */
function program(source: string): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--no-prompt", `data:application/typescript,${encodeURIComponent(source)}`],
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

const source = (work: string) =>
  `import { terminalOutput } from "${module}"; const { result, messages } = terminalOutput("auto"); ${work}`;

Deno.test("results go to standard output and messages to standard error, whole", async () => {
  const child = program(source(`result.line("r".repeat(1_000_000)); messages.line("x".repeat(1_000_000));`));
  const { code, stdout, stderr } = await child.output();
  assert.equal(code, 0);
  assert.equal(new TextDecoder().decode(stdout), `${"r".repeat(1_000_000)}\n`);
  assert.equal(new TextDecoder().decode(stderr), `${"x".repeat(1_000_000)}\n`);
});

Deno.test("a reader that goes away ends nothing and is told nothing", async () => {
  const child = program(source(
    `for (let line = 0; line < 1000; line++) result.line("x".repeat(1000)); messages.line("done"); Deno.exit(3);`,
  ));
  await child.stdout.cancel();
  const [status, stderr] = await Promise.all([child.status, new Response(child.stderr).text()]);
  assert.deepEqual([status.code, stderr], [3, "done\n"]);
});

Deno.test("a pipe has no colour unless it is asked for", async () => {
  const child = program(
    `import { terminalOutput } from "${module}";
    for (const colour of ["auto", "always", "never"]) {
      const { line, style } = terminalOutput(colour).result;
      line(style.error(colour));
    }`,
  );
  const { stdout } = await child.output();
  assert.equal(new TextDecoder().decode(stdout), "auto\n\x1b[31malways\x1b[39m\nnever\n");
});
