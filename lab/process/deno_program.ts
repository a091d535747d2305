import { fileURLToPath } from "node:url";

/** The permissions of a program of this repository that runs as a process of its own. */
export interface DenoProgram {
  /** The module's URL, one of `PROGRAMS`, so that what it imports is there. */
  readonly module: string;
  /** Such as `--allow-net`; nothing else is allowed. */
  readonly permissions: readonly string[];
  /** Its arguments. */
  readonly args: readonly string[];
}

/** The command that runs a module of this repository with the Deno that runs this one, and downloads nothing. */
export function denoCommand({ module, permissions, args }: DenoProgram): readonly string[] {
  return [
    ...[Deno.execPath(), "run", "--no-prompt", "--cached-only", "--quiet"],
    ...permissions,
    ...[fileURLToPath(module), ...args],
  ];
}

/** The variables that Deno needs to find what it has downloaded and compiled. */
export function denoEnvironment(): Readonly<Record<string, string>> {
  const names = ["HOME", "DENO_DIR", "XDG_CACHE_HOME"];
  const found = names.flatMap((name) => {
    const value = Deno.env.get(name);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(found);
}
