/** Whether a client's connection and a server's demand for mutual TLS go together. */
import { fieldDoubt } from "./field_doubt.ts";
import type { Mesh } from "./mesh.ts";
import { fieldsOf, hasLabels, labelsOf, textOf } from "./plain.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { refer, type Reference } from "./reference.ts";
import type { Doubt } from "./verdict.ts";
import type { Workload } from "./workload.ts";

/** What a server's proxy takes. */
export interface ServerMode {
  /** `STRICT` takes mutual TLS alone, `PERMISSIVE` plain text too, `DISABLE` plain text alone. */
  readonly mode: "STRICT" | "PERMISSIVE" | "DISABLE";
  /** The PeerAuthentication that says it; undefined where Istio's default applies. */
  readonly at: Reference | undefined;
  /** What isn't known or understood. */
  readonly doubt: Doubt | undefined;
}

const modes = ["STRICT", "PERMISSIVE", "DISABLE"] as const;

const isSelecting = ({ spec }: KubernetesObject) =>
  Object.keys(labelsOf(fieldsOf(fieldsOf(spec).selector).matchLabels)).length > 0;

/** The first of a list: Istio takes the oldest, and of several that isn't known. */
function only(policies: readonly KubernetesObject[]): { policy?: KubernetesObject; doubt?: Doubt } {
  const [policy, other] = policies;
  if (policy === undefined) return {};
  if (other === undefined) {
    const doubt = fieldDoubt(policy.spec, "PeerAuthentication", refer(policy, "spec"));
    return { policy, ...(doubt && { doubt }) };
  }
  const reason =
    `PeerAuthentications "${policy.metadata.name}" and "${other.metadata.name}" both apply; the older one ` +
    "wins, and which that is doesn't stand in the objects";
  return { policy, doubt: { reason, at: refer(other) } };
}

const modeOf = (setting: unknown) => modes.find((each) => each === textOf(fieldsOf(setting).mode));

/** What is taken in a namespace where no workload says otherwise: by its PeerAuthentication, else by the mesh's. */
export function namespaceMode(mesh: Mesh, namespace: string): ServerMode {
  let doubt: Doubt | undefined;
  for (const place of new Set([namespace, mesh.config.rootNamespace])) {
    const all = mesh.inNamespace("PeerAuthentication", place).filter((policy) => !isSelecting(policy));
    const { policy, doubt: unclear } = only(all);
    doubt ??= unclear;
    const mode = modeOf(fieldsOf(policy?.spec).mtls);
    if (policy !== undefined && mode !== undefined) {
      return { mode, at: refer(policy, "spec", "mtls", "mode"), doubt };
    }
  }
  return { mode: "PERMISSIVE", at: undefined, doubt };
}

/** What the proxy of a workload takes on a port: by its own PeerAuthentication, its namespace's, the mesh's. */
export function serverMode(mesh: Mesh, { namespace, labels }: Workload, port: number): ServerMode {
  const own = mesh.inNamespace("PeerAuthentication", namespace).filter((policy) =>
    isSelecting(policy) && hasLabels(labels, labelsOf(fieldsOf(fieldsOf(policy.spec).selector).matchLabels))
  );
  const { policy, doubt } = only(own);
  const { portLevelMtls, mtls } = fieldsOf(policy?.spec);
  const ported = modeOf(fieldsOf(portLevelMtls)[String(port)]);
  if (policy !== undefined && ported !== undefined) {
    return { mode: ported, at: refer(policy, "spec", "portLevelMtls", String(port)), doubt };
  }
  const mode = modeOf(mtls);
  if (policy !== undefined && mode !== undefined) {
    return { mode, at: refer(policy, "spec", "mtls", "mode"), doubt };
  }
  const general = namespaceMode(mesh, namespace);
  return { ...general, doubt: doubt ?? general.doubt };
}

/** How a connection goes over the wire: with Istio's mutual TLS, as plain text, or over TLS of another kind. */
export type Wire = "mutual" | "plain" | "tls";

/** No mode that is written: mutual TLS to all pods with a proxy, whatever a workload's own PeerAuthentication says. */
export const mutualToProxies = "ISTIO_MUTUAL, to proxies";

/**
 * What a client's proxy sends, by the mode that its DestinationRule says, else by what the server takes. Where the server's
 * namespace takes plain text alone it sends that, though a workload's own PeerAuthentication takes mutual TLS: Istio
 * looks no closer.
 *
 * @param general What is taken in the server's namespace.
 */
export function wireOf(
  mode: string | undefined,
  server: Workload,
  demand: ServerMode,
  general: ServerMode,
): Wire {
  if (mode === undefined || mode === mutualToProxies) {
    const taken = server.sidecar && general.mode !== "DISABLE";
    return taken && (mode === mutualToProxies || demand.mode !== "DISABLE") ? "mutual" : "plain";
  }
  if (mode === "ISTIO_MUTUAL") return "mutual";
  return mode === "DISABLE" ? "plain" : "tls";
}

/** Why a connection fails; undefined where it is taken, a doubt where it isn't known. */
export function mismatch(wire: Wire, server: Workload, { mode }: ServerMode): string | undefined | Doubt {
  if (!server.sidecar) {
    if (wire === "plain") return undefined;
    if (wire === "mutual") return `mutual TLS is sent to ${server.name}, which has no sidecar to take it`;
    return { reason: `whether the process of ${server.name} takes TLS isn't in the objects` };
  }
  if (wire === "plain") {
    return mode === "STRICT" ? "plain text is sent where mutual TLS is demanded (STRICT)" : undefined;
  }
  if (wire === "mutual") {
    return mode === "DISABLE" ? "mutual TLS is sent where only plain text is taken (DISABLE)" : undefined;
  }
  if (mode === "STRICT") {
    return "TLS without the mesh's certificate is sent where mutual TLS is demanded (STRICT)";
  }
  return { reason: `whether the process of ${server.name} takes TLS isn't in the objects` };
}
