import { fileURLToPath } from "node:url";
import { runCommand } from "./run_command.ts";

const ARCHITECTURE = { x86_64: "amd64", aarch64: "arm64" } as const;

/** The folder of a committed Go module: `toolchain/go/<family>`, or `family` itself if it is an absolute path. */
export function goFamily(family: string): string {
  if (family.startsWith("/")) return family;
  return fileURLToPath(new URL(`./go/${family}`, import.meta.url));
}

/** The text of the files that pin a Go module and everything below it: `go.mod` and `go.sum`. */
export function goPins(folder: string): string {
  return Deno.readTextFileSync(`${folder}/go.mod`) + Deno.readTextFileSync(`${folder}/go.sum`);
}

/** One run of the Go toolchain. */
export interface GoOptions {
  /** The folder with `go.mod` and `go.sum`; never written to. */
  readonly folder: string;
  /** The file to which everything printed is added. */
  readonly log: string;
  /** Called with each line of progress. */
  readonly onLine?: (line: string) => void;
}

/**
 * Runs `go` in a committed module and returns its standard output.
 *
 * `-mod=readonly` makes Go fail rather than accept a module that the committed `go.sum` does not vouch for; the
 * programs are static, for this machine, whatever the caller's own settings are.
 *
 * @throws {ToolchainError} with the last lines of the log, if it fails.
 */
export function go(args: readonly string[], options: GoOptions): Promise<string> {
  const os = Deno.build.os;
  const env = {
    CGO_ENABLED: "0",
    // The linker drops what a debugger would need; not to make it takes a tenth off a compilation.
    GOFLAGS: "-mod=readonly -gcflags=all=-dwarf=false",
    GOWORK: "off",
    GOOS: os,
    GOARCH: ARCHITECTURE[Deno.build.arch],
    // A compiler lives for seconds: with room it collects garbage more seldom, which takes another tenth off.
    GOGC: "400",
    GOMEMLIMIT: "2GiB",
  };
  const onLine = options.onLine === undefined ? {} : { onLine: options.onLine };
  return runCommand({ command: "go", args, cwd: options.folder, env, log: options.log, ...onLine });
}
