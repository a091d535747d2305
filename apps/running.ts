import type { AppProgram } from "./programs.ts";

/** How a tier is started. */
export interface StartOptions {
  /** Variables on top of those that the program needs. */
  readonly env?: Readonly<Record<string, string>>;
  /** Receives each line that it prints; by default nobody does. */
  readonly onLine?: (line: string) => void;
  /** Words before the command, such as those of a wrapper that takes rights away. */
  readonly prefix?: readonly string[];
}

/** A tier that runs as a process of this machine, on loopback. */
export interface Running extends AsyncDisposable {
  /** Where it answers, such as `http://127.0.0.1:40123`. */
  readonly url: string;
  /** Every line that it has printed. */
  readonly lines: readonly string[];
  /** Asks it to stop, as the kubelet does, and returns its exit code. */
  readonly stop: () => Promise<number>;
}

/** How long a tier may take to answer, in milliseconds: a cold start on a busy machine. */
const PATIENCE = 60_000;

/**
 * Starts a tier on a free port and waits until it is ready.
 *
 * @throws {Error} with what it printed, if it ends or does not become ready.
 */
export async function start(
  program: AppProgram,
  ready: string,
  options: StartOptions = {},
): Promise<Running> {
  const port = freePort();
  const url = `http://127.0.0.1:${port}`;
  const lines: string[] = [];
  const [first = "", ...args] = [...options.prefix ?? [], ...program.command];
  const child = new Deno.Command(first.startsWith("./") ? program.folder + first.slice(1) : first, {
    args,
    cwd: program.folder,
    clearEnv: true,
    env: {
      PATH: "/usr/local/bin:/usr/bin:/bin",
      PORT: String(port),
      HOST: "127.0.0.1",
      HOSTNAME: "127.0.0.1",
      ...program.environment,
      ...options.env,
    },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const onLine = (line: string) => {
    lines.push(line);
    options.onLine?.(line);
  };
  const printed = Promise.all([readLines(child.stdout, onLine), readLines(child.stderr, onLine)]);
  let ended: number | undefined;
  const status = child.status.then(({ code }) => ended = code);
  const stop = async () => {
    if (ended === undefined) child.kill("SIGTERM");
    const code = await status;
    await printed;
    return code;
  };
  try {
    await waitFor(url + ready, () => ended !== undefined);
  } catch (error) {
    if (ended === undefined) child.kill("SIGKILL");
    await status;
    await printed;
    throw new Error(`Cannot start "${first} ${args.join(" ")}":\n${lines.join("\n")}`, { cause: error });
  }
  return { url, lines, stop, [Symbol.asyncDispose]: async () => void await stop() };
}

/** A port of loopback that nobody listens on. */
export function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return (listener.addr as Deno.NetAddr).port;
}

async function waitFor(url: string, ended: () => boolean): Promise<void> {
  const until = performance.now() + PATIENCE;
  while (performance.now() < until) {
    if (ended()) throw new Error("it ended");
    try {
      const response = await fetch(url);
      await response.body?.cancel();
      if (response.ok) return;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`"${url}" is not ready`);
}

async function readLines(stream: ReadableStream<Uint8Array>, onLine: (line: string) => void): Promise<void> {
  let rest = "";
  for await (
    const text of stream.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>)
  ) {
    const parts = (rest + text).split("\n");
    rest = parts.pop() ?? "";
    parts.forEach(onLine);
  }
  if (rest !== "") onLine(rest);
}
