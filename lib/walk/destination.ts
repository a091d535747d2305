/** From the destination that a route names to the pods behind it. */
import { arrive, failureOf, type Stretch } from "./arrive.ts";
import { after, answered, refused, sometimes, surely, unknown } from "./branch.ts";
import type { Client } from "./client.ts";
import { destinationRuleFor, policyPart, type Subset, subsetOf, tlsMode } from "./destination_rule.ts";
import { secondsOf } from "./duration.ts";
import { endpointsOf } from "./endpoints.ts";
import { fieldDoubt } from "./field_doubt.ts";
import { complement, fraction, multiply } from "./fraction.ts";
import { mostSpecific } from "./host_name.ts";
import type { Mesh } from "./mesh.ts";
import { fieldsOf } from "./plain.ts";
import { mayLeave } from "./network_policy.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { nameOf, refer, type Reference } from "./reference.ts";
import type { Message, Request } from "./request.ts";
import type { Options } from "./options.ts";
import type { Branch, Decision } from "./result.ts";
import { isExportedTo, type Service, type ServicePort } from "./service.ts";
import { exhaustion, type Retries } from "./retries.ts";
import { isDoubt } from "./verdict.ts";
import { podCount } from "./workload.ts";

/** Where a route leads. */
export interface Destination {
  /** A whole host name. */
  readonly host: string;
  /** The Service's port. */
  readonly port: number;
  /** Undefined for all pods. */
  readonly subset: string | undefined;
  /** The field that says so; undefined where no VirtualService applies. */
  readonly at: Reference | undefined;
  /** Seconds until the request is given up; undefined for never. */
  readonly timeout: number | undefined;
  /** What becomes of it where a connection fails. */
  readonly retries: Retries;
}

/** The Service of a host, as a namespace sees it: its own before others'. */
export function serviceOf(mesh: Mesh, host: string, namespace: string): Service | undefined {
  const visible = (services: readonly Service[]) => {
    const seen = services.filter(({ exportTo, namespace: own }) => isExportedTo(exportTo, own, namespace));
    return seen.find((service) => service.namespace === namespace) ?? seen[0];
  };
  const exact = visible(mesh.servicesByHost.get(host) ?? []);
  if (exact !== undefined) return exact;
  const wildcard = mostSpecific(host, [...mesh.servicesByHost.keys()].filter((each) => each.startsWith("*")));
  return wildcard === undefined ? undefined : visible(mesh.servicesByHost.get(wildcard) ?? []);
}

function externalBranches(
  mesh: Mesh,
  client: Client,
  service: Service,
  host: string,
  port: ServicePort,
  options: Options,
) {
  const said: Decision = { about: "destination", text: `${host} is outside the mesh`, at: service.reference };
  const end = surely({ kind: "external", host, port: port.number }, said);
  if (options.networkPolicies === false) return end;
  const { allowed, at } = mayLeave(mesh, client.workload, "outside", port.number);
  if (isDoubt(allowed)) return after([said], unknown(allowed, "network"));
  const text = at === undefined
    ? `no NetworkPolicy is in the way where it leaves ${client.workload.name}`
    : `${nameOf(at)} ${allowed ? "lets" : "doesn't let"} it leave ${client.workload.name}`;
  const decision: Decision = { about: "network", text, ...(at && { at }) };
  return allowed ? after([decision], end) : after([said], answered(503, decision));
}

const ofService = (object: KubernetesObject | undefined, at: Reference) =>
  object === undefined
    ? undefined
    : fieldDoubt(object.spec, object.kind === "Service" ? "Service" : "ServiceEntry", at);

function serviceDoubt(mesh: Mesh, { reference }: Service) {
  if (reference.kind === "Application") return undefined;
  const object = mesh.inNamespace(reference.kind, reference.namespace)
    .find(({ metadata }) => metadata.name === reference.name);
  return ofService(object, refer(object ?? mesh.objects[0]!, "spec"));
}

/** The shares of pods: those that a request leaves again for another one get the less for it. */
function withRetries(mesh: Mesh, stretches: readonly Stretch[], retries: Retries) {
  const left = stretches.map((stretch) => {
    const alone = stretches.length === 1 || stretch.message === undefined || retries.times === 0;
    const failure = alone ? undefined : failureOf(mesh, stretch);
    return failure === "agreement" ? retries.afterFailure : failure === "reset" && retries.afterReset;
  });
  const podsOf = ({ endpoint: { workload } }: Stretch) => podCount(workload);
  const count = (list: readonly Stretch[]) => list.reduce((total, each) => total + podsOf(each), 0n);
  const failing = count(stretches.filter((_, index) => left[index]));
  const all = count(stretches);
  const vain = exhaustion(retries, failing, all);
  return stretches.map((stretch, index) => ({
    stretch,
    share: left[index]
      ? multiply(vain, fraction(podsOf(stretch), failing))
      : multiply(complement(vain), fraction(podsOf(stretch), all - failing)),
  }));
}

