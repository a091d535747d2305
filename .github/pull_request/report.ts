/**
 * `deno task pull-request:report`: writes what a pull request changes into `report/`, for
 * `pull-request-comment.yaml`. Compares the two parents of GitHub's merge commit, or `HEAD` with its first parent.
 * The task writes the plan beside it: `plan.txt` and `plan.json`, which evaluates the catalogue in a thread that may
 * read and nothing else.
 *
 * @module
 */

/** What is reported: the folders that people edit and those that are rendered. */
const INPUT = ["services", "overlays", "argocd"];
const RENDERED = ["clusters"];

/** Bytes of a difference that are kept; the comment shows fewer still. */
const MOST = 256 * 1024;

/**
 * The files of the report: name → text.
 *
 * @param root the repository.
 * @param base what the change is made to, such as `HEAD^1`.
 * @throws {Error} with Git's words.
 */
export async function report(root: string, base: string): Promise<Readonly<Record<string, string>>> {
  const diff = (...args: readonly string[]) =>
    // Nothing in the tree may choose a program that shows the difference.
    git(root, ["diff", "--no-ext-diff", "--no-textconv", "--no-color", ...args]);
  const summary = await diff("--stat=100", base, "HEAD", "--", ...INPUT, ...RENDERED);
  const rendered = await diff(base, "HEAD", "--", ...RENDERED);
  return {
    "summary.txt": summary === "" ? "Nothing of the catalogue or of clusters/ changes.\n" : summary,
    "rendered.diff": rendered.slice(0, MOST),
  };
}

async function git(root: string, args: readonly string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command("git", {
    args: ["-C", root, ...args],
    stdin: "null",
  }).output();
  const text = new TextDecoder();
  if (!success) throw new Error(`Cannot run "git ${args.join(" ")}": ${text.decode(stderr).trim()}`);
  return text.decode(stdout);
}

if (import.meta.main) {
  await Deno.mkdir("report", { recursive: true });
  for (const [name, text] of Object.entries(await report(".", Deno.args[0] ?? "HEAD^1"))) {
    await Deno.writeTextFile(`report/${name}`, text);
  }
}
