/**
 * Replaces `$(NAME)` by the value of a variable, as Kubernetes does in `env`, `command` and `args`: `$$` stands for a
 * dollar sign, and a reference to an unknown variable stays as it is.
 */
export function expandVariables(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replaceAll(
    /\$\$|\$\(([^)]*)\)/g,
    (whole, name: string | undefined) => name === undefined ? "$" : variables.get(name) ?? whole,
  );
}
