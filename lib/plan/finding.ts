/** What makes a change unsafe. */
import type { AcceptanceInput } from "../model/types.ts";
import type { Acceptance } from "./policy.ts";

/** Every code that a plan may refuse with, and what it means. */
export const findingCodes = {
  "requests-fail": "requests that succeed before and after fail on the way",
  "requests-lost": "requests that succeed before fail from then on",
  "immutable-field": "the API server refuses to change the field",
  "namespace-lost": "a namespace is deleted with all that is in it",
  "volume-lost": "a volume is deleted, or given another one's place",
  "owner-changes": "an object moves to another Application, and the old one deletes it",
  "weight-jump": "a canary gets more than its policy's next step",
  "canary-removed-above-zero": "a canary is removed while it has a share of the requests",
  "promotion-in-one-commit": "the canary goes before stable has its image",
  "cluster-ahead": "a cluster gets what the one before it hasn't run yet",
} as const satisfies Readonly<Record<AcceptanceInput["finding"], string>>;

/** One of {@linkcode findingCodes}. */
export type FindingCode = keyof typeof findingCodes;

/** How a finding is known: by evaluating requests, by the API's rules, because data goes, or by a policy. */
export type FindingGround = "evaluated" | "api" | "data" | "policy";

/** The ground of each code. */
export const groundOf: Readonly<Record<FindingCode, FindingGround>> = {
  "requests-fail": "evaluated",
  "requests-lost": "evaluated",
  "immutable-field": "api",
  "namespace-lost": "data",
  "volume-lost": "data",
  "owner-changes": "data",
  "weight-jump": "policy",
  "canary-removed-above-zero": "policy",
  "promotion-in-one-commit": "policy",
  "cluster-ahead": "policy",
};

/** A request that fails, for people. */
export interface FailingRequest {
  /** `frontend-stable → backend-service.backend.svc.cluster.local:8080, GET /`. */
  readonly label: string;
  /** How many of them, of 1. */
  readonly share: number;
  /** Why, as the walk says it. */
  readonly reason: string;
}

/** One reason to refuse a change. */
export interface Finding {
  /** Which kind of reason. */
  readonly code: FindingCode;
  /** Where. */
  readonly cluster: string;
  /** Those whose changes do it, together; empty where no Application does. */
  readonly applications: readonly string[];
  /** One sentence without a full stop. */
  readonly message: string;
  /** When on the way; undefined where it isn't about a moment. */
  readonly moment?: string;
  /** Which requests; empty where none were walked. */
  readonly requests: readonly FailingRequest[];
}

/** A finding, and who has taken it on. */
export interface PlannedFinding extends Finding {
  /** What was said to it. */
  readonly accepted: readonly Acceptance[];
  /** Those who would have to accept it and haven't; empty: it may be done. */
  readonly notAcceptedBy: readonly string[];
}
