/** Reads a variable of the environment, such as `Deno.env.get`. */
export type ReadVariable = (name: string) => string | undefined;

/** What is wrong with the folders that a person may choose by variables of the environment. */
export interface FolderMistakes {
  /** A variable is set, but not to an absolute path. */
  relative(value: string, variable: string): Error;
  /** No variable is set. */
  unset(): Error;
}

/**
 * The folder that the first variable names that is set and not empty.
 *
 * @param choices variables, each with what stands below the folder that it names: `""` or a path with a slash before.
 * @returns an absolute path, with no slash before what stands below but the one.
 * @throws what `mistakes` makes of it if there is none.
 */
export function chosenFolder(
  read: ReadVariable,
  choices: readonly (readonly [variable: string, below: string])[],
  mistakes: FolderMistakes,
): string {
  for (const [variable, below] of choices) {
    const value = read(variable);
    if (value === undefined || value === "") continue;
    if (!value.startsWith("/")) throw mistakes.relative(value, variable);
    return value.replace(/\/+$/, "") + below || "/";
  }
  throw mistakes.unset();
}
