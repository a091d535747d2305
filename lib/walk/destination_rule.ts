/** The DestinationRule for a host as one client has it, and what it says of a subset and a port. */
import { fieldDoubt } from "./field_doubt.ts";
import { fullHost, mostSpecific } from "./host_name.ts";
import type { Mesh } from "./mesh.ts";
import { mutualToProxies } from "./mutual_tls.ts";
import { type Fields, fieldsOf, hasLabels, labelsOf, listOf, numberOf, textOf, textsOf } from "./plain.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { below, refer, type Reference } from "./reference.ts";
import { isExportedTo, type Service } from "./service.ts";
import type { Doubt } from "./verdict.ts";
import type { Proxy } from "./virtual_service.ts";

/** A rule that was found. */
export interface FoundRule {
  /** The DestinationRule. */
  readonly rule: KubernetesObject;
  /** What isn't known or understood of it. */
  readonly doubt: Doubt | undefined;
}

const hostOf = ({ spec, metadata }: KubernetesObject) =>
  fullHost(String(fieldsOf(spec).host ?? ""), metadata.namespace ?? "");

function choose(
  rules: readonly KubernetesObject[],
  service: Service,
  client: Proxy,
  own: boolean,
): FoundRule | undefined {
  const host = mostSpecific(service.host, rules.map(hostOf));
  const candidates = rules.filter((rule) => hostOf(rule) === host);
  const selecting = candidates.filter(({ spec }) => fieldsOf(spec).workloadSelector !== undefined);
  const fitting = own
    ? selecting.filter(({ spec }) =>
      hasLabels(client.labels, labelsOf(fieldsOf(fieldsOf(spec).workloadSelector).matchLabels))
    )
    : [];
  const [rule, other] = fitting.length > 0 ? fitting : candidates.filter((each) => !selecting.includes(each));
  if (rule === undefined) return undefined;
  if (other === undefined) {
    return { rule, doubt: fieldDoubt(rule.spec, "DestinationRule", refer(rule, "spec")) };
  }
  const reason =
    `DestinationRules "${rule.metadata.name}" and "${other.metadata.name}" are both for ${service.host}; ` +
    "Istio merges them in the order in which they were made, which doesn't stand in the objects";
  return { rule, doubt: { reason, at: refer(other) } };
}

/**
 * The rule for a Service: of the client's own namespace, then of the Service's, then of the root namespace. Undefined
 * where there is none.
 */
export function destinationRuleFor(mesh: Mesh, service: Service, client: Proxy): FoundRule | undefined {
  for (const place of new Set([client.namespace, service.namespace, mesh.config.rootNamespace])) {
    const own = place === client.namespace;
    const rules = mesh.inNamespace("DestinationRule", place).filter(({ spec }) =>
      isExportedTo(textsOf(fieldsOf(spec).exportTo), place, client.namespace)
    );
    const found = choose(rules, service, client, own);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A subset of a rule. */
export interface Subset {
  /** Which pods are in it, besides the Service's own selector. */
  readonly labels: Readonly<Record<string, string>>;
  /** Its own traffic policy. */
  readonly policy: Fields;
  /** Where it stands. */
  readonly at: Reference;
}

/** The subset of that name; undefined where the rule has none. */
export function subsetOf(rule: KubernetesObject, name: string): Subset | undefined {
  const subsets = listOf(fieldsOf(rule.spec).subsets).map(fieldsOf);
  const index = subsets.findIndex((subset) => subset.name === name);
  const subset = subsets[index];
  if (subset === undefined) return undefined;
  return {
    labels: labelsOf(subset.labels),
    policy: fieldsOf(subset.trafficPolicy),
    at: refer(rule, "spec", "subsets", index),
  };
}

/** A part of a traffic policy, and where it stands. */
export interface PolicyPart {
  /** What it says. */
  readonly value: Fields;
  /** Where. */
  readonly at: Reference;
}

/** What is said for one port takes the place of all that is said for every port. */
function forPort(
  policy: Fields,
  at: Reference,
  port: number,
): { policy: Fields; at: Reference; ported: boolean } {
  const settings = listOf(policy.portLevelSettings).map(fieldsOf);
  const index = settings.findIndex((each) => numberOf(fieldsOf(each.port).number) === port);
  const found = settings[index];
  return found === undefined
    ? { policy, at, ported: false }
    : { policy: found, at: below(at, "portLevelSettings", index), ported: true };
}

/** A part of the traffic policy that applies to a subset and a port: `tls`, `loadBalancer`, … */
export function policyPart(
  rule: KubernetesObject,
  subset: Subset | undefined,
  port: number,
  part: "tls" | "loadBalancer" | "connectionPool" | "outlierDetection",
): PolicyPart | undefined {
  const whole = forPort(
    fieldsOf(fieldsOf(rule.spec).trafficPolicy),
    refer(rule, "spec", "trafficPolicy"),
    port,
  );
  const own = subset === undefined
    ? undefined
    : forPort(subset.policy, below(subset.at, "trafficPolicy"), port);
  for (const each of own === undefined ? [whole] : own.ported ? [own] : [own, whole]) {
    const value = each.policy[part];
    if (value !== undefined) return { value: fieldsOf(value), at: below(each.at, part) };
  }
  return undefined;
}

/** What a policy says of TLS for a port, at whichever place. */
function tlsAnywhere(policy: Fields, at: Reference, port: number): PolicyPart | undefined {
  const own = forPort(policy, at, port);
  for (const each of [own, { policy, at }]) {
    if (each.policy.tls !== undefined) return { value: fieldsOf(each.policy.tls), at: below(each.at, "tls") };
  }
  return undefined;
}

/**
 * What the client's proxy sends for a subset and a port, and where it is said; undefined where it goes by what the server
 * takes.
 *
 * What is said for one port without a word of TLS doesn't leave the choice to the proxy where TLS is said beside it, for
 * every port, or for the host: then `ISTIO_MUTUAL` still holds for pods with a proxy, and any other mode comes to plain
 * text. Istio's reference says that nothing is inherited; its control plane does so all the same when it marks the pods
 * that take mutual TLS.
 */
export function tlsMode(
  rule: KubernetesObject,
  subset: Subset | undefined,
  port: number,
): { readonly mode: string; readonly at: Reference } | undefined {
  const written = policyPart(rule, subset, port, "tls");
  if (written !== undefined) return { mode: textOf(written.value.mode) ?? "DISABLE", at: written.at };
  const whole = fieldsOf(fieldsOf(rule.spec).trafficPolicy);
  const found = (subset && tlsAnywhere(subset.policy, below(subset.at, "trafficPolicy"), port)) ??
    tlsAnywhere(whole, refer(rule, "spec", "trafficPolicy"), port);
  if (found === undefined) return undefined;
  return { mode: textOf(found.value.mode) === "ISTIO_MUTUAL" ? mutualToProxies : "DISABLE", at: found.at };
}
