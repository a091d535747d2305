import { runProgram } from "./run_program.ts";

/** Reads the mount points out of `/proc/<pid>/mountinfo`, see proc(5); a later one may hide an earlier one. */
export function parseMountPoints(text: string): readonly string[] {
  return text.split("\n").filter((line) => line !== "").map((line) =>
    (line.split(" ")[4] ?? "").replaceAll(
      /\\([0-7]{3})/g,
      (_, digits: string) => String.fromCharCode(parseInt(digits, 8)),
    )
  );
}

/** The mount points at or below a folder, in the order of mounting. */
export async function mountPointsBelow(folder: string): Promise<readonly string[]> {
  const all = parseMountPoints(await runProgram(["cat", "/proc/self/mountinfo"]));
  return all.filter((point) => point === folder || point.startsWith(`${folder}/`));
}

/** Unmounts everything at or below a folder, so that removing the folder removes nothing of what was mounted. */
export async function unmountBelow(folder: string): Promise<void> {
  for (const point of [...await mountPointsBelow(folder)].reverse()) {
    // Lazily: something may still use it, but under this name it is gone at once.
    await runProgram(["umount", "--lazy", "--", point]);
  }
}
