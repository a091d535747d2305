import type { LoadCount } from "../../../lab/verify/load_count.ts";
import type { FindingCode } from "../../../lib/plan/finding.ts";

/** What came of a transition that was played. */
export interface Played {
  readonly name: string;
  /** What the plan refuses it with; empty: it calls it safe. */
  readonly codes: readonly FindingCode[];
  /** All requests, from before the commit until well after it. */
  readonly load: LoadCount;
  /** When it was pushed. Unit: seconds of the load's clock. */
  readonly pushed: number;
  /** When all was synced and healthy; `undefined` if that never was. */
  readonly settled: number | undefined;
  /** The end of the load. */
  readonly ended: number;
  /** What the API server or Argo CD refused, in their words. */
  readonly refused: string | undefined;
  /** What kept it from coming to rest; empty if nothing did. */
  readonly trouble: string;
  /** What Argo CD asked about before it deleted it; empty if nothing. */
  readonly asked: readonly string[];
  /** For what fails no request: whether what the plan says of it is so, and the numbers as a clause. */
  readonly shown: { readonly is: boolean; readonly text: string } | undefined;
}
