/** Runs the writer in a process of its own. */
import { fileURLToPath } from "node:url";
import type { Report } from "./writer.ts";

const REPOSITORY = fileURLToPath(import.meta.resolve("../../../"));
const WRITER = fileURLToPath(import.meta.resolve("./writer.ts"));

/** How a writer is run. */
export interface Surroundings {
  /** The mask of file modes that it inherits. */
  readonly umask?: string;
  /** Whether it has a mount namespace of its own. */
  readonly mounts?: boolean;
  /** Shell commands that run before it; `$FOLDER` is the folder that holds the root, where they begin. */
  readonly before?: string;
  /** Shell commands that run after it. */
  readonly after?: string;
  /** Whether it runs as a user that is not root. */
  readonly unprivileged?: boolean;
}

/** The program and its arguments that run the writer with the generator's permissions and no more. */
function command(words: readonly string[]): string[] {
  return [
    Deno.execPath(),
    "run",
    "--quiet",
    "--no-prompt",
    "--no-config",
    "--no-lock",
    "--no-check",
    `--allow-read=.,${REPOSITORY}`,
    "--allow-write=clusters",
    WRITER,
    ...words,
  ];
}

/** Starts the writer for a root; its standard output can be read. */
export function startWriter(root: string, words: readonly string[]): Deno.ChildProcess {
  const [program, ...args] = command(words);
  return new Deno.Command(program!, {
    args,
    cwd: parent(root),
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
}

/** Runs the writer to its end. */
export async function runWriter(
  root: string,
  words: readonly string[],
  { umask = "022", mounts = false, before = "", after = "", unprivileged = false }: Surroundings = {},
): Promise<{ code: number; report: Report | undefined; stderr: string }> {
  const drop = unprivileged ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];
  const script = `umask ${umask}\n${before}\ncode=0\n"$@" || code=$?\n${after}\nexit $code`;
  const shell = ["sh", "-ec", script, "sh", ...drop, ...command(words)];
  const [program, ...args] = mounts ? ["unshare", "--mount", ...shell] : shell;
  const folder = parent(root);
  const env = { FOLDER: folder, ...(unprivileged ? { DENO_DIR: `${folder}/cache` } : {}) };
  const { code, stdout, stderr } = await new Deno.Command(program!, { args, cwd: folder, env }).output();
  const text = new TextDecoder().decode(stdout);
  return {
    code,
    report: text.startsWith("{") ? JSON.parse(text) : undefined,
    stderr: new TextDecoder().decode(stderr),
  };
}

/** Waits for a line of a child's standard output. */
export async function line(child: Deno.ChildProcess): Promise<string> {
  const reader = child.stdout.getReader();
  let text = "";
  try {
    while (!text.includes("\n")) {
      const { value, done } = await reader.read();
      if (done) break;
      text += new TextDecoder().decode(value);
    }
  } finally {
    reader.releaseLock();
  }
  return text.trimEnd();
}

/** Kills a child as nothing can be killed more suddenly, and waits until it is gone. */
export async function kill(child: Deno.ChildProcess): Promise<void> {
  try {
    child.kill("SIGKILL");
  } catch { /* it had ended by itself */ }
  await child.stdin.abort().catch(() => {});
  await child.stdout.cancel().catch(() => {});
  await child.status;
}

function parent(root: string): string {
  return root.slice(0, root.lastIndexOf("/"));
}
