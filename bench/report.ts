/** The whole report. */
import type { SizeReport } from "./measure_size.ts";
import type { Samples } from "./samples.ts";
import type { Target } from "./targets.ts";

/** What `--json` prints. */
export interface Report {
  /** Version of Deno. */
  readonly deno: string;
  /** How many processors the machine has. */
  readonly cores: number;
  readonly sizes: readonly SizeReport[];
  /** The catalogue that ships with the project, with nothing to do. */
  readonly shippedUnchanged: Samples;
  readonly targets: readonly Target[];
}
