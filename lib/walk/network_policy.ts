/** Whether Kubernetes lets a connection through: its NetworkPolicies at both ends. */
import { fieldDoubt } from "./field_doubt.ts";
import { selectsLabels } from "./label_selector.ts";
import type { Mesh } from "./mesh.ts";
import { fieldsOf, listOf, numberOf, textOf, textsOf } from "./plain.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { refer, type Reference } from "./reference.ts";
import { allOf, anyOf, type Verdict } from "./verdict.ts";
import type { Workload } from "./workload.ts";

/** One end of a connection: pods, or somebody outside the cluster. */
export type End = Workload | "outside";

/** What the policies of one end say. */
export interface NetworkVerdict {
  /** Whether the connection may be. */
  readonly allowed: Verdict;
  /** The rule that allows it, or the policy that has none for it; undefined where no policy applies. */
  readonly at: Reference | undefined;
}

const everywhere = new Set(["0.0.0.0/0", "::/0"]);

function isPeer(mesh: Mesh, policy: KubernetesObject, peer: unknown, end: End): Verdict {
  const { podSelector, namespaceSelector, ipBlock } = fieldsOf(peer);
  if (ipBlock !== undefined) {
    const { cidr } = fieldsOf(ipBlock);
    if (end !== "outside") {
      return { reason: "the addresses of pods don't stand in the objects", at: refer(policy) };
    }
    return everywhere.has(textOf(cidr) ?? "")
      ? true
      : { reason: `whether the other end is in ${cidr} doesn't stand in the objects`, at: refer(policy) };
  }
  if (end === "outside") return false;
  const labels = mesh.namespaces.get(end.namespace) ?? { "kubernetes.io/metadata.name": end.namespace };
  const inNamespace = namespaceSelector === undefined
    ? end.namespace === policy.metadata.namespace
    : selectsLabels(namespaceSelector, labels);
  return inNamespace && (podSelector === undefined || selectsLabels(podSelector, end.labels));
}

function isPort(rule: unknown, port: number, owner: Workload | undefined): boolean {
  const ports = listOf(fieldsOf(rule).ports);
  return ports.length === 0 || ports.some((each) => {
    const { protocol, port: wanted, endPort } = fieldsOf(each);
    if ((protocol ?? "TCP") !== "TCP") return false;
    if (wanted === undefined) return true;
    const first = numberOf(wanted) ?? owner?.ports[textOf(wanted) ?? ""];
    return first !== undefined && port >= first && port <= (numberOf(endPort) ?? first);
  });
}

function judge(
  mesh: Mesh,
  subject: Workload,
  other: End,
  port: number,
  direction: "ingress" | "egress",
): NetworkVerdict {
  const type = direction === "ingress" ? "Ingress" : "Egress";
  const policies = mesh.inNamespace("NetworkPolicy", subject.namespace).filter(({ spec }) => {
    const { podSelector, policyTypes, egress } = fieldsOf(spec);
    const types = policyTypes === undefined
      ? ["Ingress", ...(egress === undefined ? [] : ["Egress"])]
      : textsOf(policyTypes);
    return types.includes(type) && selectsLabels(podSelector, subject.labels);
  });
  if (policies.length === 0) return { allowed: true, at: undefined };
  const owner = direction === "ingress" ? subject : other === "outside" ? undefined : other;
  let doubtful: NetworkVerdict | undefined;
  for (const policy of policies) {
    const unknown = fieldDoubt(policy.spec, "NetworkPolicy", refer(policy, "spec"));
    if (unknown !== undefined) doubtful ??= { allowed: unknown, at: unknown.at };
    for (const [index, rule] of listOf(fieldsOf(policy.spec)[direction]).entries()) {
      const peers = listOf(fieldsOf(rule)[direction === "ingress" ? "from" : "to"]);
      const allowed = allOf([
        isPort(rule, port, owner),
        peers.length === 0 ? true : anyOf(peers.map((peer) => isPeer(mesh, policy, peer, other))),
      ]);
      const at = refer(policy, "spec", direction, index);
      if (allowed === true) return { allowed, at };
      if (allowed !== false) doubtful ??= { allowed, at };
    }
  }
  // What is named is the policy that says most: the one with rules, if there is any.
  const naming = policies.find(({ spec }) => listOf(fieldsOf(spec)[direction]).length > 0) ?? policies[0]!;
  return doubtful ?? { allowed: false, at: refer(naming, "spec") };
}

/** Whether the sender's NetworkPolicies let a connection go to a port. */
export function mayLeave(mesh: Mesh, sender: Workload, to: End, port: number): NetworkVerdict {
  return judge(mesh, sender, to, port, "egress");
}

/** Whether the receiver's NetworkPolicies let a connection come in on a port of its pods. */
export function mayEnter(mesh: Mesh, receiver: Workload, from: End, port: number): NetworkVerdict {
  return judge(mesh, receiver, from, port, "ingress");
}
