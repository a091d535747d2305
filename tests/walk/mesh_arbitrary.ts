/** Random meshes that Istio takes, and requests for them. */
import fc from "fast-check";
import { exampleText } from "../../lib/walk/example_text.ts";
import type { KubernetesObject } from "../../lib/kubernetes_object.ts";
import type { Request } from "../../lib/walk/request.ts";
import {
  authorizationPolicy,
  deployment,
  destinationRule,
  gateway,
  hostOf,
  ingress,
  namespace,
  networkPolicy,
  peerAuthentication,
  service,
  sidecar,
  virtualService,
} from "./mesh_builder.ts";

type Spec = Readonly<Record<string, unknown>>;

/** Who is called: each in a namespace of its own name. */
export const callees = ["api", "shop"] as const;

/** Which versions each has. */
export const versions = ["v1", "v2", "v3"] as const;

const paths = ["/", "/a", "/A", "/a/b", "/ab", "/b", "/c?x=1", "/a?x=2&y=1", "/a/../b", "/a//b"] as const;
const methods = ["GET", "POST", "PUT"] as const;
const headerNames = ["x-a", "x-b"] as const;
const values = ["1", "2", "12", ""] as const;

const text = (...some: readonly string[]): fc.Arbitrary<Spec> =>
  fc.oneof(
    fc.constantFrom(...some).map((exact) => ({ exact })),
    fc.constantFrom(...some).map((prefix) => ({ prefix })),
    fc.constantFrom("/?.*", "[0-9]+", "/a.*", "1?2?", ".*b").map((regex) => ({ regex })),
  );

const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });

const defined = (spec: Spec): Spec =>
  Object.fromEntries(Object.entries(spec).filter(([, value]) => value !== undefined));

/** Istio refuses comparisons with an empty text. */
const headerText = fc.oneof(text("1", "2", "12"), fc.constant({}));

const headerMatches = fc.dictionary(fc.constantFrom(...headerNames), headerText, { minKeys: 1, maxKeys: 2 });

/** Conditions by field. Few at a time, so that many requests meet them and single differences count. */
const conditions: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  uri: text("/", "/a", "/ab", "/b", "/a/"),
  method: text("GET", "POST", "P"),
  headers: headerMatches,
  withoutHeaders: headerMatches,
  queryParams: fc.dictionary(fc.constantFrom("x", "y"), text("1", "2"), { minKeys: 1, maxKeys: 2 }),
  authority: text("api.api.svc.cluster.local", "shop", "api.example"),
  port: fc.constantFrom(80, 81),
  sourceLabels: fc.constantFrom({ app: "web" }, { app: "web", version: "v1" }, { app: "other" }),
  sourceNamespace: fc.constantFrom("web", "edge", "other"),
  gateways: fc.constantFrom(["mesh"], ["edge/all"], ["mesh", "edge/all"]),
};

const match: fc.Arbitrary<Spec> = fc.tuple(
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(["uri"]) },
    { weight: 4, arbitrary: fc.constantFrom(...Object.keys(conditions)).map((field) => [field]) },
    { weight: 2, arbitrary: fc.subarray(Object.keys(conditions), { minLength: 2, maxLength: 2 }) },
  ),
  fc.constantFrom(false, false, true),
).chain(([fields, ignoreUriCase]) => {
  return fc.tuple(...fields.map((field) => conditions[field]!)).map((list) => ({
    ...Object.fromEntries(fields.map((field, index) => [field, list[index]])),
    ...(ignoreUriCase && fields.includes("uri") && { ignoreUriCase }),
  }));
});

const percentage = fc.constantFrom(0, 0.5, 12.5, 50, 100).map((value) => ({ value }));

const weights = fc.array(fc.constantFrom(0, 1, 10, 50, 90), { minLength: 1, maxLength: 3 })
  .map((list) => (list.some((weight) => weight > 0) ? list : [1, ...list.slice(1)]));

