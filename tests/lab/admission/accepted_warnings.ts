/** Warnings of the API server that are not ours to mend. */
import type { KubernetesObject } from "../../../lib/kubernetes_object.ts";

/** A warning that may come, and why. */
export interface AcceptedWarning {
  /** The kind that it comes with. */
  readonly kind: string;
  /** A part of the warning. */
  readonly text: string;
  /** Why it stays, a sentence. */
  readonly reason: string;
}

/** All of them; one that never comes has to go. */
export const ACCEPTED_WARNINGS: readonly AcceptedWarning[] = [
  {
    kind: "AppProject",
    text:
      'metadata.finalizers: "resources-finalizer.argocd.argoproj.io": prefer a domain-qualified finalizer name',
    reason: "Argo CD knows its finalizer of projects by this name alone.",
  },
  {
    kind: "DaemonSet",
    text: "container.apparmor.security.beta.kubernetes.io/install-cni]: deprecated since v1.30",
    reason: "Istio's chart sets both the annotation and the field, for older clusters.",
  },
];

/** The one that a warning is, if it is accepted. */
export function acceptedWarning({ kind }: KubernetesObject, warning: string): AcceptedWarning | undefined {
  return ACCEPTED_WARNINGS.find((accepted) => accepted.kind === kind && warning.includes(accepted.text));
}
