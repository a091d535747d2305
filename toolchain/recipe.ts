import type { Pin } from "./pins.ts";
import type { Requirement } from "./requirement.ts";

/** What a recipe is given when its result has to be made. */
export interface MakeContext {
  /** An empty folder to fill; it becomes the cache entry only when `make` has returned. */
  readonly directory: string;
  /** The file that collects what the commands print. */
  readonly log: string;
  /** The paths of the tools named in {@linkcode Recipe.uses}, by name. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Tells what is being done, in a few words; shown with the elapsed time. */
  readonly progress: (detail: string) => void;
}

/** How a tool is made. */
export interface Recipe {
  /** What the machine must have before `make` can run. Not looked at while the cache holds the result. */
  readonly requires: readonly Requirement[];
  /** Other tools this one is made from; they are provisioned first. */
  readonly uses: readonly string[];
  /** The path of the result below the cache entry; empty for the entry itself. */
  readonly result: string;
  /** Everything that shapes the result, as text. A change of one letter makes a new cache entry. */
  readonly identity: () => string;
  /** Makes the result in `context.directory`. */
  readonly make: (context: MakeContext) => Promise<void>;
}

/** A pinned tool and how it is made. */
export interface Tool {
  /** Version and origin. */
  readonly pin: Pin;
  /** How it is made. */
  readonly recipe: Recipe;
}
