/** Small meshes for tests, as plain objects. */
import type { KubernetesObject } from "../../lib/kubernetes_object.ts";
import type { Request } from "../../lib/walk/request.ts";
import { distributionOf } from "../../lib/walk/distribution.ts";
import { toText } from "../../lib/walk/fraction.ts";
import type { Options } from "../../lib/walk/options.ts";
import { walk } from "../../lib/walk/walk.ts";

type Spec = Readonly<Record<string, unknown>>;

const made =
  (apiVersion: string, kind: string) => (namespace: string, name: string, spec: Spec): KubernetesObject => ({
    apiVersion,
    kind,
    metadata: { name, ...(namespace !== "" && { namespace }) },
    spec,
  });

export const virtualService = made("networking.istio.io/v1", "VirtualService");
export const destinationRule = made("networking.istio.io/v1", "DestinationRule");
export const gateway = made("networking.istio.io/v1", "Gateway");
export const sidecar = made("networking.istio.io/v1", "Sidecar");
export const serviceEntry = made("networking.istio.io/v1", "ServiceEntry");
export const peerAuthentication = made("security.istio.io/v1", "PeerAuthentication");
export const authorizationPolicy = made("security.istio.io/v1", "AuthorizationPolicy");
export const networkPolicy = made("networking.k8s.io/v1", "NetworkPolicy");
export const application = made("argoproj.io/v1alpha1", "Application");

/** A namespace; of the mesh unless `mesh` is false. */
export function namespace(name: string, mesh = true): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name, labels: { "istio-injection": mesh ? "enabled" : "disabled" } },
  };
}

/** A Deployment `<app>-<version>` of pods that listen on 8080 as `http` and on 7000 as `raw`. */
export function deployment(where: string, app: string, version: string, replicas = 1): KubernetesObject {
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: `${app}-${version}`, namespace: where },
    spec: {
      replicas,
      template: {
        metadata: { labels: { app, version } },
        spec: {
          serviceAccountName: app,
          containers: [{
            name: "app",
            ports: [{ name: "http", containerPort: 8080 }, { name: "raw", containerPort: 7000 }],
          }],
        },
      },
    },
  };
}

/** A Service of an app: port 80 leads to `http`, port 7000 to `raw`. */
export function service(where: string, app: string): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: app, namespace: where },
    spec: {
      selector: { app },
      ports: [
        { name: "http", port: 80, targetPort: "http", appProtocol: "http" },
        { name: "raw", port: 7000, targetPort: "raw", appProtocol: "tcp" },
      ],
    },
  };
}

/** The host of an app's Service. */
export const hostOf = (where: string, app: string) => `${app}.${where}.svc.cluster.local`;

/** A gateway as Istio's chart makes it, in the namespace `edge`: ports 80 and 443. */
export const ingress = application("argocd", "edge", {
  destination: { namespace: "edge" },
  source: {
    chart: "gateway",
    helm: {
      releaseName: "edge",
      valuesObject: {
        labels: { app: "edge", istio: "edge" },
        autoscaling: { enabled: false },
        service: {
          ports: [{ name: "http2", port: 80, targetPort: 8080 }, {
            name: "https",
            port: 443,
            targetPort: 8443,
          }],
        },
      },
    },
  },
});

/** A client `web` and a server `api` with two versions, each in its own namespace; no rule says anything yet. */
export const twoTiers: readonly KubernetesObject[] = [
  namespace("edge"),
  namespace("web"),
  namespace("api"),
  ingress,
  deployment("web", "web", "stable"),
  service("web", "web"),
  deployment("api", "api", "stable"),
  deployment("api", "api", "canary"),
  service("api", "api"),
];

/** The subsets of `api`. */
export const apiRule = destinationRule("api", "api", {
  host: hostOf("api", "api"),
  subsets: [
    { name: "stable", labels: { version: "stable" } },
    { name: "canary", labels: { version: "canary" } },
  ],
});

/** A destination of a route. */
export const to = (subset: string, weight?: number, app = "api"): Spec => ({
  destination: { host: hostOf(app, app), subset },
  ...(weight !== undefined && { weight }),
});

/** The VirtualService of `api` in the mesh. */
export const apiRoutes = (...http: readonly Spec[]): KubernetesObject =>
  virtualService("api", "api", { hosts: [hostOf("api", "api")], http });

/** A request of `web` to `api`. */
export function fromWeb(more: Partial<Request> = {}): Request {
  return {
    from: { kind: "workload", namespace: "web", name: "web-stable" },
    host: hostOf("api", "api"),
    port: 80,
    method: "GET",
    path: "/",
    headers: {},
    ...more,
  };
}

/** A request from outside for `shop.example`. */
export function fromOutside(more: Partial<Request> = {}): Request {
  return {
    from: { kind: "outside" },
    host: "shop.example",
    port: 80,
    method: "GET",
    path: "/",
    headers: {},
    ...more,
  };
}

/** The Gateway of `shop.example` on port 80, for VirtualServices of any namespace. */
export const shopGateway = gateway("edge", "shop", {
  selector: { istio: "edge" },
  servers: [{ port: { number: 80, name: "http", protocol: "HTTP" }, hosts: ["shop.example"] }],
});

/** Where a request ends, in words: `9/10 api-stable`, `1 403`, `1 refused`, `1 unknown`; in the order of the walk. */
export function ends(objects: readonly KubernetesObject[], request: Request, options: Options = {}): string {
  return distributionOf(walk(objects, request, { follow: false, ...options })).map(
    ({ probability, outcome, workload, status }) => {
      const end = outcome === "reached" ? workload!.split("/")[1] : outcome === "answered" ? status : outcome;
      return `${toText(probability)} ${end}`;
    },
  ).join(", ");
}
