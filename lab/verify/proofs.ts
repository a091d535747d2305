import type { Proof } from "./proof.ts";
import { COMMITS } from "./proofs/commits.ts";
import { FORCED_ROUTES } from "./proofs/forced_routes.ts";
import { REFUSALS } from "./proofs/refusals.ts";
import { SELF_HEAL } from "./proofs/self_heal.ts";
import { SYNCED } from "./proofs/synced.ts";
import { TELEMETRY } from "./proofs/telemetry.ts";
import { TRAFFIC_POLICY } from "./proofs/traffic_policy.ts";
import { WEIGHTS } from "./proofs/weights.ts";

/** Every proof, in the order in which they run: the first ones change nothing. */
export const PROOFS: readonly Proof[] = Object.freeze([
  SYNCED,
  WEIGHTS,
  FORCED_ROUTES,
  REFUSALS,
  TRAFFIC_POLICY,
  TELEMETRY,
  COMMITS,
  SELF_HEAL,
]);
