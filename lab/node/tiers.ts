/** What stands for the images of the three tiers: their own programs, built from `apps/`, or echo programs. */
export type Tiers = "apps" | "echo";

/** What `--tiers` takes. */
export const TIERS: readonly Tiers[] = Object.freeze(["apps", "echo"]);

/** Whether there is such a choice. */
export function isTiers(name: string): name is Tiers {
  return (TIERS as readonly string[]).includes(name);
}

/** A program built for an image of the catalogue's own, as far as the node agent has to know it. */
export interface TierProgram {
  /** The folder on this machine that holds all of it. */
  readonly folder: string;
  /** What runs in that folder: the first word is an absolute path, or one below the folder that begins with `./`. */
  readonly command: readonly string[];
  /** Variables that it needs besides those of its pod. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The programs of tiers by the last part of their images' repositories; echo programs stand for all others. */
export type TierPrograms = Readonly<Record<string, TierProgram>>;
