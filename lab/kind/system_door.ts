import { LabError } from "../lab_error.ts";
import { asShell, type Call, type CallOutcome, type Door, type RunningCall } from "./door.ts";

/** The real machine. */
export const SYSTEM_DOOR: Door = Object.freeze({ system: Deno.build.os, run, start, listening });

async function run(call: Call): Promise<CallOutcome> {
  const child = spawn(call);
  if (call.input !== undefined) {
    const writer = child.stdin.getWriter();
    // A program may end without having read everything; its exit code tells more than the broken pipe.
    await writer.write(new TextEncoder().encode(call.input)).then(() => writer.close()).catch(() => {});
  }
  const { code, stdout, stderr } = await child.output();
  if (code === 127 && NOT_FOUND.test(text(stderr))) {
    throw new LabError(`Cannot run "${call.program}": there is no such program on the search path`);
  }
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

function start(call: Call): RunningCall {
  const child = spawn(call);
  const kill = () => {
    try {
      child.kill("SIGTERM");
    } catch (error) {
      // It has ended already.
      if (!(error instanceof TypeError)) throw error;
    }
  };
  globalThis.addEventListener("unload", kill);
  const stderr = new Response(child.stderr).text();
  const ended = child.status.then(async ({ code }) => {
    globalThis.removeEventListener("unload", kill);
    return { code, stdout: "", stderr: await stderr };
  });
  return {
    stdout: child.stdout,
    ended,
    async [Symbol.asyncDispose]() {
      kill();
      await child.stdout.cancel().catch(() => {});
      await ended;
    },
  };
}

async function listening(port: number): Promise<boolean> {
  try {
    (await Deno.connect({ hostname: "127.0.0.1", port })).close();
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.ConnectionRefused) return false;
    throw error;
  }
}

function spawn({ program, args, input }: Call): Deno.ChildProcess {
  const [shell, ...rest] = asShell(program, args);
  return new Deno.Command(shell, {
    args: rest,
    stdin: input === undefined ? "null" : "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** What the shell says of a program that is not there; a program may end with the same exit code by itself. */
const NOT_FOUND = /^sh:.*\bexec: .*not found$/m;

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
