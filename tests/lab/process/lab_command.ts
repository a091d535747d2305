import { fileURLToPath } from "node:url";
import denoJson from "../../../deno.json" with { type: "json" };
import type { Layout } from "../../../lab/process/layout.ts";

/** A command of the lab that runs. */
export interface RunningCommand {
  /** Resolves when it has printed a line that holds these words; rejects if it ends before. */
  readonly printed: (words: string) => Promise<void>;
  /** Kills it as `kill -9` does, and waits until it is gone. */
  readonly kill: () => Promise<void>;
  /** Its end: whether it succeeded, and everything it printed. */
  readonly end: Promise<{ readonly success: boolean; readonly text: string }>;
}

/** The permissions of `deno task lab`, as its command line says them. */
const PERMISSIONS = denoJson.tasks.lab.command.split(" ").filter((word) => word.startsWith("--allow-"));

/** Starts a module of this repository for the lab of a layout: with the permissions of `deno task lab`. */
export function runModule(layout: Layout, module: string, args: readonly string[] = []): RunningCommand {
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--no-prompt", "--quiet", "--no-check", ...PERMISSIONS],
      ...[fileURLToPath(module), ...args],
    ],
    env: { THREERVISION_LAB: layout.root },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let text = "";
  let look = () => {};
  const collect = async (stream: ReadableStream<Uint8Array>) => {
    const decoder = new TextDecoder();
    for await (const chunk of stream) {
      text += decoder.decode(chunk, { stream: true });
      look();
    }
  };
  const read = Promise.all([collect(child.stdout), collect(child.stderr)]);
  const end = (async () => {
    const { success } = await child.status;
    // What it started may hold the pipes open for a moment.
    await read;
    return { success, text };
  })();
  return {
    printed: (words) =>
      new Promise((resolve, reject) => {
        look = () => text.includes(words) && resolve();
        look();
        void end.then(() => reject(new Error(`it ended without "${words}":\n${text}`)));
      }),
    kill: async () => {
      await new Deno.Command("sh", { args: ["-c", `kill -9 ${child.pid}`], stderr: "null" }).output();
      await child.status;
    },
    end,
  };
}

/** Runs a command of the lab to its end; `up` brings up the control plane alone. */
export function lab(layout: Layout, command: string): RunningCommand {
  const args = command === "up" ? ["up", "--until=keeper"] : [command];
  return runModule(layout, import.meta.resolve("../../../lab/main.ts"), args);
}
