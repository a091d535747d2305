import { ToolchainError } from "./toolchain_error.ts";

/** One command and where its words go. */
export interface CommandOptions {
  /** The program, looked up on the search path. */
  readonly command: string;
  /** Its arguments. */
  readonly args: readonly string[];
  /** The folder to run in. */
  readonly cwd: string;
  /** Variables on top of those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** The file to which everything printed is added. */
  readonly log: string;
  /** Called with each line printed to standard error while the command runs. */
  readonly onLine?: (line: string) => void;
}

/** How many of the last lines of a log an error shows. */
const SHOWN_LINES = 15;

/**
 * Runs a command to its end and returns what it printed to standard output.
 *
 * @throws {ToolchainError} with the last lines of the log and its path, if the command fails.
 */
export async function runCommand(options: CommandOptions): Promise<string> {
  using log = await Deno.open(options.log, { append: true, create: true });
  const say = (text: string) => log.write(new TextEncoder().encode(text));
  await say(`$ ${[options.command, ...options.args].join(" ")}\n`);
  const child = new Deno.Command(options.command, {
    args: [...options.args],
    cwd: options.cwd,
    env: { ...options.env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const [output, errors, status] = await Promise.all([
    collect(child.stdout, async (line) => void await say(`${line}\n`)),
    collect(child.stderr, async (line) => {
      options.onLine?.(line);
      await say(`${line}\n`);
    }),
    child.status,
  ]);
  if (status.success) return output.join("\n");
  const shown = [...output, ...errors].slice(-SHOWN_LINES).map((line) => `  ${line}`);
  throw new ToolchainError(
    `Cannot run "${options.command} ${options.args.join(" ")}": exit code ${status.code}, it ended with\n` +
      `${shown.join("\n")}\nthe whole log is in ${options.log}`,
  );
}

async function collect(
  stream: ReadableStream<Uint8Array>,
  onLine: (line: string) => Promise<void>,
): Promise<readonly string[]> {
  const lines: string[] = [];
  const take = async (line: string) => {
    lines.push(line);
    await onLine(line);
  };
  let rest = "";
  for await (
    const text of stream.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>)
  ) {
    const parts = (rest + text).split("\n");
    rest = parts.pop() ?? "";
    for (const line of parts) await take(line);
  }
  if (rest !== "") await take(rest);
  return lines;
}
