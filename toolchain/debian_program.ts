import type { DebianPin } from "./pins.ts";
import type { Recipe } from "./recipe.ts";
import type { Requirement } from "./requirement.ts";

/** Where Debian puts programs; those for administrators are not on everybody's search path. */
const FOLDERS = ["/usr/bin", "/usr/sbin", "/bin", "/sbin"];

/**
 * A program of a Debian package that the machine has installed. It is found, never installed from here: a package may
 * start services, which is for the machine's owner to decide.
 */
export function debianProgram(pin: DebianPin, program: string): Recipe {
  const installed: Requirement = {
    what: `the program "${program}"`,
    remedy: `apt-get install --no-install-recommends ${pin.package}`,
    met: async () => await find(program) !== undefined,
  };
  return {
    requires: [installed],
    uses: [],
    result: program,
    identity: () => JSON.stringify([pin.package, program]),
    async make({ directory }) {
      await Deno.symlink(await find(program) ?? program, `${directory}/${program}`);
    },
  };
}

async function find(program: string): Promise<string | undefined> {
  for (const folder of FOLDERS) {
    try {
      const path = `${folder}/${program}`;
      if ((await Deno.stat(path)).isFile) return path;
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  return undefined;
}
