/** Who may notice a change. */
import { type Fields, fieldsOf, listOf, textsOf } from "../walk/plain.ts";
import { isWildcard } from "../walk/host_name.ts";
import { type ObjectChange, objectOf } from "./object_changes.ts";
import { namespacesOf } from "./relevant_objects.ts";
import { objectsOf, type RenderedCluster } from "./rendered_cluster.ts";
import { serviceOf } from "./canary_findings.ts";

/** How far a change reaches in one cluster. */
export interface BlastRadius {
  /** Names, sorted. */
  readonly applications: readonly string[];
  /** Names, sorted; objects without a namespace count for none. */
  readonly namespaces: readonly string[];
  /** Services that call one that changes, sorted; those that change themselves included. */
  readonly callers: readonly string[];
}

function importedHosts(spec: Fields): readonly string[] {
  return listOf(spec.egress).flatMap((listener) => textsOf(fieldsOf(listener).hosts))
    .map((host) => host.slice(host.indexOf("/") + 1)).filter((host) => !isWildcard(host));
}

/** Hosts of the Services of Applications. */
function hostsOf(clusters: readonly RenderedCluster[], names: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(
    clusters.flatMap(({ applications }) =>
      [...applications.values()].filter(({ name }) => names.has(name)).flatMap(({ objects }) =>
        [...objects.values()].filter(({ kind }) => kind === "Service").map(({ metadata }) =>
          `${metadata.name}.${metadata.namespace}.svc.cluster.local`
        )
      )
    ),
  );
}

/** Works out how far changes reach: callers are those whose Sidecars import a changed Application's Services. */
export function blastRadius(
  before: RenderedCluster,
  after: RenderedCluster,
  changes: ReadonlyMap<string, readonly ObjectChange[]>,
): BlastRadius {
  const hosts = hostsOf([before, after], new Set(changes.keys()));
  const callers = [before, after].flatMap(({ applications, name }) =>
    [...applications.values()].flatMap((application) =>
      [...application.objects.values()].some(({ kind, spec }) =>
          kind === "Sidecar" && importedHosts(fieldsOf(spec)).some((host) => hosts.has(host))
        )
        ? [serviceOf(application.name, name)]
        : []
    )
  );
  const outside = [before, after].flatMap(objectsOf).some(({ kind, spec, metadata }) =>
    kind === "VirtualService" && textsOf(fieldsOf(spec).gateways).some((name) => name !== "mesh") &&
    [...changes.values()].flat().some((change) => objectOf(change).metadata.namespace === metadata.namespace)
  );
  const namespaces = [...changes.values()].flat().flatMap((change) => namespacesOf(objectOf(change)));
  return {
    applications: [...changes.keys()].sort(),
    namespaces: [...new Set(namespaces)].filter((name) => name !== "").sort(),
    callers: [...new Set([...callers, ...outside ? ["outside"] : []])].sort(),
  };
}
