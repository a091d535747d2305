/** Who can reach whom. */
import { namedTargets } from "./authorized_request.ts";
import { distributionOf } from "./distribution.ts";
import { type Mesh, meshOf, podsOf } from "./mesh.ts";
import type { Options } from "./options.ts";
import { requestsFromOutside } from "./representative_requests.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import type { Reference } from "./reference.ts";
import type { Request, Sender } from "./request.ts";
import type { Service, ServicePort } from "./service.ts";
import { walk } from "./walk.ts";
import type { Workload } from "./workload.ts";

/** Whether one may reach another. */
export interface Reach {
  /** Who asks: `outside`, or `<namespace>/<workload>`. */
  readonly from: string;
  /** Who is asked: the Service as `<namespace>/<name>`. */
  readonly to: string;
  /** The Service's port. */
  readonly port: number;
  /** `yes` where some request gets there, `no` where none does, `unknown` where that isn't known. */
  readonly reaches: "yes" | "no" | "unknown";
  /** What gets there, or what stops the first request; no full stop. */
  readonly reason: string;
  /** The field that stops it. */
  readonly at?: Reference;
}

function tryAll(
  objects: readonly KubernetesObject[],
  requests: readonly Request[],
  isThere: (workload: string) => boolean,
  options: Options,
) {
  let found: Pick<Reach, "reaches" | "reason" | "at"> | undefined;
  for (const request of requests) {
    const hop = walk(objects, request, { ...options, follow: false });
    const there = distributionOf(hop).some(({ workload }) => workload !== undefined && isThere(workload));
    if (there) return { reaches: "yes" as const, reason: `${request.method} ${request.path}` };
    const branch = hop.branches.find(({ outcome }) => outcome.kind === "unknown") ?? hop.branches[0];
    if (branch === undefined) continue;
    const { outcome } = branch;
    const at = [...hop.decisions, ...branch.decisions].at(-1)?.at;
    const reason = "reason" in outcome ? outcome.reason : "it goes elsewhere";
    const status = outcome.kind === "answered"
      ? `${outcome.status}: `
      : outcome.kind === "refused"
      ? "no answer: "
      : "";
    const reach = {
      reaches: outcome.kind === "unknown" ? "unknown" as const : "no" as const,
      reason: `${status}${reason}`,
      ...(at && { at }),
    };
    if (found === undefined || (found.reaches === "no" && reach.reaches === "unknown")) found = reach;
  }
  return found ?? { reaches: "no" as const, reason: "nothing leads there" };
}

/** One workload for each ServiceAccount and set of labels that tell callers apart: versions of one are asked once. */
function callers(mesh: Mesh): readonly Workload[] {
  const byIdentity = new Map<string, Workload>();
  for (const workload of mesh.workloads) {
    const { namespace, serviceAccount, labels } = workload;
    const key = `${namespace}/${serviceAccount}/${labels.app ?? workload.name}`;
    if (!byIdentity.has(key)) byIdentity.set(key, workload);
  }
  return [...byIdentity.values()];
}

/** The targets of a service's port that are worth asking for. */
function requestsTo(mesh: Mesh, from: Sender, service: Service, port: ServicePort): readonly Request[] {
  const [receiver] = podsOf(mesh, service);
  const targets = receiver === undefined
    ? [{ method: "GET", path: "/" }]
    : namedTargets(mesh, receiver.namespace);
  const host = port.number === 80 ? service.host : `${service.host}:${port.number}`;
  return targets.map((target) => ({ from, host, port: port.number, headers: {}, ...target }));
}

/**
 * Who can reach which port of which Service: from outside by any name of a Gateway, from every workload by the
 * Service's own host. Gateways ask only for those outside.
 */
export function reachability(objects: readonly KubernetesObject[], options: Options = {}): readonly Reach[] {
  const mesh = meshOf(objects);
  const services = mesh.services.filter((service) =>
    !service.external && podsOf(mesh, service).some(({ gateway }) => !gateway)
  );
  const outside = requestsFromOutside(objects).map(({ request }) => request);
  return services.flatMap((service) => {
    const to = `${service.namespace}/${service.name}`;
    const names = new Set(podsOf(mesh, service).map(({ namespace, name }) => `${namespace}/${name}`));
    return service.ports.flatMap((port): Reach[] => {
      const isThere = (workload: string) => names.has(workload);
      const leading = outside.filter((request) =>
        distributionOf(walk(objects, request, { ...options, follow: false }))
          .some(({ workload }) => workload !== undefined && names.has(workload))
      );
      return [
        {
          from: "outside",
          to,
          port: port.number,
          ...(leading.length > 0
            ? tryAll(objects, leading, isThere, options)
            : { reaches: "no" as const, reason: "no Gateway's route leads there" }),
        },
        ...callers(mesh).filter(({ gateway }) => !gateway).map((workload): Reach => {
          const sender: Sender = { kind: "workload", namespace: workload.namespace, name: workload.name };
          const requests = requestsTo(mesh, sender, service, port);
          return {
            from: `${workload.namespace}/${workload.labels.app ?? workload.name}`,
            to,
            port: port.number,
            ...tryAll(objects, requests, isThere, options),
          };
        }),
      ];
    });
  });
}
