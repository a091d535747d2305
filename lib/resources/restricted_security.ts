/** What the Pod Security level `restricted` asks of a pod and of its containers. */
import type { IContainer, IPodTemplateSpec } from "kubernetes-models/v1";

type PodSecurity = NonNullable<NonNullable<IPodTemplateSpec["spec"]>["securityContext"]>;

/** Whom a pod runs as. */
export interface PodIdentity {
  /** The user that its processes have. */
  readonly runAsUser: number;
  /** Their first group. */
  readonly runAsGroup: number;
  /** The group that owns its volumes. */
  readonly fsGroup: number;
}

/** The security context of a pod that never runs as root. */
export function restrictedPod({ runAsUser, runAsGroup, fsGroup }: PodIdentity): PodSecurity {
  return { runAsNonRoot: true, runAsUser, runAsGroup, fsGroup, seccompProfile: { type: "RuntimeDefault" } };
}

/** The security context of a container that can gain no right. */
export function restrictedContainer(
  readOnlyRootFilesystem = true,
): NonNullable<IContainer["securityContext"]> {
  return { allowPrivilegeEscalation: false, readOnlyRootFilesystem, capabilities: { drop: ["ALL"] } };
}
