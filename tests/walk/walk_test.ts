/** Where requests end, by one rule at a time. */
import assert from "node:assert/strict";
import type { KubernetesObject } from "../../lib/kubernetes_object.ts";
import type { Request } from "../../lib/walk/request.ts";
import {
  apiRoutes,
  apiRule,
  authorizationPolicy,
  deployment,
  destinationRule,
  ends,
  fromOutside,
  fromWeb,
  gateway,
  hostOf,
  namespace,
  networkPolicy,
  peerAuthentication,
  serviceEntry,
  shopGateway,
  sidecar,
  to,
  twoTiers,
  virtualService,
} from "./mesh_builder.ts";

type Case = readonly [name: string, objects: readonly KubernetesObject[], request: Request, ends: string];
type Spec = Readonly<Record<string, unknown>>;

const routed = (...http: readonly Spec[]) => [...twoTiers, apiRule, apiRoutes(...http)];
const matching = (match: Spec) =>
  routed({ match: [match], route: [to("canary")] }, { route: [to("stable")] });
const header = (name: string, value: string) => fromWeb({ headers: { [name]: value } });
const both = "1/2 api-stable, 1/2 api-canary";

const routes: readonly Case[] = [
  ["without any rule every pod of a Service gets its share", twoTiers, fromWeb(), both],
  [
    "shares follow the numbers of pods",
    [...twoTiers, deployment("api", "api", "third", 2)],
    fromWeb(),
    "1/4 api-stable, 1/4 api-canary, 1/2 api-third",
  ],
  [
    "weights are exact",
    routed({ route: [to("stable", 90), to("canary", 10)] }),
    fromWeb(),
    "9/10 api-stable, 1/10 api-canary",
  ],
  [
    "weights may sum to anything",
    routed({ route: [to("stable", 2), to("canary", 1)] }),
    fromWeb(),
    "2/3 api-stable, 1/3 api-canary",
  ],
  [
    "a destination of weight 0 gets nothing",
    routed({ route: [to("stable", 100), to("canary", 0)] }),
    fromWeb(),
    "1 api-stable",
  ],
  [
    "a single destination gets all, whatever its weight",
    routed({ route: [to("canary", 0)] }),
    fromWeb(),
    "1 api-canary",
  ],
  [
    "the first route that matches wins",
    routed({ match: [{ uri: { prefix: "/a" } }], route: [to("canary")] }, {
      match: [{ uri: { prefix: "/ab" } }],
      route: [to("stable")],
    }),
    fromWeb({ path: "/abc" }),
    "1 api-canary",
  ],
  [
    "a request that no route takes is 404",
    routed({ match: [{ uri: { prefix: "/a" } }], route: [to("canary")] }),
    fromWeb({ path: "/b" }),
    "1 404",
  ],
  [
    "an exact path is the whole path",
    matching({ uri: { exact: "/a" } }),
    fromWeb({ path: "/a/b" }),
    "1 api-stable",
  ],
  [
    "a path is compared without its query",
    matching({ uri: { exact: "/a" } }),
    fromWeb({ path: "/a?b=c" }),
    "1 api-canary",
  ],
  ["a prefix is no folder", matching({ uri: { prefix: "/a" } }), fromWeb({ path: "/ab" }), "1 api-canary"],
  [
    "an expression has to match the whole path",
    matching({ uri: { regex: "/a.?" } }),
    fromWeb({ path: "/abc" }),
    "1 api-stable",
  ],
  [
    "an expression is RE2",
    matching({ uri: { regex: "(?i)/A[0-9]+" } }),
    fromWeb({ path: "/a12" }),
    "1 api-canary",
  ],
  ["case of a path counts", matching({ uri: { exact: "/A" } }), fromWeb({ path: "/a" }), "1 api-stable"],
  [
    "case of a path doesn't count where that is said",
    matching({ uri: { exact: "/A" }, ignoreUriCase: true }),
    fromWeb({ path: "/a" }),
    "1 api-canary",
  ],
  [
    "a path is normalised before it is compared",
    matching({ uri: { exact: "/a" } }),
    fromWeb({ path: "/x/../a" }),
    "1 api-canary",
  ],
  [
    "a header is compared whole",
    matching({ headers: { "x-canary": { exact: "true" } } }),
    header("x-canary", "true"),
    "1 api-canary",
  ],
  [
    "another value of a header doesn't match",
    matching({ headers: { "x-canary": { exact: "true" } } }),
    header("x-canary", "false"),
    "1 api-stable",
  ],
  [
    "a header that isn't there doesn't match",
    matching({ headers: { "x-canary": { prefix: "" } } }),
    fromWeb(),
    "1 api-stable",
  ],
  [
    "a header's name is compared without case",
    matching({ headers: { "X-Canary": { exact: "true" } } }),
    header("x-canary", "true"),
    "1 api-canary",
  ],
  [
    "an empty comparison asks whether the header is there",
    matching({ headers: { "x-canary": {} } }),
    header("x-canary", ""),
    "1 api-canary",
  ],
  [
    "all headers of an alternative have to match",
    matching({ headers: { a: { exact: "1" }, b: { exact: "2" } } }),
    header("a", "1"),
    "1 api-stable",
  ],
  [
    "one of several alternatives is enough",
    routed({ match: [{ method: { exact: "PUT" } }, { uri: { exact: "/a" } }], route: [to("canary")] }, {
      route: [to("stable")],
    }),
    fromWeb({ path: "/a" }),
    "1 api-canary",
  ],
  [
    "withoutHeaders takes a request that lacks the header",
    matching({ withoutHeaders: { a: { exact: "1" } } }),
    fromWeb(),
    "1 api-canary",
  ],
  [
    "withoutHeaders leaves a request that has the header",
    matching({ withoutHeaders: { a: { exact: "1" } } }),
    header("a", "1"),
    "1 api-stable",
  ],
  [
    "withoutHeaders takes another value",
    matching({ withoutHeaders: { a: { exact: "1" } } }),
    header("a", "2"),
    "1 api-canary",
  ],
  [
    "a method is compared",
    matching({ method: { exact: "POST" } }),
    fromWeb({ method: "POST" }),
    "1 api-canary",
  ],
  [
    "an authority is compared as it is sent",
    matching({ authority: { prefix: "api." } }),
    fromWeb(),
    "1 api-canary",
  ],
  [
    "a query parameter is compared",
    matching({ queryParams: { v: { exact: "2" } } }),
    fromWeb({ path: "/?u=1&v=2" }),
    "1 api-canary",
  ],
  [
    "a query parameter that isn't there doesn't match",
    matching({ queryParams: { v: { exact: "2" } } }),
    fromWeb({ path: "/?u=2" }),
    "1 api-stable",
  ],
  [
    "a query with escapes isn't guessed",
    matching({ queryParams: { v: { exact: "2" } } }),
    fromWeb({ path: "/?v=%32" }),
    "1 unknown",
  ],
  ["the sender's labels are compared", matching({ sourceLabels: { app: "web" } }), fromWeb(), "1 api-canary"],
  ["another sender doesn't match", matching({ sourceLabels: { app: "shop" } }), fromWeb(), "1 api-stable"],
  ["the sender's namespace is compared", matching({ sourceNamespace: "api" }), fromWeb(), "1 api-stable"],
  [
    "the sender's labels don't count where gateways are named",
    matching({ gateways: ["mesh"], sourceLabels: { app: "shop" } }),
    fromWeb(),
    "1 api-canary",
  ],
  ["the port that is called is compared", matching({ port: 81 }), fromWeb(), "1 api-stable"],
  [
    "a route for a gateway isn't for the mesh",
    matching({ gateways: ["edge/shop"] }),
    fromWeb(),
    "1 api-stable",
  ],
  [
    "where no route is for the sender, there are no rules at all",
    routed({ match: [{ sourceNamespace: "api" }], route: [to("canary")] }),
    fromWeb(),
    both,
  ],
  [
    "a redirect is answered by the proxy",
    routed({ redirect: { uri: "/new", redirectCode: 302 } }),
    fromWeb(),
    "1 302",
  ],
  [
    "a direct response is answered by the proxy",
    routed({ directResponse: { status: 418 } }),
    fromWeb(),
    "1 418",
  ],
  [
    "a fault aborts its share",
    routed({ fault: { abort: { percentage: { value: 12.5 }, httpStatus: 503 } }, route: [to("stable")] }),
    fromWeb(),
    "1/8 503, 7/8 api-stable",
  ],
  [
    "a fault without a share never happens",
    routed({ fault: { abort: { httpStatus: 503 } }, route: [to("stable")] }),
    fromWeb(),
    "1 api-stable",
  ],
  [
    "a share is cut off at millionths",
    routed({ fault: { abort: { percentage: { value: 0.00019 }, httpStatus: 503 } }, route: [to("stable")] }),
    fromWeb(),
    "1/1000000 503, 999999/1000000 api-stable",
  ],
  [
    "a delay and an abort are drawn one after the other",
    routed({
      fault: {
        delay: { percentage: { value: 50 }, fixedDelay: "1s" },
        abort: { percentage: { value: 50 }, httpStatus: 500 },
      },
      route: [to("stable")],
    }),
    fromWeb(),
    "1/2 500, 1/2 api-stable",
  ],
  [
    "a mirror changes nothing",
    routed({
      mirrors: [{ destination: { host: hostOf("api", "api"), subset: "canary" } }],
      route: [to("stable")],
    }),
    fromWeb(),
    "1 api-stable",
  ],
  [
    "a preflight request is answered by a route's CORS policy",
    routed({ corsPolicy: { allowOrigins: [{ exact: "https://a.example" }] }, route: [to("stable")] }),
    fromWeb({
      method: "OPTIONS",
      headers: { origin: "https://a.example", "access-control-request-method": "GET" },
    }),
    "1 200",
  ],
  [
    "a field that isn't understood is said, not passed over",
    routed({ route: [to("stable")], wormhole: true }),
    fromWeb(),
    "1 unknown",
  ],
  [
    "a field that isn't understood doesn't matter on a route that isn't taken",
    routed({ match: [{ uri: { exact: "/x" } }], wormhole: true, route: [to("canary")] }, {
      route: [to("stable")],
    }),
    fromWeb(),
    "1 api-stable",
  ],
  [
    "a comparison that isn't known doesn't matter where another one says no",
    matching({ uri: { exact: "/x" }, headers: { a: { glob: "*" } } }),
    header("a", "1"),
    "1 api-stable",
  ],
  [
    "a comparison that isn't known matters where the others say yes",
    matching({ headers: { a: { glob: "*" } } }),
    header("a", "1"),
    "1 unknown",
  ],
  [
    "two VirtualServices for a host aren't guessed between",
    [
      ...twoTiers,
      apiRule,
      apiRoutes({ route: [to("stable")] }),
      virtualService("api", "other", { hosts: [hostOf("api", "api")], http: [{ route: [to("canary")] }] }),
    ],
    fromWeb(),
    "1 unknown",
  ],
  [
    "a VirtualService for the very host goes before one with a wildcard",
    [
      ...twoTiers,
      apiRule,
      apiRoutes({ route: [to("stable")] }),
      virtualService("api", "all", { hosts: ["*.api.svc.cluster.local"], http: [{ route: [to("canary")] }] }),
    ],
    fromWeb(),
    "1 api-stable",
  ],
  [
    "a VirtualService that isn't exported doesn't count",
    [
      ...twoTiers,
      apiRule,
      virtualService("api", "api", {
        exportTo: ["."],
        hosts: [hostOf("api", "api")],
        http: [{ route: [to("canary")] }],
      }),
    ],
    fromWeb(),
    both,
  ],
  [
    "a VirtualService for a gateway alone doesn't touch the mesh",
    [
      ...twoTiers,
      apiRule,
      virtualService("api", "api", {
        gateways: ["edge/shop"],
        hosts: [hostOf("api", "api")],
        http: [{ route: [to("canary")] }],
      }),
    ],
    fromWeb(),
    both,
  ],
  [
    "a short host is of the VirtualService's namespace",
    [
      ...twoTiers,
      apiRule,
      virtualService("api", "api", {
        hosts: ["api"],
        http: [{ route: [{ destination: { host: "api", subset: "canary" } }] }],
      }),
    ],
    fromWeb(),
    "1 api-canary",
  ],
  [
    "a host may be written short by a client of another namespace",
    [...twoTiers, apiRule],
    fromWeb({ host: "api.api" }),
    both,
  ],
  [
    "a method that proxies may not know isn't guessed",
    routed({ route: [to("stable")] }),
    fromWeb({ method: "FETCH" }),
    "1 unknown",
  ],
];

