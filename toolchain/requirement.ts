import { ToolchainError } from "./toolchain_error.ts";

/** Something the machine must have before a tool can be made. */
export interface Requirement {
  /** What is missing if it is missing, such as `the Go toolchain ("go")`. */
  readonly what: string;
  /** What to do about it. */
  readonly remedy: string;
  /** Whether the machine has it. */
  readonly met: () => Promise<boolean>;
}

/** The Go toolchain, as `go` on the search path. */
export const GO: Requirement = {
  what: 'the Go toolchain ("go" on PATH)',
  remedy: "install Go 1.26 or newer, see go.dev/doc/install, and open a new shell",
  met: () => answers("go", "version"),
};

/** Python's package installer, which downloads wheels. */
export const PIP: Requirement = {
  what: 'Python 3 with pip ("python3 -m pip")',
  remedy: "install python3 and python3-pip",
  met: () => answers("python3", "-m", "pip", "--version"),
};

/** Linux on x86-64, for which the prebuilt programs are made. */
export const LINUX_X86_64: Requirement = {
  what: "Linux on x86-64",
  remedy: "run this on such a machine, a virtual one will do",
  met: () => Promise.resolve(Deno.build.os === "linux" && Deno.build.arch === "x86_64"),
};

/**
 * Sees to it that every requirement of every tool is met.
 *
 * @throws {ToolchainError} naming each one that is not, with its remedy and the tools that need it.
 */
export async function requireAll(tools: Readonly<Record<string, readonly Requirement[]>>): Promise<void> {
  const missing = new Map<Requirement, string[]>();
  for (const [tool, requirements] of Object.entries(tools)) {
    for (const requirement of requirements) {
      const needing = missing.get(requirement);
      if (needing !== undefined) needing.push(tool);
      else if (!await requirement.met()) missing.set(requirement, [tool]);
    }
  }
  if (missing.size === 0) return;
  const all = [...new Set([...missing.values()].flat())];
  const lines = [...missing].map(([{ what, remedy }, needing]) =>
    `  missing: ${what}, for ${needing.join(", ")}\n  remedy:  ${remedy}`
  );
  throw new ToolchainError(`Cannot make ${all.join(", ")} on this machine\n${lines.join("\n")}`);
}

async function answers(command: string, ...args: string[]): Promise<boolean> {
  try {
    const child = new Deno.Command(command, { args, stdin: "null", stdout: "null", stderr: "null" });
    return (await child.output()).success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
