/** What a sidecar knows of the mesh: the Sidecar that applies to it, and the hosts that it imports. */
import { fieldDoubt } from "./field_doubt.ts";
import { isSubsetOf, isWildcard, overlap } from "./host_name.ts";
import type { Mesh } from "./mesh.ts";
import { fieldsOf, hasLabels, labelsOf, listOf, textOf, textsOf } from "./plain.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { refer, type Reference } from "./reference.ts";
import { isExportedTo, type Service } from "./service.ts";
import type { Doubt } from "./verdict.ts";
import { fullHost } from "./host_name.ts";
import type { Workload } from "./workload.ts";

/** What one proxy may send to. */
export interface SidecarScope {
  /** The Sidecar that says it; undefined where none applies and everything exported is known. */
  readonly sidecar: KubernetesObject | undefined;
  /** Its hosts; undefined where everything exported is known. */
  readonly hosts:
    | readonly { readonly namespace: string; readonly host: string; readonly at: Reference }[]
    | undefined;
  /** `REGISTRY_ONLY` or `ALLOW_ANY`. */
  readonly outboundPolicy: string;
  /** Where that is said; undefined where the mesh's default applies. */
  readonly outboundPolicyAt: Reference | undefined;
  /** What isn't understood of it. */
  readonly doubt: Doubt | undefined;
}

/** The Sidecar of a workload: by its labels, then of its namespace, then of the root namespace. */
function sidecarOf(mesh: Mesh, { namespace, labels }: Workload): { found?: KubernetesObject; doubt?: Doubt } {
  const ranks = [
    mesh.inNamespace("Sidecar", namespace).filter(({ spec }) => {
      const wanted = labelsOf(fieldsOf(fieldsOf(spec).workloadSelector).labels);
      return fieldsOf(spec).workloadSelector !== undefined && hasLabels(labels, wanted);
    }),
    ...[namespace, mesh.config.rootNamespace].map((where) =>
      mesh.inNamespace("Sidecar", where).filter(({ spec }) => fieldsOf(spec).workloadSelector === undefined)
    ),
  ];
  const [found, other] = ranks.find((rank) => rank.length > 0) ?? [];
  if (found === undefined) return {};
  if (other === undefined) return { found };
  const reason =
    `Sidecars "${found.metadata.name}" and "${other.metadata.name}" both apply; the older one wins, ` +
    "and which that is doesn't stand in the objects";
  return { found, doubt: { reason, at: refer(other) } };
}

/** What a workload's sidecar knows. */
export function sidecarScope(mesh: Mesh, workload: Workload): SidecarScope {
  const { found, doubt } = sidecarOf(mesh, workload);
  if (found === undefined) {
    const { outboundPolicy } = mesh.config;
    return {
      sidecar: undefined,
      hosts: undefined,
      outboundPolicy,
      outboundPolicyAt: undefined,
      doubt: undefined,
    };
  }
  const spec = fieldsOf(found.spec);
  const mode = textOf(fieldsOf(spec.outboundTrafficPolicy).mode);
  const listeners = listOf(spec.egress);
  const hosts = listeners.flatMap((listener, index) =>
    textsOf(fieldsOf(listener).hosts).map((written, position) => {
      const slash = written.indexOf("/");
      const namespace = slash < 0 ? "" : written.slice(0, slash);
      return {
        namespace: namespace === "." ? workload.namespace : namespace,
        host: written.slice(slash + 1),
        at: refer(found, "spec", "egress", index, "hosts", position),
      };
    })
  );
  const excluding = hosts.find(({ namespace }) => namespace.startsWith("~"));
  const unknown = excluding === undefined
    ? fieldDoubt(spec, "Sidecar", refer(found, "spec"))
    : { reason: `a Sidecar excludes "${excluding.namespace}", which isn't understood`, at: excluding.at };
  return {
    sidecar: found,
    hosts: spec.egress === undefined ? undefined : hosts,
    outboundPolicy: mode ?? mesh.config.outboundPolicy,
    outboundPolicyAt: mode === undefined ? undefined : refer(found, "spec", "outboundTrafficPolicy", "mode"),
    doubt: doubt ?? unknown,
  };
}

/** The Sidecar's line that imports a Service; undefined where none does, `null` where everything is known. */
export function importOf(
  scope: SidecarScope,
  service: Service,
  namespace: string,
): Reference | undefined | null {
  if (!isExportedTo(service.exportTo, service.namespace, namespace)) return undefined;
  if (scope.hosts === undefined) return null;
  return scope.hosts.find((each) =>
    (each.namespace === "*" || each.namespace === service.namespace) && isSubsetOf(service.host, each.host)
  )?.at;
}

/** Whether a VirtualService is imported: one of its hosts has a name in common with an imported one. */
export function importsVirtualService(
  scope: SidecarScope,
  object: KubernetesObject,
  namespace: string,
): boolean {
  const own = object.metadata.namespace ?? "";
  const spec = fieldsOf(object.spec);
  if (!isExportedTo(textsOf(spec.exportTo), own, namespace)) return false;
  if (scope.hosts === undefined) return true;
  const hosts = textsOf(spec.hosts).map((host) => fullHost(host, own));
  return scope.hosts.some((each) =>
    (each.namespace === "*" || each.namespace === own) &&
    hosts.some((host) =>
      isWildcard(host) || isWildcard(each.host) ? overlap(host, each.host) : host === each.host
    )
  );
}
