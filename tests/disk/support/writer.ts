/**
 * Writes a tree in a process of its own, with the permissions of the generator. The working folder holds `clusters`.
 *
 * - `write before|after SIZE`: once; prints what became of it as JSON.
 * - `alternate SIZE`: one tree after the other until it is killed; prints a line when it has begun.
 * - `recover`: opens the tree and closes it; prints a line when it is about to.
 * - `hold`: opens the tree, prints a line and keeps it until its standard input ends.
 */
import { DiskError, openTree } from "../../../lib/disk/mod.ts";
import { oldAndNew, write } from "./trees.ts";

/** What a writer prints. */
export type Report =
  | { readonly kind: string; readonly recovered: string }
  | {
    readonly error: {
      readonly code: string;
      readonly message: string;
      readonly path: string;
      readonly remedy: string;
    };
  };

const ROOT = "clusters";

async function run([command, ...words]: readonly string[]): Promise<void> {
  if (command === "write") {
    const trees = oldAndNew(Number(words[1]));
    const { outcome, recovered } = await write(ROOT, trees[words[0] === "before" ? "before" : "after"]);
    console.log(JSON.stringify({ kind: outcome.kind, recovered } satisfies Report));
  } else if (command === "alternate") {
    const { before, after } = oldAndNew(Number(words[0]));
    console.log("begun");
    for (;;) for (const desired of [after, before]) await write(ROOT, desired);
  } else if (command === "recover") {
    console.log("begun");
    (await openTree(ROOT)).close();
    console.log("done");
  } else if (command === "hold") {
    using _tree = await openTree(ROOT);
    console.log("held");
    for await (const _ of Deno.stdin.readable);
  }
}

try {
  await run(Deno.args);
} catch (error) {
  if (!(error instanceof DiskError)) throw error;
  const { code, message, path, remedy } = error;
  console.log(JSON.stringify({ error: { code, message, path, remedy } } satisfies Report));
  Deno.exitCode = 1;
}
