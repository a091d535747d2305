/** Runs commands and watches what they cost. */
import configuration from "../deno.json" with { type: "json" };

/** What to run. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
}

/** Bare Deno on a module, with the generator's permissions or fewer. */
export function denoRun(cwd: string, permissions: readonly string[], args: readonly string[]): Program {
  return { command: Deno.execPath(), args: ["run", "--no-prompt", ...permissions, ...args], cwd };
}

/** The generator, as its tasks run it. */
export function generator(cwd: string, command: "generate" | "watch"): Program {
  const [, ...args] = configuration.tasks[command].command.split(" ");
  return { command: Deno.execPath(), args, cwd };
}

/** Starts a program with the output streams given. */
export function start(
  { command, args, cwd }: Program,
  streams: { readonly stdout: "null" | "piped"; readonly stderr: "null" | "piped" },
): Deno.ChildProcess {
  // Deno would look for a newer version of itself meanwhile.
  const env = { NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" };
  return new Deno.Command(command, { args: [...args], cwd, env, stdin: "null", ...streams }).spawn();
}

function failed({ command, args, cwd }: Program, code: number, stderr: Uint8Array): Error {
  const text = new TextDecoder().decode(stderr).trim();
  return new Error(`Cannot measure "${command} ${args.join(" ")}" in ${cwd}: exit code ${code}\n${text}`);
}

/** How long a program takes, unit: seconds. Throws where it fails. */
export async function time(program: Program): Promise<number> {
  const begin = performance.now();
  const { code, stderr } = await start(program, { stdout: "null", stderr: "piped" }).output();
  const seconds = (performance.now() - begin) / 1000;
  if (code !== 0) throw failed(program, code, stderr);
  return seconds;
}

/** What a program prints. Throws where it fails. */
export async function print(program: Program): Promise<string> {
  const { code, stdout, stderr } = await start(program, { stdout: "piped", stderr: "piped" }).output();
  if (code !== 0) throw failed(program, code, stderr);
  return new TextDecoder().decode(stdout);
}

// Deno itself refuses to read below /proc.
const highWaterMark = `while read -r key value unit; do
  [ "$key" = VmHWM: ] && echo "$value"
done < "/proc/$1/status"`;

/** The most memory that a running process has had so far, unit: MiB; undefined where the system doesn't tell. */
export async function peakMemory(pid: number): Promise<number | undefined> {
  if (Deno.build.os !== "linux") return undefined;
  const shell = new Deno.Command("sh", { args: ["-c", highWaterMark, "sh", String(pid)], stderr: "null" });
  const kibibytes = Number(new TextDecoder().decode((await shell.output()).stdout).trim());
  return kibibytes > 0 ? kibibytes / 1024 : undefined;
}

/** The most memory that a program has at once, unit: MiB, looked at every few milliseconds. Throws where it fails. */
export async function peakMemoryOf(program: Program): Promise<number | undefined> {
  const child = start(program, { stdout: "null", stderr: "piped" });
  let running = true;
  const ended = child.output().finally(() => running = false);
  let peak: number | undefined;
  while (running) {
    peak = await peakMemory(child.pid) ?? peak;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { code, stderr } = await ended;
  if (code !== 0) throw failed(program, code, stderr);
  return peak;
}