function destinationsOf(callee: string): fc.Arbitrary<readonly Spec[]> {
  return fc.tuple(weights, fc.shuffledSubarray([...versions, "gone"], { minLength: 3 })).map((
    [list, subsets],
  ) =>
    list.map((weight, index) => ({
      destination: { host: hostOf(callee, callee), subset: subsets[index]!, port: { number: 80 } },
      weight,
    }))
  );
}

function action(callee: string): fc.Arbitrary<Spec> {
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        route: destinationsOf(callee),
        timeout: some(fc.constantFrom("5s", "15s")),
        retries: fc.constant({ attempts: 0 }),
        fault: some(percentage.map((each) => ({ abort: { percentage: each, httpStatus: 418 } }))),
        rewrite: some(fc.constant({ uri: "/rewritten" })),
        headers: some(fc.constant({ request: { set: { "x-set": "yes" }, remove: ["x-b"] } })),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(301, 302, 307).map((redirectCode) => ({
        redirect: { uri: "/elsewhere", redirectCode },
      })),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(200, 404, 429).map((status) => ({ directResponse: { status } })),
    },
  ).map(defined);
}

function route(callee: string): fc.Arbitrary<Spec> {
  return fc.tuple(fc.array(match, { maxLength: 2 }), action(callee)).map(([matches, does]) => {
    const real = matches.filter((each) => Object.keys(each).length > 0);
    return { ...(real.length > 0 && { match: real }), ...does };
  });
}

function routesTo(callee: string): fc.Arbitrary<readonly KubernetesObject[]> {
  const host = hostOf(callee, callee);
  return fc.option(
    fc.record({
      http: fc.tuple(fc.array(route(callee), { minLength: 2, maxLength: 5 }), fc.boolean()).map((
        [list, only],
      ) =>
        // Routes for everything before others would hide them.
        list.toSorted((a, b) => Number(a.match === undefined) - Number(b.match === undefined)).slice(
          0,
          only ? 5 : 3,
        )
      ),
      gateways: fc.constantFrom<readonly string[] | undefined>(
        undefined,
        ["mesh"],
        ["edge/all"],
        ...Array.from({ length: 7 }, () => ["mesh", "edge/all"]),
      ),
      exportTo: fc.constantFrom(...Array.from({ length: 9 }, () => undefined), ["*"], ["."], ["web"]),
    }),
    { nil: undefined, freq: 12 },
  ).map((found) =>
    found === undefined ? [] : [virtualService(callee, callee, {
      ...defined(found),
      hosts: found.gateways?.includes("edge/all") ? [host, `${callee}.example`] : [host],
    })]
  );
}

/** A VirtualService that leaves its routes to another one. */
function delegatedRoutesTo(callee: string): fc.Arbitrary<readonly KubernetesObject[]> {
  const root = fc.record({
    match: some(match.filter((each) => Object.keys(each).length > 0).map((each) => [each])),
    timeout: some(fc.constant("7s")),
    fault: some(percentage.map((each) => ({ abort: { percentage: each, httpStatus: 421 } }))),
    headers: some(fc.constant({ request: { set: { "x-set": "root" } } })),
  }).map(defined);
  return fc.tuple(
    fc.array(root, { minLength: 1, maxLength: 2 }),
    fc.array(route(callee), { minLength: 1, maxLength: 3 }),
  ).map(([roots, http]) => [
    virtualService("edge", `${callee}-root`, {
      hosts: [hostOf(callee, callee), `${callee}.example`],
      gateways: ["mesh", "edge/all"],
      http: roots.map((each) => ({ ...each, delegate: { name: `${callee}-delegate`, namespace: callee } })),
    }),
    virtualService(callee, `${callee}-delegate`, { http }),
  ]);
}

/** Routes for all hosts below a namespace's name: the very host's own go before them. */
function wideRoutesTo(callee: string): fc.Arbitrary<readonly KubernetesObject[]> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, action(callee)).map((does) =>
    does === undefined
      ? []
      : [virtualService(callee, `${callee}-wide`, { hosts: [`*.${callee}.svc.cluster.local`], http: [does] })]
  );
}

