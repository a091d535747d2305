/** Every default of the catalogue, in one place; the schema's docstrings repeat them for people. */

/** Namespaces that the platform itself owns. */
export const platformNamespaces = {
  istio: "istio-system",
  gateway: "istio-ingress",
} as const;

/** The name of the gateway's Deployment, Service and ServiceAccount. */
export const gatewayName = "istio-ingress";

/** The labels of the gateway's pods, set by its chart's values. */
export const gatewayPodLabels = { app: "istio-ingress", istio: "ingress" } as const;

/** The DNS suffix of Services and the trust domain of identities. Source: Kubernetes and Istio. */
export const clusterDomain = "cluster.local";

/** Where Istio's charts are published. Source: Istio's installation guide. */
export const istioCharts = "https://istio-release.storage.googleapis.com/charts";

/** Where Argo CD's install manifests are published. */
export const argocdRepository = "https://github.com/argoproj/argo-cd.git";

/** The API server of the cluster that Argo CD runs in. Source: Argo CD. */
export const inClusterServer = "https://kubernetes.default.svc";

/** Where spans go: Jaeger's OTLP receiver over gRPC. */
export const collector = { namespace: "observability", service: "jaeger-collector", port: 4317 } as const;

/** The namespace of Prometheus, Jaeger, Grafana and Kiali. */
export const observabilityNamespace = "observability";

/**
 * What is run to watch a cluster. Source: the samples of Istio 1.31, which its own tests use; of Jaeger the release
 * whose module `github.com/jaegertracing/jaeger` is served as v1.76.0, so that the same code runs without containers.
 */
export const observabilityImages = {
  prometheus: "docker.io/prom/prometheus:v3.10.0",
  jaeger: "docker.io/jaegertracing/jaeger:2.13.0",
  grafana: "docker.io/grafana/grafana:12.0.1",
  kiali: "quay.io/kiali/kiali:v2.27",
} as const;

/** What sends a lab's requests. Source: `apps/load`. */
export const loadGeneratorImage = "ghcr.io/3rvision/load:1.0.0";

/** Enough for a hundred requests per second. */
export const loadGeneratorResources = {
  requests: { cpu: "20m", memory: "48Mi" },
  limits: { memory: "128Mi" },
} as const;

/** The namespace of the canary driver, and of the Secret that it clones and pushes with. */
export const canaryDriverNamespace = "canary-driver";

/** Enough to load and render a thousand services. */
export const canaryDriverResources = {
  requests: { cpu: "200m", memory: "512Mi" },
  limits: { memory: "1Gi" },
} as const;

/** The share of requests that a service answers without an error of its own. Unit: percent. */
export const availability = 99.5;

/** Networks that are never "the world": RFC 1918, RFC 6598, link-local with the clouds' metadata, RFC 4193. */
export const privateNetworks = [
  "10.0.0.0/8",
  "100.64.0.0/10",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "fc00::/7",
  "fe80::/10",
] as const;

/** Requests and limits of a container that says nothing; no limit on cpu, since it throttles. */
export const resources = {
  requests: { cpu: "50m", memory: "64Mi" },
  limits: { memory: "256Mi" },
} as const;

/** The user that containers run as: neither root nor the sidecar's 1337. */
export const user = 10001;

/** Requests that always go to the canary where the policy names none. */
export const forcedRoutes = [{ headers: { "x-canary": { exact: "true" } } }] as const;

/** Conditions under which no server has seen the request, so that it may be sent again whatever it does. */
export const safeRetryConditions = ["connect-failure", "refused-stream", "reset-before-request"] as const;

/** Limits of what is under way from one proxy. */
export const connectionPool = {
  maxConnections: 100,
  connectTimeout: "10s",
  http1MaxPendingRequests: 50,
  http2MaxRequests: 1024,
  maxRequestsPerConnection: 0,
  maxRetries: 3,
  // Shorter than Node's keep-alive of 5 s: whoever closes first must be the one who sends requests.
  idleTimeout: "4s",
} as const;

/** When a pod that fails gets no requests for a while. */
export const outlierDetection = {
  consecutive5xxErrors: 5,
  consecutiveGatewayErrors: 0,
  interval: "10s",
  baseEjectionTime: "30s",
  // Istio's own 10 % rounds down to nobody below ten pods.
  maxEjectionPercent: 50,
  minHealthPercent: 0,
} as const;

/** How long a request may take with all its retries. */
export const timeout = "15s";

/** How a canary is judged. */
export const analysis = {
  interval: "60s",
  count: 1,
  minimumRequests: 100,
  failureLimit: 5,
  noData: "hold",
} as const;