/** Leads a request to one of a destination's pods. */
export function toDestination(
  mesh: Mesh,
  client: Client,
  destination: Destination,
  sent: { readonly message: Message | undefined; readonly request: Request },
  options: Options,
): readonly Branch[] {
  const { host, subset: subsetName, at } = destination;
  const found = { ...(at && { at }) };
  const service = serviceOf(mesh, host, client.namespace);
  const port = service?.ports.find(({ number }) => number === destination.port);
  // A connection that isn't HTTP has nobody to answer it.
  const fail = (decision: Decision) =>
    sent.message === undefined ? refused(decision) : answered(503, decision);
  if (service === undefined || port === undefined) {
    const what = service === undefined
      ? `there is no host ${host}`
      : `${host} has no port ${destination.port}`;
    return fail({ about: "destination", text: `${what}, so there is no cluster to send to`, ...found });
  }
  const doubt = serviceDoubt(mesh, service);
  if (doubt !== undefined) return unknown(doubt, "destination");
  const found_ = destinationRuleFor(mesh, service, client);
  if (found_?.doubt !== undefined) return unknown(found_.doubt, "destination");
  const rule = found_?.rule;
  let subset: Subset | undefined;
  if (subsetName !== undefined) {
    subset = rule === undefined ? undefined : subsetOf(rule, subsetName);
    if (subset === undefined) {
      const text = rule === undefined
        ? `no DestinationRule says what the subset "${subsetName}" of ${host} is`
        : `${nameOf(refer(rule))} has no subset "${subsetName}"`;
      return fail({ about: "destination", text, ...found });
    }
  }
  const decisions: Decision[] = subset === undefined ? [] : [{
    about: "destination",
    text: `subset ${subsetName}: pods with ${
      Object.entries(subset.labels).map(([name, value]) => `${name}=${value}`).join(", ")
    }`,
    at: subset.at,
  }];
  if (service.external) return after(decisions, externalBranches(mesh, client, service, host, port, options));
  const part = (name: Parameters<typeof policyPart>[3]) =>
    rule === undefined ? undefined : policyPart(rule, subset, port.number, name);
  const tls = rule === undefined ? undefined : tlsMode(rule, subset, port.number);
  const endpoints = endpointsOf(mesh, service, port, subset?.labels ?? {});
  if (endpoints.length === 0) {
    const text = `no pod of ${service.name}${
      subsetName === undefined ? "" : ` in subset ${subsetName}`
    } is wanted`;
    return after(decisions, fail({ about: "endpoints", text, at: subset?.at ?? service.reference }));
  }
  const balancing = part("loadBalancer");
  if (endpoints.length > 1) {
    const scaled = endpoints.find(({ workload }) => workload.scaled)?.workload;
    if (scaled !== undefined) {
      const reason =
        `how many pods ${scaled.name} has is an autoscaler's to say, and with it the shares of ` +
        endpoints.map(({ workload }) => workload.name).join(" and ");
      return after(decisions, unknown({ reason, at: scaled.reference }, "endpoints"));
    }
    if (balancing?.value.consistentHash !== undefined) {
      const reason = "a hash chooses the pod, and which one that is doesn't stand in the objects";
      return after(decisions, unknown({ reason, at: balancing.at }, "endpoints"));
    }
  }
  const connect = secondsOf(fieldsOf(part("connectionPool")?.value.tcp).connectTimeout) ?? 10;
  const stretches = endpoints.map((endpoint): Stretch => ({
    client,
    proxied: true,
    endpoint,
    ...sent,
    tlsMode: tls?.mode,
    tlsAt: tls?.at,
    droppedStatus: destination.timeout !== undefined && destination.timeout < connect ? 504 : 503,
  }));
  return withRetries(mesh, stretches, destination.retries).flatMap(({ stretch, share }) => {
    const { workload } = stretch.endpoint;
    const pods = workload.scaled ? `at least ${workload.replicas}` : String(workload.replicas);
    const chosen: Decision = {
      about: "endpoints",
      text: `${workload.name} has ${pods} pod${workload.replicas === 1 && !workload.scaled ? "" : "s"}` +
        (balancing?.value.consistentHash === undefined ? "" : ", chosen by a hash of the request"),
      at: workload.reference,
    };
    return sometimes(share, after([...decisions, chosen], arrive(mesh, stretch, options)))
      .map((branch) => ({ ...branch, ...(subsetName !== undefined && { subset: subsetName }) }));
  });
}