const destinations: readonly Case[] = [
  [
    "a subset that no DestinationRule has is 503",
    [...twoTiers, apiRule, apiRoutes({ route: [to("beta")] })],
    fromWeb(),
    "1 503",
  ],
  [
    "a subset without any DestinationRule is 503",
    [...twoTiers, apiRoutes({ route: [to("stable")] })],
    fromWeb(),
    "1 503",
  ],
  [
    "a subset of no pods is 503",
    [
      ...twoTiers.filter(({ metadata }) => metadata.name !== "api-canary"),
      deployment("api", "api", "canary", 0),
      apiRule,
      apiRoutes({ route: [to("stable", 90), to("canary", 10)] }),
    ],
    fromWeb(),
    "9/10 api-stable, 1/10 503",
  ],
  [
    "a host that isn't there is 503",
    [...twoTiers, apiRoutes({ route: [{ destination: { host: "gone.api.svc.cluster.local" } }] })],
    fromWeb(),
    "1 503",
  ],
  [
    "a port that the host hasn't is 503",
    [
      ...twoTiers,
      apiRoutes({ route: [{ destination: { host: hostOf("api", "api"), port: { number: 81 } } }] }),
    ],
    fromWeb(),
    "1 503",
  ],
  [
    "a rule of the client's namespace goes before the server's",
    [
      ...twoTiers,
      apiRule,
      destinationRule("web", "api", {
        host: hostOf("api", "api"),
        subsets: [{ name: "stable", labels: { version: "canary" } }],
      }),
      apiRoutes({ route: [to("stable")] }),
    ],
    fromWeb(),
    "1 api-canary",
  ],
  [
    "a rule that isn't exported doesn't count for others",
    [
      ...twoTiers,
      destinationRule("api", "api", { ...(apiRule.spec as Spec), exportTo: ["."] }),
      apiRoutes({ route: [to("stable")] }),
    ],
    fromWeb(),
    "1 503",
  ],
  [
    "two rules for a host aren't guessed between",
    [
      ...twoTiers,
      apiRule,
      destinationRule("api", "second", { host: hostOf("api", "api") }),
      apiRoutes({ route: [to("stable")] }),
    ],
    fromWeb(),
    "1 unknown",
  ],
  [
    "a rule's field that isn't understood is said",
    [
      ...twoTiers,
      destinationRule("api", "api", { ...(apiRule.spec as Spec), trafficPolicy: { tunnel: {} } }),
      apiRoutes({ route: [to("stable")] }),
    ],
    fromWeb(),
    "1 unknown",
  ],
  [
    "a hash over pods of one workload changes no share",
    [
      ...twoTiers,
      destinationRule("api", "api", {
        ...(apiRule.spec as Spec),
        trafficPolicy: { loadBalancer: { consistentHash: { httpHeaderName: "x-user" } } },
      }),
      apiRoutes({ route: [to("stable")] }),
    ],
    fromWeb(),
    "1 api-stable",
  ],
  [
    "a hash over pods of several workloads isn't guessed",
    [
      ...twoTiers,
      destinationRule("api", "api", {
        host: hostOf("api", "api"),
        trafficPolicy: { loadBalancer: { consistentHash: { httpHeaderName: "x-user" } } },
      }),
    ],
    fromWeb(),
    "1 unknown",
  ],
  [
    "an EnvoyFilter in the way isn't guessed",
    [...twoTiers, {
      apiVersion: "networking.istio.io/v1alpha3",
      kind: "EnvoyFilter",
      metadata: { name: "x", namespace: "api" },
    }],
    fromWeb(),
    "1 unknown",
  ],
  [
    "a port that isn't HTTP is shared out by connection",
    [
      ...twoTiers,
      apiRule,
      virtualService("api", "api", {
        hosts: [hostOf("api", "api")],
        tcp: [{
          match: [{ port: 7000 }],
          route: [to("stable", 3), to("canary", 1)].map((each) => ({
            ...each,
            destination: { ...each.destination as Spec, port: { number: 7000 } },
          })),
        }],
      }),
    ],
    fromWeb({ port: 7000 }),
    "3/4 api-stable, 1/4 api-canary",
  ],
];

