/** Random AuthorizationPolicies that Istio takes. */
import fc from "fast-check";
import type { KubernetesObject } from "../../lib/kubernetes_object.ts";
import { callees, versions } from "./mesh_arbitrary.ts";
import { authorizationPolicy, hostOf } from "./mesh_builder.ts";

type Spec = Readonly<Record<string, unknown>>;

const web = "cluster.local/ns/web/sa/web";

const sources: readonly Spec[] = [
  { principals: [web] },
  { principals: ["cluster.local/ns/w*", "*/sa/edge"] },
  { principals: ["*"] },
  { notPrincipals: ["*"] },
  { notPrincipals: [web] },
  { namespaces: ["web"] },
  { namespaces: ["edge", "w*"] },
  { namespaces: ["*"] },
  { notNamespaces: ["web"] },
  { namespaces: ["*"], notNamespaces: ["*b"] },
  { namespaces: ["w*b"] },
  { namespaces: ["eb", "dg*"] },
  { principals: [web], notNamespaces: ["edge"] },
  { serviceAccounts: ["web/web"] },
  { notServiceAccounts: ["edge/edge", "web"] },
  { requestPrincipals: ["*"] },
  { notRequestPrincipals: ["*"] },
];

const operations: readonly Spec[] = [
  { methods: ["GET"] },
  { notMethods: ["GET", "P*"] },
  { methods: ["*"] },
  { paths: ["/a*"] },
  { paths: ["/", "/a/b", "*b"] },
  { notPaths: ["/b", "/rewritten"] },
  { ports: ["8080"] },
  { ports: ["7000"] },
  { ports: ["80"] },
  { notPorts: ["7000"] },
  { ports: ["8080"], methods: ["GET", "PUT"], notPaths: ["/a"] },
  { hosts: ["*.example"] },
  { hosts: ["api.example:80", "*:80"] },
  { hosts: [hostOf("api", "api"), "SHOP.*"] },
  { notHosts: ["api.example", "*.local"] },
];

const conditions: readonly Spec[] = [
  { key: "request.headers[x-a]", values: ["1*"] },
  { key: "request.headers[X-B]", values: ["2", ""] },
  { key: "request.headers[x-a]", notValues: ["*2"] },
  { key: "request.headers[x-b]", values: ["*"] },
  { key: "request.headers[x-set]", notValues: ["*"] },
  { key: "source.namespace", values: ["web", "e*"] },
  { key: "source.namespace", notValues: ["web"] },
  { key: "source.principal", values: ["*/sa/web"] },
  { key: "source.serviceAccount", values: ["web/web", "default"] },
  { key: "source.principal", notValues: [web] },
  { key: "destination.port", values: ["8080"] },
  { key: "destination.port", notValues: ["8080"] },
  { key: "request.auth.claims[iss]", values: ["*"] },
  { key: "request.auth.principal", notValues: ["*"] },
];

/** None, one or two. */
const few = (list: readonly Spec[], key?: string): fc.Arbitrary<readonly Spec[]> =>
  fc.oneof(
    { weight: 5, arbitrary: fc.constant([]) },
    { weight: 4, arbitrary: fc.constantFrom(...list).map((one) => [one]) },
    { weight: 1, arbitrary: fc.subarray([...list], { minLength: 2, maxLength: 2 }) },
  ).map((found) => (key === undefined ? found : found.map((each) => ({ [key]: each }))));

const rule: fc.Arbitrary<Spec> = fc.record({
  from: few(sources, "source"),
  to: few(operations, "operation"),
  when: few(conditions),
}).map((parts) => Object.fromEntries(Object.entries(parts).filter(([, list]) => list.length > 0)));

/** A rule of one condition. */
const plainRule: fc.Arbitrary<Spec> = fc.oneof(
  fc.constantFrom(...sources).map((source) => ({ from: [{ source }] })),
  fc.constantFrom(...operations).map((operation) => ({ to: [{ operation }] })),
  fc.constantFrom(...conditions).map((condition) => ({ when: [condition] })),
);

/** One policy of one condition for each version of each callee, so that every condition decides. */
export const plainAuthorization: fc.Arbitrary<readonly KubernetesObject[]> = fc.tuple(
  ...callees.flatMap((app) =>
    versions.map((version) =>
      fc.tuple(fc.constantFrom("ALLOW", "DENY"), plainRule).map(([action, rule]) =>
        authorizationPolicy(app, version, {
          selector: { matchLabels: { app, version } },
          action,
          rules: [rule],
        })
      )
    )
  ),
);

const selectors: fc.Arbitrary<Spec> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Spec>(
      ...callees.map((app) => ({ app })),
      ...versions.map((version) => ({ version })),
      { istio: "edge" },
      { app: "none" },
    ).map((matchLabels) => ({ selector: { matchLabels } })),
  },
);

/** One to five AuthorizationPolicies, for callees, for the gateway, and for all. */
export const authorization: fc.Arbitrary<readonly KubernetesObject[]> = fc.array(
  fc.record({
    where: fc.constantFrom("api", "api", "shop", "shop", "istio-system", "edge"),
    selector: selectors,
    action: fc.constantFrom<Spec>({}, { action: "ALLOW" }, { action: "DENY" }, { action: "DENY" }, {
      action: "AUDIT",
    }),
    rules: fc.oneof(
      { weight: 8, arbitrary: fc.array(rule, { minLength: 1, maxLength: 3 }) },
      { weight: 1, arbitrary: fc.constant(undefined) },
    ),
    dryRun: fc.constantFrom(...Array.from({ length: 11 }, () => false), true),
  }),
  { minLength: 1, maxLength: 5 },
).map((list) =>
  list.map(({ where, selector, action, rules, dryRun }, index) => {
    const policy = authorizationPolicy(where, `policy-${index}`, {
      ...selector,
      ...action,
      // Istio refuses to deny or to audit without a rule.
      ...(rules !== undefined ? { rules } : action.action === undefined || action.action === "ALLOW" ? {} : {
        rules: [{}],
      }),
    });
    return dryRun
      ? { ...policy, metadata: { ...policy.metadata, annotations: { "istio.io/dry-run": "true" } } }
      : policy;
  })
);
