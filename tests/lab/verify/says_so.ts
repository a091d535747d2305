import { acceptanceRegion, accepts } from "../../../lab/verify/acceptance_region.ts";
import type { Finding, Verdict } from "../../../lab/verify/proof.ts";
import type { Mutation } from "./mutations.ts";

/** How often chance alone may make a share another one than that which a mutation brings about. */
const ERROR_RATE = 1e-6;

/** Whether a proof is red for the reason that a mutation gives it. */
export function saysSo(
  { findings }: Pick<Verdict, "findings">,
  { says, canaryPercent }: Pick<Mutation, "says" | "canaryPercent">,
): boolean {
  return findings.some((finding) =>
    !finding.passed && says.test(finding.text) &&
    (canaryPercent === undefined || countsShare(finding, canaryPercent / 100))
  );
}

function countsShare({ numbers: { requests, canary } = {} }: Finding, share: number): boolean {
  if (typeof requests !== "number" || typeof canary !== "number") return false;
  return accepts(acceptanceRegion(requests, share, ERROR_RATE), canary);
}