const strict = peerAuthentication("istio-system", "default", { mtls: { mode: "STRICT" } });
const tls = (mode: string) =>
  destinationRule("api", "api", { host: hostOf("api", "api"), trafficPolicy: { tls: { mode } } });
const one = twoTiers.filter(({ metadata }) => metadata.name !== "api-canary");
const plainServer = one.map((
  object,
) => (object.kind === "Namespace" && object.metadata.name === "api" ? namespace("api", false) : object));
const plainClient = one.map((
  object,
) => (object.kind === "Namespace" && object.metadata.name === "web" ? namespace("web", false) : object));

const mutualTls: readonly Case[] = [
  ["by itself a sidecar speaks mutual TLS to a sidecar", [...one, strict], fromWeb(), "1 api-stable"],
  ["by itself a sidecar speaks plain text to a pod without one", plainServer, fromWeb(), "1 api-stable"],
  [
    "ISTIO_MUTUAL to a pod without a sidecar is 503",
    [...plainServer, tls("ISTIO_MUTUAL")],
    fromWeb(),
    "1 503",
  ],
  ["DISABLE where STRICT is demanded is 503", [...one, strict, tls("DISABLE")], fromWeb(), "1 503"],
  ["DISABLE where nothing is demanded goes through", [...one, tls("DISABLE")], fromWeb(), "1 api-stable"],
  [
    "ISTIO_MUTUAL where the server takes plain text alone is 503",
    [...one, peerAuthentication("api", "default", { mtls: { mode: "DISABLE" } }), tls("ISTIO_MUTUAL")],
    fromWeb(),
    "1 503",
  ],
  [
    "by itself a sidecar heeds a server that takes plain text alone",
    [...one, peerAuthentication("api", "default", { mtls: { mode: "DISABLE" } })],
    fromWeb(),
    "1 api-stable",
  ],
  ["SIMPLE where STRICT is demanded is 503", [...one, strict, tls("SIMPLE")], fromWeb(), "1 503"],
  ["SIMPLE where nothing is demanded isn't guessed", [...one, tls("SIMPLE")], fromWeb(), "1 unknown"],
  [
    "a client without a sidecar gets no answer where STRICT is demanded",
    [...plainClient, strict],
    fromWeb(),
    "1 refused",
  ],
  [
    "a client without a sidecar heeds no routes",
    [...plainClient, apiRule, apiRoutes({ directResponse: { status: 418 } })],
    fromWeb(),
    "1 api-stable",
  ],
  [
    "a namespace's PeerAuthentication goes before the mesh's",
    [...plainClient, strict, peerAuthentication("api", "default", { mtls: { mode: "PERMISSIVE" } })],
    fromWeb(),
    "1 api-stable",
  ],
  [
    "a workload's PeerAuthentication goes before the namespace's",
    [
      ...plainClient,
      peerAuthentication("api", "default", { mtls: { mode: "PERMISSIVE" } }),
      peerAuthentication("api", "own", {
        selector: { matchLabels: { app: "api" } },
        mtls: { mode: "STRICT" },
      }),
    ],
    fromWeb(),
    "1 refused",
  ],
  [
    "a port's mode goes before the workload's",
    [
      ...plainClient,
      peerAuthentication("api", "own", {
        selector: { matchLabels: { app: "api" } },
        mtls: { mode: "STRICT" },
        portLevelMtls: { "8080": { mode: "PERMISSIVE" } },
      }),
    ],
    fromWeb(),
    "1 api-stable",
  ],
  [
    "UNSET leaves it to the namespace",
    [
      ...plainClient,
      strict,
      peerAuthentication("api", "own", {
        selector: { matchLabels: { app: "api" } },
        mtls: { mode: "UNSET" },
      }),
    ],
    fromWeb(),
    "1 refused",
  ],
];