function allRoutesTo(callee: string): fc.Arbitrary<readonly KubernetesObject[]> {
  return fc.tuple(
    fc.oneof(
      { weight: 4, arbitrary: routesTo(callee) },
      { weight: 1, arbitrary: delegatedRoutesTo(callee) },
    ),
    wideRoutesTo(callee),
  ).map((lists) => lists.flat());
}

function ruleOf(callee: string): fc.Arbitrary<readonly KubernetesObject[]> {
  const some = fc.oneof({ weight: 3, arbitrary: fc.constant([...versions]) }, fc.subarray([...versions]));
  return fc.option(some, { nil: undefined, freq: 8 }).map((subsets) =>
    subsets === undefined ? [] : [destinationRule(callee, callee, {
      host: hostOf(callee, callee),
      trafficPolicy: { loadBalancer: { simple: "RANDOM" }, outlierDetection: { consecutive5xxErrors: 0 } },
      ...(subsets.length > 0 && { subsets: subsets.map((name) => ({ name, labels: { version: name } })) }),
    })]
  );
}

const scope: fc.Arbitrary<readonly KubernetesObject[]> = fc.option(
  fc.record({
    mode: fc.constantFrom("REGISTRY_ONLY", "REGISTRY_ONLY", "ALLOW_ANY"),
    hosts: fc.subarray(["./*", "api/*", `shop/${hostOf("shop", "shop")}`, "*/*.api.svc.cluster.local"], {
      minLength: 1,
    }),
  }),
  { nil: undefined, freq: 2 },
).map((found) =>
  found === undefined ? [] : [
    sidecar("web", "web", {
      outboundTrafficPolicy: { mode: found.mode },
      egress: [{ hosts: found.hosts }],
    }),
  ]
);

/** A mesh with routing alone: what a client's proxy decides. */
export const routing: fc.Arbitrary<readonly KubernetesObject[]> = fc.tuple(
  fc.tuple(...callees.flatMap(() => versions.map(() => fc.constantFrom(1, 1, 1, 2, 0)))),
  ...callees.flatMap((callee) => [allRoutesTo(callee), ruleOf(callee)]),
  scope,
).map(([replicas, ...rules]) => [
  ...["edge", "web", ...callees].map((name) => namespace(name)),
  ingress,
  deployment("web", "web", "v1"),
  service("web", "web"),
  ...callees.flatMap((callee, position) => [
    service(callee, callee),
    ...versions.map((version, index) =>
      deployment(callee, callee, version, replicas[position * versions.length + index] ?? 1)
    ),
  ]),
  gateway("edge", "all", {
    selector: { istio: "edge" },
    servers: [{ port: { number: 80, name: "http", protocol: "HTTP" }, hosts: ["*"] }],
  }),
  ...rules.flat(),
]);

const access: fc.Arbitrary<Spec> = fc.record({
  from: some(fc.constantFrom(
    [{ source: { principals: ["cluster.local/ns/web/sa/web"] } }],
    [{ source: { namespaces: ["edge", "w*"] } }],
    [{ source: { notPrincipals: ["*"] } }],
  )),
  to: some(fc.constantFrom(
    [{ operation: { methods: ["GET"] } }],
    [{ operation: { ports: ["8080"], paths: ["/a*"] } }],
    [{ operation: { notPaths: ["/b"] } }],
    [{ operation: { hosts: ["*.example"] } }],
  )),
  when: some(
    fc.constantFrom([{ key: "request.headers[x-a]", values: ["1*"] }], [{
      key: "source.namespace",
      notValues: ["web"],
    }]),
  ),
}).map(defined);

