/** What a change of the rendered tree does to the clusters, and whether any moment on the way fails requests. */
export type { BlastRadius } from "./blast_radius.ts";
export type { ObjectCounts } from "./effects.ts";
export {
  type FailingRequest,
  type Finding,
  type FindingCode,
  findingCodes,
  type FindingGround,
  groundOf,
  type PlannedFinding,
} from "./finding.ts";
export { type IdleAcceptance, isAccepted } from "./acceptances.ts";
export { type ClusterPlan, makePlan, type Plan, type PlannedObject } from "./make_plan.ts";
export { type Acceptance, noPolicy, type Owner, type Policy } from "./policy.ts";
export { policyOf, type PolicyOptions } from "./policy_of.ts";
export { planMarkdown } from "./print/markdown.ts";
export { planLines } from "./print/text.ts";
export type { Split } from "./split.ts";