const policy = (name: string, spec: Spec, where = "api") => authorizationPolicy(where, name, spec);
const principal = (...principals: string[]) => ({ from: [{ source: { principals } }] });
const operation = (value: Spec) => ({ to: [{ operation: value }] });
const allow = (...rules: readonly Spec[]) => [...one, strict, policy("allow", { action: "ALLOW", rules })];
const deny = (...rules: readonly Spec[]) => [...one, strict, policy("deny", { action: "DENY", rules })];
const web = "cluster.local/ns/web/sa/web";

const authorization: readonly Case[] = [
  ["without any policy everything is allowed", [...one, strict], fromWeb(), "1 api-stable"],
  ["a policy without rules allows nothing", [...one, policy("nothing", {})], fromWeb(), "1 403"],
  ["an empty rule allows everything", allow({}), fromWeb(), "1 api-stable"],
  ["a principal is allowed", allow(principal(web)), fromWeb(), "1 api-stable"],
  ["another principal isn't", allow(principal("cluster.local/ns/web/sa/shop")), fromWeb(), "1 403"],
  ["a principal may end in a star", allow(principal("cluster.local/ns/web/*")), fromWeb(), "1 api-stable"],
  ["a principal may begin with a star", allow(principal("*/sa/web")), fromWeb(), "1 api-stable"],
  ["a star is anybody with an identity", allow(principal("*")), fromWeb(), "1 api-stable"],
  [
    "nobody has an identity without mutual TLS",
    [...one, tls("DISABLE"), policy("allow", { rules: [principal("*")] })],
    fromWeb(),
    "1 403",
  ],
  [
    "notPrincipals takes those without an identity too",
    [...one, tls("DISABLE"), policy("allow", { rules: [{ from: [{ source: { notPrincipals: ["x"] } }] }] })],
    fromWeb(),
    "1 api-stable",
  ],
  [
    "a namespace is allowed",
    allow({ from: [{ source: { namespaces: ["web"] } }] }),
    fromWeb(),
    "1 api-stable",
  ],
  [
    "a service account is allowed",
    allow({ from: [{ source: { serviceAccounts: ["web/web"] } }] }),
    fromWeb(),
    "1 api-stable",
  ],
  [
    "a service account without a namespace is of the policy's own",
    allow({ from: [{ source: { serviceAccounts: ["web"] } }] }),
    fromWeb(),
    "1 403",
  ],
  ["the port is the pod's, not the Service's", allow(operation({ ports: ["80"] })), fromWeb(), "1 403"],
  ["the pod's port is allowed", allow(operation({ ports: ["8080"] })), fromWeb(), "1 api-stable"],
  ["a method is allowed", allow(operation({ methods: ["GET"] })), fromWeb(), "1 api-stable"],
  ["another method isn't", allow(operation({ methods: ["POST"] })), fromWeb(), "1 403"],
  ["notMethods", allow(operation({ notMethods: ["GET"] })), fromWeb(), "1 403"],
  [
    "a path may end in a star",
    allow(operation({ paths: ["/a*"] })),
    fromWeb({ path: "/ab?x=/" }),
    "1 api-stable",
  ],
  ["a path template isn't guessed", allow(operation({ paths: ["/{*}/a"] })), fromWeb(), "1 unknown"],
  [
    "a host is compared with its port",
    allow(operation({ hosts: ["API.api.svc.cluster.local"] })),
    fromWeb(),
    "1 api-stable",
  ],
  [
    "from and to have both to match",
    allow({ ...principal(web), ...operation({ methods: ["POST"] }) }),
    fromWeb(),
    "1 403",
  ],
  [
    "one of several rules is enough",
    allow(operation({ methods: ["POST"] }), operation({ methods: ["GET"] })),
    fromWeb(),
    "1 api-stable",
  ],
  [
    "when compares a header",
    allow({ when: [{ key: "request.headers[x-user]", values: ["a*"] }] }),
    header("x-user", "anna"),
    "1 api-stable",
  ],
  [
    "when leaves out values",
    allow({ when: [{ key: "request.headers[x-user]", notValues: ["anna"] }] }),
    header("x-user", "anna"),
    "1 403",
  ],
  [
    "an unknown attribute isn't guessed",
    allow({ when: [{ key: "experimental.envoy.filters.a[b]", values: ["c"] }] }),
    fromWeb(),
    "1 unknown",
  ],
  [
    "addresses aren't guessed",
    allow({ from: [{ source: { ipBlocks: ["10.0.0.0/8"] } }] }),
    fromWeb(),
    "1 unknown",
  ],
  [
    "addresses don't matter where something else says no",
    allow({ from: [{ source: { ipBlocks: ["10.0.0.0/8"], principals: ["x"] } }] }),
    fromWeb(),
    "1 403",
  ],
  [
    "a token's subject is nobody's where nobody checks tokens",
    allow({ from: [{ source: { requestPrincipals: ["*"] } }] }),
    fromWeb(),
    "1 403",
  ],
  [
    "a denial goes before an allowance",
    [...allow({}), policy("deny", { action: "DENY", rules: [principal(web)] })],
    fromWeb(),
    "1 403",
  ],
  ["a denial without rules denies nothing", deny(), fromWeb(), "1 api-stable"],
  [
    "a denial of another method denies nothing",
    deny(operation({ methods: ["POST"] })),
    fromWeb(),
    "1 api-stable",
  ],
  [
    "AUDIT changes nothing",
    [...one, policy("audit", { action: "AUDIT", rules: [{}] })],
    fromWeb(),
    "1 api-stable",
  ],
  [
    "a dry run changes nothing",
    [...one, {
      ...policy("dry", {}),
      metadata: { name: "dry", namespace: "api", annotations: { "istio.io/dry-run": "true" } },
    }],
    fromWeb(),
    "1 api-stable",
  ],
  [
    "an authorizer outside isn't guessed",
    [...one, policy("custom", { action: "CUSTOM", provider: { name: "x" }, rules: [{}] })],
    fromWeb(),
    "1 unknown",
  ],
  [
    "a policy for other pods doesn't apply",
    [...one, policy("other", { selector: { matchLabels: { app: "x" } } })],
    fromWeb(),
    "1 api-stable",
  ],
  [
    "a policy of the root namespace applies to the whole mesh",
    [...one, policy("all", {}, "istio-system")],
    fromWeb(),
    "1 403",
  ],
  [
    "on a port that isn't HTTP a rule with methods allows nothing",
    allow(operation({ methods: ["GET"] })),
    fromWeb({ port: 7000 }),
    "1 refused",
  ],
  [
    "on a port that isn't HTTP a rule that asks for HTTP in one of its sources is left out with the others",
    allow({ from: [{ source: { principals: ["*"] } }, { source: { notRequestPrincipals: ["*"] } }] }),
    fromWeb({ port: 7000 }),
    "1 refused",
  ],
  [
    "on a port that isn't HTTP the other rules of a policy hold",
    allow({ ...principal(web), ...operation({ methods: ["GET"] }) }, principal(web)),
    fromWeb({ port: 7000 }),
    "1 api-stable",
  ],
  [
    "on a port that isn't HTTP a rule with methods denies whatever else fits",
    deny({ ...principal(web), ...operation({ methods: ["GET"] }) }),
    fromWeb({ port: 7000 }),
    "1 refused",
  ],
  [
    "a pod without a sidecar enforces no policy",
    [...plainServer, policy("nothing", {})],
    fromWeb(),
    "1 api-stable",
  ],
];

