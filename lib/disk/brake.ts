/** The brake on deletions nobody asked for. */
import type { Plan } from "./plan.ts";

/** How many files a run may delete without being allowed to. */
export const DELETE_LIMIT = 10;

/** A plan that deletes more than it may. */
export interface Refusal {
  /** Tells it from what else may become of a plan. */
  readonly kind: "refused";
  /** Every file it would delete, sorted. */
  readonly deletes: readonly string[];
  /** Those of them that are Argo CD Applications: deleting one may delete what runs. */
  readonly applications: readonly string[];
  /** How many deletions would have been accepted. */
  readonly limit: number;
}

const APPLICATION = /^[^/]+\/argocd\/applications\/[^/]+\.ya?ml$/;

/**
 * Decides whether a plan needs to be allowed to delete: for more than {@linkcode DELETE_LIMIT} files, or for any Argo
 * CD Application.
 *
 * @returns What it would delete, or undefined when it may go ahead.
 */
export function refuseDeletes(plan: Pick<Plan, "deletes">): Refusal | undefined {
  const { deletes } = plan;
  const applications = deletes.filter((path) => APPLICATION.test(path));
  if (deletes.length <= DELETE_LIMIT && applications.length === 0) return undefined;
  return { kind: "refused", deletes, applications, limit: DELETE_LIMIT };
}
