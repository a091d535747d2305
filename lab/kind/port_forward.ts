import type { Reached } from "../engine.ts";
import { LabError } from "../lab_error.ts";
import { type Call, type Door, wordsOf } from "./door.ts";

const FORWARDING = /^Forwarding from 127\.0\.0\.1:(\d+) ->/m;

/**
 * Starts `kubectl port-forward` and waits until it says which port it listens on.
 *
 * @throws {LabError} with kubectl's words, if it ends before.
 */
export async function portForward(door: Door, call: Call): Promise<Reached> {
  const running = door.start(call);
  const reader = running.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let printed = "";
  while (true) {
    const { value, done } = await reader.read();
    if (done) {
      const { code, stderr } = await running.ended;
      throw new LabError(`Cannot reach ${call.args.at(-3)} in the cluster: ${wordsOf(call, code, stderr)}`);
    }
    printed += value;
    const [, port] = FORWARDING.exec(printed) ?? [];
    if (port === undefined) continue;
    // kubectl prints a line for each connection, and stands still when nobody reads.
    const draining = (async () => {
      while (!(await reader.read()).done);
    })();
    return {
      hostname: "127.0.0.1",
      port: Number(port),
      async [Symbol.asyncDispose]() {
        await running[Symbol.asyncDispose]();
        await draining;
      },
    };
  }
}