const knows = (host: string, mode = "REGISTRY_ONLY") =>
  sidecar("web", "web", {
    workloadSelector: { labels: { app: "web" } },
    outboundTrafficPolicy: { mode },
    egress: [{ hosts: [host] }],
  });
const external = (exportTo: string[]) =>
  serviceEntry("api", "partner", {
    hosts: ["api.partner.example"],
    exportTo,
    location: "MESH_EXTERNAL",
    resolution: "DNS",
    ports: [{ number: 80, name: "http", protocol: "HTTP" }],
  });
const partner = fromWeb({ host: "api.partner.example" });

const visibility: readonly Case[] = [
  [
    "a host that the Sidecar imports is known",
    [...one, knows(`api/${hostOf("api", "api")}`)],
    fromWeb(),
    "1 api-stable",
  ],
  ["a host that it doesn't import is refused", [...one, knows("istio-system/*")], fromWeb(), "1 refused"],
  [
    "a host that it doesn't import is 502 where the port is known",
    [...one, knows(`web/${hostOf("web", "web")}`)],
    fromWeb(),
    "1 502",
  ],
  [
    "with ALLOW_ANY such a request goes to any pod as it is",
    [...one, knows("istio-system/*", "ALLOW_ANY")],
    fromWeb(),
    "1 api-stable",
  ],
  [
    "and fails where mutual TLS is demanded",
    [...one, strict, knows("istio-system/*", "ALLOW_ANY")],
    fromWeb(),
    "1 503",
  ],
  ["./* is the client's own namespace", [...one, knows("./*")], fromWeb(), "1 502"],
  ["*/* is everything", [...one, knows("*/*")], fromWeb(), "1 api-stable"],
  [
    "a wildcard imports the hosts below it",
    [...one, knows("api/*.api.svc.cluster.local")],
    fromWeb(),
    "1 api-stable",
  ],
  [
    "routes of hosts that aren't imported don't count",
    [
      ...one,
      apiRule,
      virtualService("web", "api", {
        hosts: [hostOf("api", "api")],
        http: [{ directResponse: { status: 418 } }],
      }),
      knows(`api/${hostOf("api", "api")}`),
    ],
    fromWeb(),
    "1 api-stable",
  ],
  [
    "a Sidecar for other pods doesn't apply",
    [
      ...one,
      sidecar("web", "x", { workloadSelector: { labels: { app: "x" } }, egress: [{ hosts: ["./*"] }] }),
    ],
    fromWeb(),
    "1 api-stable",
  ],
  [
    "a Sidecar for a namespace applies where none selects the pods",
    [
      ...one,
      sidecar("web", "default", {
        outboundTrafficPolicy: { mode: "REGISTRY_ONLY" },
        egress: [{ hosts: ["istio-system/*"] }],
      }),
    ],
    fromWeb(),
    "1 refused",
  ],
  [
    "a Sidecar's field that isn't understood is said",
    [...one, sidecar("web", "default", { egress: [{ hosts: ["*/*"], port: { number: 80 } }] })],
    fromWeb(),
    "1 unknown",
  ],
  ["a host outside the mesh is let out", [...one, external(["*"])], partner, "1 external"],
  [
    "one that isn't exported is not known, and passes by default",
    [...one, external(["."])],
    partner,
    "1 external",
  ],
  [
    "one that isn't exported is refused where only known hosts may be asked",
    [...one, external(["."]), knows("*/*")],
    partner,
    "1 502",
  ],
  ["an unknown host passes by default", one, fromWeb({ host: "nowhere.example" }), "1 external"],
];

