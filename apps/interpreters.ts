import { ToolchainError } from "../toolchain/toolchain_error.ts";

/** Folders that other users can read come first: the lab runs programs as users without a home. */
const PLACES = ["/usr/bin", "/usr/local/bin"];

/**
 * The absolute path of an interpreter of at least a version.
 *
 * @param asks arguments that make it print its version as `major.minor…`.
 * @throws {ToolchainError} if none is found.
 */
export function interpreter(
  name: string,
  asks: readonly string[],
  least: readonly [number, number],
): Interpreter {
  const folders = [...PLACES, ...(Deno.env.get("PATH") ?? "").split(":")];
  for (const folder of folders) {
    const path = `${folder}/${name}`;
    const version = versionOf(path, asks);
    if (version !== undefined && isAtLeast(version, least)) return { path, version };
  }
  throw new ToolchainError(`Cannot find ${name} ${least.join(".")} or newer on PATH: install it`);
}

/** A program that runs others. */
export interface Interpreter {
  /** Its absolute path. */
  readonly path: string;
  /** Major and minor. */
  readonly version: readonly [number, number];
}

/** The Node that builds and runs the frontend. */
export function node(): Interpreter {
  return interpreter("node", ["--version"], [20, 9]);
}

/** The Python that runs the model. */
export function python(): Interpreter {
  return interpreter("python3", ["--version"], [3, 11]);
}

function versionOf(path: string, asks: readonly string[]): readonly [number, number] | undefined {
  try {
    const { stdout } = new Deno.Command(path, { args: [...asks], stdin: "null", stderr: "null" })
      .outputSync();
    const [, major, minor] = /(\d+)\.(\d+)/.exec(new TextDecoder().decode(stdout)) ?? [];
    return major === undefined ? undefined : [Number(major), Number(minor)];
  } catch (error) {
    // The last one: whoever asks may run this program only from elsewhere.
    const { NotFound, PermissionDenied, NotCapable } = Deno.errors;
    if ([NotFound, PermissionDenied, NotCapable].some((kind) => error instanceof kind)) return undefined;
    throw error;
  }
}

function isAtLeast(
  [major, minor]: readonly [number, number],
  [wanted, then]: readonly [number, number],
): boolean {
  return major > wanted || (major === wanted && minor >= then);
}
