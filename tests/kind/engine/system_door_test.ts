/** The real door, with programs that every machine has. */
import assert from "node:assert/strict";
import { type Call, mustRun } from "../../../lab/kind/door.ts";
import { portForward } from "../../../lab/kind/port_forward.ts";
import { SYSTEM_DOOR } from "../../../lab/kind/system_door.ts";

/** A call of a script in place of a program of the engine's. */
async function withProgram(script: string, work: (call: (...args: string[]) => Call) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    const program = `${folder}/kubectl` as "kubectl";
    await Deno.writeTextFile(program, `#!/bin/sh\n${script}`, { mode: 0o755 });
    await work((...args) => ({ program, args }));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("arguments, input, output and exit code go through unchanged", async () => {
  await withProgram('printf "%s|" "$@"; cat; echo words >&2; exit 3', async (call) => {
    const outcome = await SYSTEM_DOOR.run({ ...call("a b", "$HOME", "'", "*"), input: "in" });
    assert.deepEqual(outcome, { code: 3, stdout: "a b|$HOME|'|*|in", stderr: "words\n" });
  });
});

Deno.test("a program that is not there is named", async () => {
  await assert.rejects(SYSTEM_DOOR.run({ program: "no-such-program" as "kind", args: ["version"] }), {
    name: "LabError",
    message: 'Cannot run "no-such-program": there is no such program on the search path',
  });
});

Deno.test("a program's own exit code 127 is not taken for a missing program", async () => {
  await withProgram("echo 'sh: no such command' >&2; exit 127", async (call) => {
    assert.equal((await SYSTEM_DOOR.run(call())).code, 127);
  });
});

Deno.test("a failure is told in the program's last words", async () => {
  await withProgram("for i in 1 2 3 4 5 6 7; do echo line $i >&2; done; exit 1", async (call) => {
    await assert.rejects(mustRun(SYSTEM_DOOR, call(), "do it"), {
      message: "Cannot do it: line 3\n  line 4\n  line 5\n  line 6\n  line 7",
    });
  });
  await withProgram("exit 9", async (call) => {
    await assert.rejects(mustRun(SYSTEM_DOOR, call(), "do it"), {
      message: /^Cannot do it: ".*kubectl" ended with exit code 9$/,
    });
  });
});

Deno.test("a port forward is known by what it prints, and ends with its disposal", async () => {
  const script = 'echo $$ > "$1"; echo "Forwarding from 127.0.0.1:40001 -> 3000"; exec sleep 60';
  await withProgram(script, async (call) => {
    const file = await Deno.makeTempFile();
    const way = await portForward(SYSTEM_DOOR, call(file, "service/a", ":1", "--address"));
    assert.equal(way.port, 40001);
    const pid = Number(await Deno.readTextFile(file));
    Deno.kill(pid, "SIGCONT");
    await way[Symbol.asyncDispose]();
    assert.throws(() => Deno.kill(pid, "SIGCONT"));
    await Deno.remove(file);
  });
});

Deno.test("a port forward that ends before it listens gives kubectl's words", async () => {
  await withProgram('echo "error: unable to find service" >&2; exit 1', async (call) => {
    await assert.rejects(portForward(SYSTEM_DOOR, call("service/a", ":1", "--address")), {
      message: "Cannot reach service/a in the cluster: error: unable to find service",
    });
  });
});

Deno.test("a listening port is seen, a free one is not", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  assert.equal(await SYSTEM_DOOR.listening(port), true);
  listener.close();
  assert.equal(await SYSTEM_DOOR.listening(port), false);
});

Deno.test("what was started ends with the process that started it", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const door = new URL("../../../lab/kind/system_door.ts", import.meta.url);
    const script = `import { SYSTEM_DOOR } from "${door}";
      const { stdout } = SYSTEM_DOOR.start({ program: "${folder}/kubectl", args: [] });
      await stdout.getReader().read();
      Deno.exit(0);`;
    await Deno.writeTextFile(`${folder}/kubectl`, `#!/bin/sh\necho $$ | tee ${folder}/pid; exec sleep 60`, {
      mode: 0o755,
    });
    await Deno.writeTextFile(`${folder}/main.ts`, script);
    const { code } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--quiet",
        "--no-check",
        "--no-lock",
        "--allow-run=sh",
        "--allow-sys",
        "--allow-read",
        `${folder}/main.ts`,
      ],
    }).output();
    assert.equal(code, 0);
    const pid = Number(await Deno.readTextFile(`${folder}/pid`));
    // It may take a moment to end.
    for (let attempt = 0; attempt < 50 && alive(pid); attempt++) await new Promise((r) => setTimeout(r, 100));
    assert.ok(!alive(pid));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

function alive(pid: number): boolean {
  try {
    Deno.kill(pid, "SIGCONT");
    return true;
  } catch {
    return false;
  }
}