const open = (direction: "ingress" | "egress", rule: Spec, where: string, app: string) =>
  networkPolicy(where, app, {
    podSelector: { matchLabels: { app } },
    policyTypes: [direction === "ingress" ? "Ingress" : "Egress"],
    [direction]: [rule],
  });
const peer = (name: string) => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } },
});
const ports = (port: unknown, protocol = "TCP") => ({ ports: [{ protocol, port }] });

const network: readonly Case[] = [
  [
    "a policy for nothing lets nothing in",
    [...one, networkPolicy("api", "deny", { podSelector: {}, policyTypes: ["Ingress"] })],
    fromWeb(),
    "1 503",
  ],
  [
    "a policy for nothing lets nothing out",
    [...one, networkPolicy("web", "deny", { podSelector: {}, policyTypes: ["Egress"] })],
    fromWeb(),
    "1 503",
  ],
  [
    "a policy for what comes in doesn't stop what goes out",
    [...one, networkPolicy("web", "deny", { podSelector: {}, policyTypes: ["Ingress"] })],
    fromWeb(),
    "1 api-stable",
  ],
  [
    "without policyTypes a policy is for what comes in",
    [...one, networkPolicy("api", "deny", { podSelector: {} })],
    fromWeb(),
    "1 503",
  ],
  [
    "a namespace is let in",
    [...one, open("ingress", { from: [peer("web")] }, "api", "api")],
    fromWeb(),
    "1 api-stable",
  ],
  [
    "another namespace isn't",
    [...one, open("ingress", { from: [peer("shop")] }, "api", "api")],
    fromWeb(),
    "1 503",
  ],
  [
    "a pod selector alone is of the policy's own namespace",
    [...one, open("ingress", { from: [{ podSelector: { matchLabels: { app: "web" } } }] }, "api", "api")],
    fromWeb(),
    "1 503",
  ],
  [
    "both selectors of a peer have to match",
    [
      ...one,
      open(
        "ingress",
        { from: [{ ...peer("web"), podSelector: { matchLabels: { app: "x" } } }] },
        "api",
        "api",
      ),
    ],
    fromWeb(),
    "1 503",
  ],
  ["a rule without peers is for all", [...one, open("ingress", {}, "api", "api")], fromWeb(), "1 api-stable"],
  ["the port is the pod's", [...one, open("ingress", ports(8080), "api", "api")], fromWeb(), "1 api-stable"],
  ["the Service's port isn't", [...one, open("ingress", ports(80), "api", "api")], fromWeb(), "1 503"],
  ["a port may be named", [...one, open("ingress", ports("http"), "api", "api")], fromWeb(), "1 api-stable"],
  [
    "a port of UDP isn't one of TCP",
    [...one, open("ingress", ports(8080, "UDP"), "api", "api")],
    fromWeb(),
    "1 503",
  ],
  [
    "ports may be a range",
    [...one, open("ingress", { ports: [{ port: 8000, endPort: 9000 }] }, "api", "api")],
    fromWeb(),
    "1 api-stable",
  ],
  [
    "policies add up",
    [
      ...one,
      networkPolicy("api", "deny", { podSelector: {} }),
      open("ingress", { from: [peer("web")] }, "api", "api"),
    ],
    fromWeb(),
    "1 api-stable",
  ],
  [
    "expressions select",
    [
      ...one,
      open(
        "ingress",
        {
          from: [{
            namespaceSelector: {
              matchExpressions: [{ key: "istio-injection", operator: "In", values: ["enabled"] }],
            },
          }],
        },
        "api",
        "api",
      ),
    ],
    fromWeb(),
    "1 api-stable",
  ],
  [
    "addresses of pods aren't guessed",
    [...one, open("ingress", { from: [{ ipBlock: { cidr: "10.0.0.0/8" } }] }, "api", "api")],
    fromWeb(),
    "1 unknown",
  ],
  [
    "where the proxy gives up before the connection does, it is 504",
    [
      ...one,
      destinationRule("api", "api", {
        host: hostOf("api", "api"),
        trafficPolicy: { connectionPool: { tcp: { connectTimeout: "5s" } } },
      }),
      apiRoutes({ timeout: "2s", route: [{ destination: { host: hostOf("api", "api") } }] }),
      networkPolicy("api", "deny", { podSelector: {} }),
    ],
    fromWeb(),
    "1 504",
  ],
  [
    "a client without a proxy gets no answer",
    [...plainClient, networkPolicy("api", "deny", { podSelector: {} })],
    fromWeb(),
    "1 refused",
  ],
];

const shop = (spec: Spec, name = "shop", where = "api") =>
  virtualService(where, name, { hosts: ["shop.example"], gateways: ["edge/shop"], ...spec });
