import { ToolchainError } from "./toolchain_error.ts";

/** Reads a variable of the environment, such as `Deno.env.get`. */
export type ReadVariable = (name: string) => string | undefined;

/**
 * The folder that keeps provisioned tools, outside the repository: `$THREERVISION_TOOLCHAIN`, or
 * `3rvision/toolchain` below `$XDG_CACHE_HOME`, or that below `~/.cache`.
 *
 * @throws {ToolchainError} if none of the three variables is set, or one of them is a relative path.
 */
export function cacheRoot(read: ReadVariable): string {
  const choices = [
    ["THREERVISION_TOOLCHAIN", ""],
    ["XDG_CACHE_HOME", "/3rvision/toolchain"],
    ["HOME", "/.cache/3rvision/toolchain"],
  ] as const;
  for (const [name, below] of choices) {
    const value = read(name);
    if (value === undefined || value === "") continue;
    if (!value.startsWith("/")) {
      throw new ToolchainError(`Cannot keep tools in "${value}": ${name} must be an absolute path`);
    }
    return value.replace(/\/+$/, "") + below;
  }
  throw new ToolchainError("Cannot tell where to keep tools: set THREERVISION_TOOLCHAIN to a folder");
}
