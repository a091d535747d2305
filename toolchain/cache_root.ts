import { chosenFolder, type ReadVariable } from "./chosen_folder.ts";
import { ToolchainError } from "./toolchain_error.ts";

const choices = [
  ["THREERVISION_TOOLCHAIN", ""],
  ["XDG_CACHE_HOME", "/3rvision/toolchain"],
  ["HOME", "/.cache/3rvision/toolchain"],
] as const;

/**
 * The folder that keeps provisioned tools, outside the repository: `$THREERVISION_TOOLCHAIN`, or
 * `3rvision/toolchain` below `$XDG_CACHE_HOME`, or that below `~/.cache`.
 *
 * @throws {ToolchainError} if none of the three variables is set, or one of them is a relative path.
 */
export function cacheRoot(read: ReadVariable): string {
  return chosenFolder(read, choices, {
    relative: (value, variable) =>
      new ToolchainError(`Cannot keep tools in "${value}": ${variable} must be an absolute path`),
    unset: () =>
      new ToolchainError("Cannot tell where to keep tools: set THREERVISION_TOOLCHAIN to a folder"),
  });
}
