/** Random meshes with mutual TLS, AuthorizationPolicies and plain TCP, and requests for them. */
import fc from "fast-check";
import type { KubernetesObject } from "../../lib/kubernetes_object.ts";
import type { Request } from "../../lib/walk/request.ts";
import { authorization, plainAuthorization } from "./authorization_arbitrary.ts";
import { callees, request, requestNear, routing } from "./mesh_arbitrary.ts";
import { deployment, hostOf, namespace, virtualService } from "./mesh_builder.ts";
import {
  authentication,
  type ClientModes,
  clientModes,
  half,
  otherRules,
  withModes,
} from "./mutual_tls_arbitrary.ts";

type Spec = Readonly<Record<string, unknown>>;

const tcpMatch = fc.constantFrom<Spec | undefined>(
  undefined,
  { port: 7000 },
  { port: 80 },
  { sourceLabels: { app: "web" } },
  { sourceLabels: { app: "other" } },
  { sourceNamespace: "other" },
  { gateways: ["edge/all"] },
);

function tcpRoutes(app: string): fc.Arbitrary<readonly Spec[] | undefined> {
  const destination = (subset: string) => ({ host: hostOf(app, app), subset, port: { number: 7000 } });
  const route = fc.constantFrom<readonly Spec[]>(
    [{ destination: destination("v1") }],
    [{ destination: destination("v1"), weight: 25 }, { destination: destination("v2"), weight: 75 }],
    [{ destination: destination("gone"), weight: 50 }, { destination: destination("v3"), weight: 50 }],
  );
  const one = fc.record({ match: tcpMatch, route }).map(({ match, route }) => ({
    ...(match !== undefined && { match: [match] }),
    route,
  }));
  return half(fc.array(one, { minLength: 1, maxLength: 2 }));
}

/** A client without a proxy. */
const plain = [namespace("plain", false), deployment("plain", "plain", "v1")];

/** The Deployment whose pods have no proxy, among those that have one. */
export const unproxied = "shop-v3";

function withoutProxy(object: KubernetesObject): KubernetesObject {
  const { template, ...rest } = object.spec as {
    readonly template: { readonly metadata: { readonly labels: Spec }; readonly spec: Spec };
  };
  const labels = { ...template.metadata.labels, "sidecar.istio.io/inject": "false" };
  return { ...object, spec: { ...rest, template: { ...template, metadata: { labels } } } };
}

/** One pod for each version; unknown hosts are refused: where they lead isn't up to the mesh. */
function adapted(object: KubernetesObject): KubernetesObject {
  const spec = object.spec as { readonly replicas?: number; readonly outboundTrafficPolicy?: Spec };
  if (object.kind === "Deployment") {
    const one = { ...object, spec: { ...spec, replicas: Math.min(1, spec.replicas ?? 1) } };
    return object.metadata.name === unproxied ? withoutProxy(one) : one;
  }
  if (object.kind !== "Sidecar") return object;
  return { ...object, spec: { ...spec, outboundTrafficPolicy: { mode: "REGISTRY_ONLY" } } };
}

interface SimpleRoute {
  readonly subset: string | undefined;
  readonly retries: Spec | undefined;
}

/** A route for everything, so that it is policies that decide; and what becomes of connections that fail. */
const simpleRoute: fc.Arbitrary<SimpleRoute> = fc.record({
  subset: fc.constantFrom(undefined, undefined, undefined, "v1", "v2"),
  retries: fc.constantFrom<Spec | undefined>(
    ...Array.from({ length: 4 }, () => undefined),
    { attempts: 0 },
    { attempts: 1, retryOn: "5xx" },
    { attempts: 3, retryOn: "gateway-error,retriable-4xx" },
    { attempts: 2, retryOn: "retriable-4xx" },
    { attempts: 1, retryIgnorePreviousHosts: false },
  ),
});

const made = (app: string, { subset, retries }: SimpleRoute): KubernetesObject =>
  virtualService(app, app, {
    hosts: [hostOf(app, app), `${app}.example`],
    gateways: ["mesh", "edge/all"],
    http: [{
      route: [{ destination: { host: hostOf(app, app), port: { number: 80 }, ...(subset && { subset }) } }],
      ...(retries && { retries }),
    }],
  });

/** A mesh whose routes for some callees are others; by the position of the callee. */
const withRoutes = (objects: readonly KubernetesObject[], routes: readonly (SimpleRoute | undefined)[]) =>
  callees.reduce<readonly KubernetesObject[]>((list, app, index) => {
    const simple = routes[index];
    if (simple === undefined) return list;
    const others = list.filter(({ kind, metadata }) =>
      kind !== "VirtualService" || metadata.name.split("-")[0] !== app
    );
    return [...others, made(app, simple)];
  }, objects);

