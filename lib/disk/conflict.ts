/** Something that stands where we would write and that we must not touch. */

/**
 * What is in the way.
 *
 * - `foreign`: a file without our header.
 * - `symbolicLink`: a symbolic link, at the path or in place of one of its folders.
 * - `special`: a socket, a pipe or a device.
 * - `directory`: a folder that holds more than files of ours which are to go.
 * - `file`: the tree wants a file and a folder of the same name.
 * - `letterCase`: a path that differs only in the case of its letters, which some file systems cannot tell apart.
 * - `path`: the path itself cannot be written on every system.
 */
export type ConflictKind =
  | "foreign"
  | "symbolicLink"
  | "special"
  | "directory"
  | "file"
  | "letterCase"
  | "path";

/** One thing in the way. Paths are relative to the tree's root. */
export interface Conflict {
  /** What is in the way. */
  readonly kind: ConflictKind;
  /** The file we would write. */
  readonly path: string;
  /** What is in its way: the path itself, one of its folders, or a path of another case. */
  readonly obstacle: string;
}

/** One sentence about a conflict, without a full stop, and what to do about it. */
export interface ConflictText {
  /** Action, quoted path and cause: `Cannot write "clusters/a.yaml": …`. */
  readonly message: string;
  /** What to do, imperative. */
  readonly remedy: string;
}

/**
 * Words for a conflict.
 *
 * @param root The tree's root as it was opened, `clusters`.
 */
export function describeConflict(root: string, { kind, path, obstacle }: Conflict): ConflictText {
  const there = `${root}/${obstacle}`;
  const moveAway = `move "${there}" away, or delete it, and run again`;
  const [cause, remedy] = ((): [string, string] => {
    switch (kind) {
      case "foreign":
        return [`"${there}" is not a generated file`, moveAway];
      case "symbolicLink":
        return [`"${there}" is a symbolic link`, moveAway];
      case "special":
        return [`"${there}" is not a regular file`, moveAway];
      case "directory":
        return [`"${there}" is a folder that holds more than generated files to be deleted`, moveAway];
      case "file":
        return [`"${there}" would be both a file and a folder`, "rename one of them"];
      case "letterCase":
        return [`it differs from "${there}" only in the case of its letters`, "rename one of them"];
      case "path":
        return ["the path is not one that every system can hold", "rename what it is made from"];
    }
  })();
  return { message: `Cannot write "${root}/${path}": ${cause}`, remedy };
}
