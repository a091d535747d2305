import type { KubernetesObject } from "../../../lib/kubernetes_object.ts";

/** Any part of an object. */
// deno-lint-ignore no-explicit-any
type Loose = any;

/** A change of one object that breaks a promise of the catalogue. */
export interface Mutation {
  /** What it does. */
  readonly name: string;
  /** The Application that the object belongs to. */
  readonly application: string;
  readonly object: Pick<KubernetesObject, "apiVersion" | "kind" | "metadata">;
  /** Changes the spec that it is given. */
  readonly change: (spec: Loose) => void;
  /** The proof that has to turn red. */
  readonly proof: string;
  /** What one of the findings that failed has to say. */
  readonly says: RegExp;
  /**
   * How many percent of the requests that this finding counts go to canary then. Each goes there by chance, so a text
   * can't say how many will. Default: the finding is not asked.
   */
  readonly canaryPercent?: number;
}

const object = (apiVersion: string, kind: string, namespace: string, name = namespace) => ({
  apiVersion,
  kind,
  metadata: { namespace, name },
});
const virtualService = (name: string) => object("networking.istio.io/v1", "VirtualService", name);
const destinationRule = (name: string) => object("networking.istio.io/v1", "DestinationRule", name);
const last = (list: readonly Loose[]): Loose => list.at(-1);

/** Each breaks one promise of the shipped catalogue in the lab. */
export const MUTATIONS: readonly Mutation[] = [
  {
    name: "a subset is dropped",
    application: "backend",
    object: destinationRule("backend"),
    change: (spec) => spec.subsets = spec.subsets.filter(({ name }: Loose) => name === "stable"),
    proof: "weights",
    says: /^\d[\d,]* of 2,000 requests were answered well$|^frontend → backend: /,
  },
  {
    name: "a subset selects the other version's pods",
    application: "ml",
    object: destinationRule("ml"),
    change: (spec) => last(spec.subsets).labels = { version: "stable" },
    proof: "weights",
    says: /^backend → ml: 0 of 2,000 requests \(0\.0 %\) went to canary/,
  },
  {
    name: "the forced route comes after the split",
    application: "backend",
    object: virtualService("backend"),
    change: (spec) => spec.http.reverse(),
    proof: "forced-routes",
    says: /^frontend → backend: .* with x-canary: true went to canary/,
  },
  {
    name: "the split's destinations are swapped",
    application: "ml",
    object: virtualService("ml"),
    change: ({ http }) => {
      const [stable, canary] = last(http).route;
      [stable.weight, canary.weight] = [canary.weight, stable.weight];
    },
    proof: "weights",
    says: /^backend → ml: .* went to canary/,
    canaryPercent: 90,
  },
  {
    name: "a weight of 90 becomes 9",
    application: "frontend",
    object: virtualService("frontend"),
    change: ({ http }) => last(http).route[0].weight = 9,
    proof: "weights",
    says: /^gateway → frontend: .* went to canary/,
    canaryPercent: 100 * 10 / (9 + 10),
  },
  {
    name: "a weight of 90 becomes 9, as Argo CD sees it",
    application: "frontend",
    object: virtualService("frontend"),
    change: ({ http }) => last(http).route[0].weight = 9,
    proof: "synced",
    says: /^frontend: 9 of 10 objects .*spec\.http\[1\]\.route\[0\]\.weight is 9, in Git 90/,
  },
  {
    name: "plain text is taken",
    application: "mesh",
    object: object("security.istio.io/v1", "PeerAuthentication", "istio-system", "default"),
    change: (spec) => spec.mtls.mode = "PERMISSIVE",
    proof: "refusals",
    says: /^plain text to the 2 pods of ml, port 5001: 403/,
  },
  {
    name: "a policy allows everybody",
    application: "ml",
    object: object("security.istio.io/v1", "AuthorizationPolicy", "ml"),
    change: (spec) => spec.rules = [{}],
    proof: "refusals",
    says: /^a caller in the mesh that ml doesn't list, port 5001: 200/,
  },
  {
    name: "a policy allows every method",
    application: "backend",
    object: object("security.istio.io/v1", "AuthorizationPolicy", "backend"),
    change: ({ rules }) => delete rules[0].to[0].operation.methods,
    proof: "refusals",
    says: /^frontend → backend, DELETE, which is not listed: 200/,
  },
  {
    name: "a sidecar lets everything out",
    application: "frontend",
    object: object("networking.istio.io/v1", "Sidecar", "frontend"),
    change: (spec) => spec.outboundTrafficPolicy.mode = "ALLOW_ANY",
    proof: "refusals",
    says: /^frontend to .*, which it doesn't declare: 400/,
  },
  {
    name: "a time-out is shorter",
    application: "ml",
    object: virtualService("ml"),
    change: ({ http }) => http.forEach((route: Loose) => route.timeout = "3s"),
    proof: "traffic-policy",
    says: /^backend → ml: time-out: 504 after 3\.\d+ s, declared 8\.00 s/,
  },
  {
    name: "requests are tried again",
    application: "backend",
    object: virtualService("backend"),
    change: ({ http }) => http.forEach((route: Loose) => route.retries = { attempts: 2, retryOn: "5xx" }),
    proof: "traffic-policy",
    says: /^frontend → backend: retries: 3 requests that fail with 503 were sent 9 times, declared 3/,
  },
  {
    name: "fewer connections are allowed",
    application: "frontend",
    object: destinationRule("frontend"),
    change: (spec) => spec.trafficPolicy.connectionPool.tcp.maxConnections = 20,
    proof: "traffic-policy",
    says: /^gateway → frontend: connection pool: of 200 requests at once 7\d were taken/,
  },
  {
    name: "no pod is ejected",
    application: "backend",
    object: destinationRule("backend"),
    change: (spec) => delete spec.trafficPolicy.outlierDetection,
    proof: "traffic-policy",
    says: /^frontend → backend: outlier detection: a stable pod that fails was not ejected; declared: /,
  },
];