const edge = [...one, shopGateway, apiRule];
const toApi = { http: [{ route: [to("stable")] }] };
const secure = gateway("edge", "shop", {
  selector: { istio: "edge" },
  servers: [
    {
      port: { number: 80, name: "http", protocol: "HTTP" },
      hosts: ["shop.example"],
      tls: { httpsRedirect: true },
    },
    {
      port: { number: 443, name: "https", protocol: "HTTPS" },
      hosts: ["shop.example"],
      tls: { mode: "SIMPLE", credentialName: "x" },
    },
  ],
});

const gateways: readonly Case[] = [
  [
    "a gateway routes by the VirtualService bound to it",
    [...edge, shop(toApi)],
    fromOutside(),
    "1 api-stable",
  ],
  [
    "a host may be asked for with its port and in capitals",
    [...edge, shop(toApi)],
    fromOutside({ host: "SHOP.example:80" }),
    "1 api-stable",
  ],
  ["another host is 404", [...edge, shop(toApi)], fromOutside({ host: "other.example" }), "1 404"],
  [
    "a VirtualService of the mesh alone isn't for the gateway",
    [...edge, shop({ ...toApi, gateways: ["mesh"] })],
    fromOutside(),
    "1 404",
  ],
  [
    "a VirtualService bound to another gateway isn't",
    [...edge, shop({ ...toApi, gateways: ["edge/other"] })],
    fromOutside(),
    "1 404",
  ],
  [
    "a gateway's short name is of the VirtualService's namespace",
    [...edge, shop({ ...toApi, gateways: ["shop"] })],
    fromOutside(),
    "1 404",
  ],
  [
    "a server may be for VirtualServices of one namespace alone",
    [
      ...one,
      apiRule,
      gateway("edge", "shop", {
        selector: { istio: "edge" },
        servers: [{ port: { number: 80, name: "http", protocol: "HTTP" }, hosts: ["web/shop.example"] }],
      }),
      shop(toApi),
    ],
    fromOutside(),
    "1 404",
  ],
  [
    "a server's wildcard takes the VirtualService's name",
    [
      ...one,
      apiRule,
      gateway("edge", "shop", {
        selector: { istio: "edge" },
        servers: [{ port: { number: 80, name: "http", protocol: "HTTP" }, hosts: ["*/*.example"] }],
      }),
      shop(toApi),
    ],
    fromOutside(),
    "1 api-stable",
  ],
  [
    "the most specific host wins",
    [
      ...one,
      apiRule,
      gateway("edge", "shop", {
        selector: { istio: "edge" },
        servers: [{ port: { number: 80, name: "http", protocol: "HTTP" }, hosts: ["*"] }],
      }),
      shop(toApi),
      shop({ hosts: ["*.example"], http: [{ directResponse: { status: 418 } }] }, "wide"),
    ],
    fromOutside(),
    "1 api-stable",
  ],
  ["a port that no Gateway has is refused", [...edge, shop(toApi)], fromOutside({ port: 443 }), "1 refused"],
  [
    "a port that the gateway's Service hasn't is refused",
    [...edge, shop(toApi)],
    fromOutside({ port: 8081 }),
    "1 refused",
  ],
  [
    "a Gateway that selects other pods doesn't count",
    [
      ...one,
      apiRule,
      gateway("edge", "shop", { ...(shopGateway.spec as Spec), selector: { istio: "x" } }),
      shop(toApi),
    ],
    fromOutside(),
    "1 refused",
  ],
  [
    "plain HTTP is sent to HTTPS where that is said",
    [...one, apiRule, secure, shop(toApi)],
    fromOutside(),
    "1 301",
  ],
  [
    "HTTPS is ended and routed",
    [
      ...one,
      apiRule,
      secure,
      shop({
        http: [{
          route: [{ destination: { host: hostOf("api", "api"), subset: "stable", port: { number: 80 } } }],
        }],
      }),
    ],
    fromOutside({ port: 443 }),
    "1 api-stable",
  ],
  [
    "without a port a route means the one that was called, which the Service may not have",
    [...one, apiRule, secure, shop(toApi)],
    fromOutside({ port: 443 }),
    "1 503",
  ],
  [
    "HTTPS for a name without a certificate is refused",
    [...one, apiRule, secure, shop(toApi)],
    fromOutside({ port: 443, host: "other.example" }),
    "1 refused",
  ],
  [
    "plain HTTP to a port of HTTPS is refused",
    [...one, apiRule, secure, shop(toApi)],
    fromOutside({ port: 443, tls: false }),
    "1 refused",
  ],
  [
    "a match may be for a gateway",
    [
      ...edge,
      shop({
        gateways: ["mesh", "edge/shop"],
        http: [{ match: [{ gateways: ["mesh"] }], directResponse: { status: 418 } }, ...toApi.http],
      }),
    ],
    fromOutside(),
    "1 api-stable",
  ],
  [
    "a match's port is the Gateway's",
    [...edge, shop({ http: [{ match: [{ port: 80 }], directResponse: { status: 418 } }] })],
    fromOutside(),
    "1 418",
  ],
  [
    "a gateway without an identity to show is allowed by port",
    [...edge, shop(toApi), policy("edge", { rules: [operation({ ports: ["8080"] })] }, "edge")],
    fromOutside(),
    "1 api-stable",
  ],
  [
    "what the gateway itself doesn't allow is 403",
    [...edge, shop(toApi), policy("edge", {}, "edge")],
    fromOutside(),
    "1 403",
  ],
  ["a refusal comes before a missing route", [...edge, policy("edge", {}, "edge")], fromOutside(), "1 403"],
  [
    "the server sees the gateway's identity",
    [...edge, strict, shop(toApi), policy("allow", { rules: [principal("cluster.local/ns/edge/sa/edge")] })],
    fromOutside(),
    "1 api-stable",
  ],
  [
    "NetworkPolicies of the gateway count",
    [...edge, shop(toApi), networkPolicy("edge", "deny", { podSelector: {} })],
    fromOutside(),
    "1 refused",
  ],
  [
    "two VirtualServices may share a host where only one takes the request",
    [
      ...edge,
      shop({ http: [{ match: [{ uri: { prefix: "/a" } }], directResponse: { status: 418 } }] }),
      shop({ http: [{ match: [{ uri: { prefix: "/b" } }], directResponse: { status: 419 } }] }, "second"),
    ],
    fromOutside({ path: "/b" }),
    "1 419",
  ],
  [
    "of two the one with a condition goes before the one for everything",
    [
      ...edge,
      shop({ http: [{ directResponse: { status: 418 } }] }),
      shop({ http: [{ match: [{ uri: { prefix: "/b" } }], directResponse: { status: 419 } }] }, "second"),
    ],
    fromOutside({ path: "/b" }),
    "1 419",
  ],
  [
    "two that both take the request aren't guessed between",
    [
      ...edge,
      shop({ http: [{ directResponse: { status: 418 } }] }),
      shop({ http: [{ directResponse: { status: 419 } }] }, "second"),
    ],
    fromOutside(),
    "1 unknown",
  ],
];