const unscoped = (objects: readonly KubernetesObject[]) => objects.filter(({ kind }) => kind !== "Sidecar");

const forEach = <T>(arbitrary: (app: string) => fc.Arbitrary<T>) => fc.tuple(...callees.map(arbitrary));

/** Routing of which two thirds are as simple as can be. */
const simplified: fc.Arbitrary<readonly KubernetesObject[]> = fc.tuple(
  routing,
  forEach(() => fc.option(simpleRoute, { nil: undefined, freq: 3 })),
  fc.constantFrom(true, false, false),
).map(([objects, routes, scoped]) => withRoutes(scoped ? objects : unscoped(objects), routes));

interface Parts {
  readonly objects: readonly KubernetesObject[];
  /** By the position of the callee. */
  readonly modes: readonly ClientModes[];
  /** By the position of the callee. */
  readonly tcp: readonly (readonly Spec[] | undefined)[];
  readonly others: readonly KubernetesObject[];
}

const assembled = ({ objects, modes, tcp, others }: Parts): readonly KubernetesObject[] => [
  ...objects.map(adapted).map((object): KubernetesObject => {
    const index = callees.findIndex((each) => each === object.metadata.name);
    if (index < 0) return object;
    const routes = tcp[index];
    return object.kind === "VirtualService" && routes !== undefined
      ? { ...object, spec: { ...object.spec as Spec, tcp: routes } }
      : withModes(object, modes[index]!);
  }),
  ...plain,
  ...others,
];

const flat = (...lists: readonly fc.Arbitrary<readonly KubernetesObject[]>[]) =>
  fc.tuple(...lists).map((found) => found.flat());

/** All at once. */
const mixed = fc.record({
  objects: simplified,
  modes: forEach(() => clientModes),
  tcp: forEach(tcpRoutes),
  others: flat(otherRules, authentication, authorization),
});

/** Only who is let in for what. */
const policiesAlone = fc.record({
  objects: routing.map((objects) =>
    withRoutes(unscoped(objects), callees.map(() => ({ subset: undefined, retries: undefined })))
  ),
  modes: fc.constant(callees.map(() => ({ whole: undefined, port: undefined, subset: undefined }))),
  tcp: fc.constant([]),
  others: plainAuthorization,
});

/** Only what is sent and taken. */
const tlsAlone = fc.record({
  objects: fc.tuple(routing, forEach(() => simpleRoute)).map(([objects, routes]) =>
    withRoutes(unscoped(objects), routes)
  ),
  modes: forEach(() => clientModes),
  tcp: forEach(tcpRoutes),
  others: flat(otherRules, authentication),
});

/** A mesh with routing, mutual TLS, AuthorizationPolicies and TCP. */
export const guarded: fc.Arbitrary<readonly KubernetesObject[]> = fc.oneof(
  { weight: 2, arbitrary: mixed },
  { weight: 1, arbitrary: policiesAlone },
  { weight: 1, arbitrary: tlsAlone },
).map(assembled);

const texts = ["1", "2", "12", "21", "3", ""] as const;

/** A request that policies may tell from others like it. */
const plainRequest: fc.Arbitrary<Request> = fc.tuple(
  request,
  fc.constantFrom("/", "/a", "/ab?x=/b", "/x/a", "/b", "/a/b", "/rewritten", "/bc"),
  fc.dictionary(fc.constantFrom("x-a", "x-b", "x-set"), fc.constantFrom(...texts)),
).map(([base, path, headers]) => ({ ...base, path, headers }));

/** A request for any of these meshes: of a sidecar, from outside, or of a client without a proxy; HTTP or TCP. */
export function guardedRequest(objects: readonly KubernetesObject[]): fc.Arbitrary<Request> {
  return fc.tuple(
    fc.oneof(requestNear(objects), request, plainRequest),
    fc.constantFrom("proxy", "proxy", "proxy", "plain", "raw", "plain raw"),
    fc.constantFrom("", "", "", ":80"),
  ).map(([base, kind, end]) => {
    const name = callees.find((each) => base.host.startsWith(each))!;
    if (kind === "proxy") return { ...base, host: `${base.host}${end}` };
    const sender = kind.startsWith("plain") ? "plain" : "web";
    const from = { kind: "workload" as const, namespace: sender, name: `${sender}-v1` };
    const raw = kind.endsWith("raw");
    return { ...base, from, host: hostOf(name, name), port: raw ? 7000 : 80 };
  });
}

/** A mesh with policies, and requests for it. */
export const guardedWithRequests = (
  count: number,
): fc.Arbitrary<readonly [readonly KubernetesObject[], readonly Request[]]> =>
  guarded.chain((objects) =>
    fc.tuple(
      fc.constant(objects),
      fc.array(guardedRequest(objects), { minLength: count, maxLength: count }),
    )
  );