const policies: fc.Arbitrary<readonly KubernetesObject[]> = fc.tuple(
  fc.array(
    fc.record({
      where: fc.constantFrom("api", "shop", "istio-system"),
      action: fc.constantFrom("ALLOW", "ALLOW", "DENY"),
      rules: fc.array(access, { maxLength: 3 }),
    }),
    { maxLength: 3 },
  ),
  fc.constantFrom(undefined, "STRICT", "PERMISSIVE"),
  fc.constantFrom(undefined, "web", "edge"),
).map(([list, mode, allowed]) => [
  ...list.map(({ where, action: does, rules }, index) =>
    authorizationPolicy(where, `policy-${index}`, { action: does, ...(rules.length > 0 && { rules }) })
  ),
  ...(mode === undefined ? [] : [peerAuthentication("istio-system", "default", { mtls: { mode } })]),
  ...(allowed === undefined ? [] : [networkPolicy("api", "api", {
    podSelector: {},
    ingress: [{ from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": allowed } } }] }],
  })]),
]);

/** A mesh with routing and with policies of every kind. */
export const mesh: fc.Arbitrary<readonly KubernetesObject[]> = fc.tuple(routing, policies).map((
  [a, b],
) => [...a, ...b]);

/** A request for any of these meshes. */
export const request: fc.Arbitrary<Request> = fc.record({
  inside: fc.constantFrom(true, true, false),
  callee: fc.constantFrom(...callees),
  method: fc.constantFrom(...methods),
  path: fc.constantFrom(...paths),
  headers: fc.dictionary(fc.constantFrom(...headerNames), fc.constantFrom(...values), { maxKeys: 2 }),
}).map(({ inside, callee, ...rest }) =>
  inside
    ? {
      from: { kind: "workload", namespace: "web", name: "web-v1" },
      host: hostOf(callee, callee),
      port: 80,
      ...rest,
    }
    : { from: { kind: "outside" }, host: `${callee}.example`, port: 80, ...rest }
);

const matchesOf = (objects: readonly KubernetesObject[]): readonly Spec[] =>
  objects.filter(({ kind }) => kind === "VirtualService").flatMap(({ spec }) =>
    ((spec as { readonly http?: readonly { readonly match?: readonly Spec[] }[] }).http ?? []).flatMap((
      { match: list },
    ) => list ?? [])
  );

/** A request that comes near to what a mesh asks for: it meets one of its conditions, or just misses it. */
export function requestNear(objects: readonly KubernetesObject[]): fc.Arbitrary<Request> {
  const wanted = matchesOf(objects);
  if (wanted.length === 0) return request;
  const ends = fc.constantFrom("", "", "", "b", "/", "/x", "?x=1&y=2");
  return fc.tuple(
    request,
    fc.constantFrom(...wanted),
    ends,
    fc.constantFrom("same", "same", "drop", "other", "empty"),
  ).map(
    ([base, match, end, change]) => {
      const path = exampleText(match.uri ?? { exact: base.path }) ?? base.path;
      const headers = Object.entries({ ...match.headers as Spec, ...match.withoutHeaders as Spec }).flatMap(
        ([name, text]) => {
          const value = exampleText(text) ?? "1";
          return change === "drop"
            ? []
            : [[name, change === "same" ? value : change === "empty" ? "" : `${value}2`]];
        },
      );
      const method = exampleText(match.method ?? { exact: base.method }) ?? base.method;
      return {
        ...base,
        method: methods.some((each) => each === method) ? method : base.method,
        path: `${path.startsWith("/") ? path : `/${path}`}${path.includes("?") ? "" : end}`,
        headers: Object.fromEntries(headers) as Record<string, string>,
      };
    },
  );
}

/** A mesh with routing alone, and requests of which most come near to what it asks for. */
export const routingWithRequests = (
  count: number,
): fc.Arbitrary<readonly [readonly KubernetesObject[], readonly Request[]]> =>
  routing.chain((objects) =>
    fc.tuple(
      fc.constant(objects),
      fc.array(fc.oneof({ weight: 3, arbitrary: requestNear(objects) }, { weight: 1, arbitrary: request }), {
        minLength: count,
        maxLength: count,
      }),
    )
  );
