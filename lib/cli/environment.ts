/** What surrounds the command line. */
import type { Output } from "../report/output.ts";

/** What the command line runs in. */
export interface Environment {
  /** The repository's root: an absolute path. */
  readonly root: string;
  /** Makes the output once it is known whether it has colour. */
  readonly openOutput: (colour: "auto" | "always" | "never") => Output;
  /** Milliseconds since the process began. */
  readonly elapsed: () => number;
}