const root = (match: Spec, more: Spec = {}) =>
  shop(
    { http: [{ match: [match], delegate: { name: "api-edge", namespace: "api" }, ...more }] },
    "root",
    "edge",
  );
const delegate = (...http: readonly Spec[]) => virtualService("api", "api-edge", { http });

const delegates: readonly Case[] = [
  [
    "a delegate's routes take the place of the root's",
    [...edge, root({ uri: { prefix: "/a" } }), delegate({ route: [to("stable")] })],
    fromOutside({ path: "/a" }),
    "1 api-stable",
  ],
  [
    "what the root asks for is still asked",
    [...edge, root({ uri: { prefix: "/a" } }), delegate({ route: [to("stable")] })],
    fromOutside({ path: "/b" }),
    "1 404",
  ],
  [
    "what the delegate asks for is asked too",
    [
      ...edge,
      root({ uri: { prefix: "/a" } }),
      delegate({ match: [{ headers: { b: { exact: "1" } } }], route: [to("stable")] }),
    ],
    fromOutside({ path: "/a" }),
    "1 404",
  ],
  [
    "a delegate's route that goes beyond the root's is dropped",
    [
      ...edge,
      root({ uri: { prefix: "/a" } }),
      delegate({ match: [{ uri: { prefix: "/b" } }], route: [to("stable")] }),
    ],
    fromOutside({ path: "/b" }),
    "1 404",
  ],
  [
    "a delegate that isn't there routes nothing",
    [...edge, root({ uri: { prefix: "/a" } })],
    fromOutside({ path: "/a" }),
    "1 404",
  ],
  [
    "a delegate that isn't exported routes nothing",
    [
      ...edge,
      root({ uri: { prefix: "/a" } }),
      virtualService("api", "api-edge", { exportTo: ["."], http: [{ route: [to("stable")] }] }),
    ],
    fromOutside({ path: "/a" }),
    "1 404",
  ],
  [
    "a delegate takes over the root's fault",
    [
      ...edge,
      root({ uri: { prefix: "/a" } }, { fault: { abort: { percentage: { value: 50 }, httpStatus: 500 } } }),
      delegate({ route: [to("stable")] }),
    ],
    fromOutside({ path: "/a" }),
    "1/2 500, 1/2 api-stable",
  ],
];

const changed = (spec: Spec) =>
  routed({ match: [{ uri: { prefix: "/old" } }], ...spec, route: [to("stable")] });
const onlyPath = (...paths: string[]) => policy("path", { rules: [operation({ paths })] });

const changes: readonly Case[] = [
  [
    "a rewrite changes the path before the server sees it",
    [...changed({ rewrite: { uri: "/new" } }), onlyPath("/new/a")],
    fromWeb({ path: "/old/a" }),
    "1 api-stable",
  ],
  [
    "a rewrite by expression replaces what matches",
    [
      ...changed({ rewrite: { uriRegexRewrite: { match: "/old/(.*)", rewrite: "/v2/\\1" } } }),
      onlyPath("/v2/a"),
    ],
    fromWeb({ path: "/old/a" }),
    "1 api-stable",
  ],
  [
    "a rewrite of the authority is what the server sees",
    [
      ...changed({ rewrite: { authority: "x.example" } }),
      policy("host", { rules: [operation({ hosts: ["x.example"] })] }),
    ],
    fromWeb({ path: "/old" }),
    "1 api-stable",
  ],
  [
    "a header that a route sets is what the server sees",
    [
      ...changed({ headers: { request: { set: { "x-a": "1" } } } }),
      policy("header", { rules: [{ when: [{ key: "request.headers[x-a]", values: ["1"] }] }] }),
    ],
    fromWeb({ path: "/old" }),
    "1 api-stable",
  ],
  [
    "a header that a route removes is gone",
    [
      ...changed({ headers: { request: { remove: ["x-a"] } } }),
      policy("header", { rules: [{ when: [{ key: "request.headers[x-a]", values: ["*"] }] }] }),
    ],
    fromWeb({ path: "/old", headers: { "x-a": "1" } }),
    "1 403",
  ],
  [
    "a header that a proxy works out isn't guessed",
    [
      ...changed({ headers: { request: { set: { "x-a": "%REQ(b)%" } } } }),
      policy("header", { rules: [{ when: [{ key: "request.headers[x-a]", values: ["1"] }] }] }),
    ],
    fromWeb({ path: "/old" }),
    "1 unknown",
  ],
];

const tables: Readonly<Record<string, readonly Case[]>> = {
  routes,
  destinations,
  "mutual TLS": mutualTls,
  authorization,
  visibility,
  network,
  gateways,
  delegates,
  changes,
};

for (const [subject, cases] of Object.entries(tables)) {
  for (const [name, objects, request, expected] of cases) {
    Deno.test(`${subject}: ${name}`, () => assert.equal(ends(objects, request), expected));
  }
}

Deno.test("no two cases have the same name", () => {
  const names = Object.values(tables).flat().map(([name]) => name);
  assert.equal(new Set(names).size, names.length);
});
