/** Whether a server's proxy lets a request through: the AuthorizationPolicies that apply to it. */
import {
  type Access,
  type Condition,
  operationConditions,
  sourceConditions,
  type Unfit,
  whenConditions,
} from "./authorization_condition.ts";
import { fieldDoubt } from "./field_doubt.ts";
import type { Mesh } from "./mesh.ts";
import { fieldsOf, hasLabels, labelsOf, listOf, textOf } from "./plain.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { below, nameOf, refer, type Reference } from "./reference.ts";
import type { Message } from "./request.ts";
import { allOf, anyOf, isDoubt, type Verdict } from "./verdict.ts";
import type { Workload } from "./workload.ts";

/** What the policies say. */
export interface AuthorizationVerdict {
  /** Whether the request may go on. */
  readonly allowed: Verdict;
  /** The rule or policy that decides; undefined where none applies. */
  readonly at: Reference | undefined;
  /** For people: which policy, and what it misses. */
  readonly text: string;
}

/** Who asks a workload for what. */
export interface AccessRequest {
  /** The client's identity as `ns/<namespace>/sa/<account>`; undefined without mutual TLS. */
  readonly identity: string | undefined;
  /** The port of the pod. */
  readonly port: number;
  /** What is asked; undefined for a connection that isn't HTTP. */
  readonly message: Message | undefined;
}

interface JudgedRule {
  readonly verdict: Verdict;
  readonly at: Reference;
  readonly complaints: readonly string[];
}

/** The combination of a rule's `from` and `to` that comes nearest to being met. */
function judgeRule(rule: unknown, access: Access, unfit: Unfit, at: Reference): JudgedRule {
  const unknown = fieldDoubt(rule, "AuthorizationPolicy.rule", at);
  if (unknown !== undefined) return { verdict: unknown, at, complaints: [] };
  const { from, to, when } = fieldsOf(rule);
  const whens = listOf(when).flatMap((each, index) =>
    whenConditions(each, access, unfit, below(at, "when", index))
  );
  const sources = listOf(from).map((each, index) =>
    sourceConditions(each, access, unfit, below(at, "from", index))
  );
  const operations = listOf(to).map((each, index) =>
    operationConditions(each, access, unfit, below(at, "to", index))
  );
  const unfitting = [...whens, ...sources.flat(), ...operations.flat()].find(({ isUnfit }) => isUnfit);
  if (unfitting !== undefined) return { verdict: false, at, complaints: [unfitting.complaint] };
  const alternatives: Condition[][] = (sources.length === 0 ? [[]] : sources).flatMap((source) =>
    (operations.length === 0 ? [[]] : operations).map((operation) => [...source, ...operation, ...whens])
  );
  const complaints = alternatives
    .map((conditions) => conditions.filter(({ met }) => met === false).map(({ complaint }) => complaint))
    .toSorted((a, b) => a.length - b.length)[0] ?? [];
  return {
    verdict: anyOf(alternatives.map((conditions) => allOf(conditions.map(({ met }) => met)))),
    at,
    complaints,
  };
}

const rulesOf = (policy: KubernetesObject) => listOf(fieldsOf(policy.spec).rules);
const actionOf = (policy: KubernetesObject) => textOf(fieldsOf(policy.spec).action) ?? "ALLOW";

function policiesFor(mesh: Mesh, { namespace, labels }: Workload): readonly KubernetesObject[] {
  return [...new Set([mesh.config.rootNamespace, namespace])]
    .flatMap((place) => mesh.inNamespace("AuthorizationPolicy", place))
    .filter(({ spec, metadata }) =>
      metadata.annotations?.["istio.io/dry-run"] !== "true" &&
      hasLabels(labels, labelsOf(fieldsOf(fieldsOf(spec).selector).matchLabels))
    );
}

/** Judges a request against the policies of a workload: `CUSTOM`, then `DENY`, then `ALLOW`. */
export function authorize(mesh: Mesh, workload: Workload, request: AccessRequest): AuthorizationVerdict {
  const policies = policiesFor(mesh, workload);
  const tokens = [workload.namespace, mesh.config.rootNamespace]
    .some((place) => mesh.inNamespace("RequestAuthentication", place).length > 0);
  const { trustDomain } = mesh.config;
  const access = (policy: KubernetesObject): Access => ({
    // Istio takes "cluster.local" for the mesh's own trust domain, whatever that is called.
    principals: request.identity === undefined
      ? []
      : [...new Set([trustDomain, "cluster.local"])].map((domain) => `${domain}/${request.identity}`),
    port: request.port,
    message: request.message,
    policyNamespace: policy.metadata.namespace ?? "",
    checksTokens: tokens,
  });
  const judgedRules = (action: string, unfit: Unfit): readonly JudgedRule[] =>
    policies.filter((policy) => actionOf(policy) === action).flatMap((policy) =>
      rulesOf(policy).map((rule, index) =>
        judgeRule(rule, access(policy), unfit, refer(policy, "spec", "rules", index))
      )
    );
  for (const policy of policies) {
    const unknown = fieldDoubt(policy.spec, "AuthorizationPolicy", refer(policy, "spec"));
    if (unknown !== undefined) return { allowed: unknown, at: unknown.at, text: unknown.reason };
  }

  const custom = judgedRules("CUSTOM", "ignored").find(({ verdict }) => verdict !== false);
  if (custom !== undefined) {
    const doubt = {
      reason: `${nameOf(custom.at)} leaves it to an authorizer outside the mesh`,
      at: custom.at,
    };
    return { allowed: doubt, at: custom.at, text: doubt.reason };
  }

  const denials = judgedRules("DENY", "ignored");
  const denial = denials.find(({ verdict }) => verdict === true);
  if (denial !== undefined) return { allowed: false, at: denial.at, text: `${nameOf(denial.at)} denies it` };
  const doubtfulDenial = denials.find(({ verdict }) => isDoubt(verdict));
  if (doubtfulDenial !== undefined && isDoubt(doubtfulDenial.verdict)) {
    return { allowed: doubtfulDenial.verdict, at: doubtfulDenial.at, text: doubtfulDenial.verdict.reason };
  }

  const allowing = policies.filter((policy) => actionOf(policy) === "ALLOW");
  if (allowing.length === 0) return { allowed: true, at: undefined, text: "no AuthorizationPolicy applies" };
  const rules = judgedRules("ALLOW", "unmet");
  const allowed = rules.find(({ verdict }) => verdict === true);
  if (allowed !== undefined) {
    return { allowed: true, at: allowed.at, text: `${nameOf(allowed.at)} allows it` };
  }
  const doubtful = rules.find(({ verdict }) => isDoubt(verdict));
  if (doubtful !== undefined && isDoubt(doubtful.verdict)) {
    return { allowed: doubtful.verdict, at: doubtful.at, text: doubtful.verdict.reason };
  }
  const nearest = rules.toSorted((a, b) => a.complaints.length - b.complaints.length)[0];
  const at = nearest?.at ?? refer(allowing[0]!, "spec");
  const why = nearest === undefined
    ? "allows nobody"
    : `has no rule for it: ${nearest.complaints.join("; ")}`;
  return { allowed: false, at, text: `${nameOf(at)} ${why}` };
}
