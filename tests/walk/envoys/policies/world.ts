/** The pods that policies are tried between: each with a network, an identity and a proxy of its own. */
import { namespaceNames } from "../../../../lab/process/addresses.ts";
import { unproxied } from "../../guarded_mesh_arbitrary.ts";
import { callees, versions } from "../../mesh_arbitrary.ts";
import { addPod } from "../add_pod.ts";
import { type Api, apply } from "../api.ts";
import { endpointSlice } from "../endpoint_slice.ts";
import type { KubernetesObject } from "../../../../lib/kubernetes_object.ts";

/** A pod of the lab. */
export interface Pod {
  /** Its namespace, its label `app` and its ServiceAccount. */
  readonly app: string;
  /** Its label `version`. */
  readonly version: string;
  /** The name of its object. */
  readonly name: string;
  /** Its address. */
  readonly address: string;
  /** Its number among all pods. */
  readonly index: number;
  /** What its proxy is; undefined where it has none. */
  readonly proxy: "sidecar" | "router" | undefined;
}

/** The number of the client's pod, in whose network requests are sent. */
export const webIndex = 0;

/** All pods: the client's, the gateway's, one for each version of each callee, of which one has no proxy. */
export const pods: readonly Pod[] = [
  { app: "web", version: "v1", proxy: "sidecar" as const },
  { app: "edge", version: "", proxy: "router" as const },
  ...callees.flatMap((app) =>
    versions.map((version) => ({
      app,
      version,
      proxy: `${app}-${version}` === unproxied ? undefined : "sidecar" as const,
    }))
  ),
].map((pod, index) => ({
  ...pod,
  name: `${pod.app}-${pod.version || "0"}`,
  address: `10.9.0.${index + 1}`,
  index,
}));

/** All pods of one app. */
export const podsOf = (app: string): readonly Pod[] => pods.filter((pod) => pod.app === app);

/** The labels of a pod; by the last of them istiod knows that there is a proxy, which takes mutual TLS. */
export const labelsOf = ({ app, version, proxy }: Pod): Readonly<Record<string, string>> => ({
  app,
  ...(app === "edge" ? { istio: "edge" } : { version }),
  ...(proxy !== undefined && { "security.istio.io/tlsMode": "istio" }),
});

/** The name of a pod's network namespace. */
export const networkOf = (lab: string, { index }: Pod): string => namespaceNames(lab).pod(index);

/** The socket at which the proxy of a pod tells what it does. */
export const adminOf = (folder: string, { app, name }: Pod): string => `${folder}/${app}/${name}.admin`;

const containerPorts = [{ name: "http", containerPort: 8080 }, { name: "raw", containerPort: 7000 }];

const ports = [
  { name: "http", port: 80, targetPort: 8080, appProtocol: "http" },
  { name: "raw", port: 7000, targetPort: 7000, appProtocol: "tcp" },
];

const endpointPorts = ports.map(({ name, targetPort, appProtocol }) => ({
  name,
  port: targetPort,
  appProtocol,
}));

/** The endpoints of an app. */
export const slice = (app: string, list: readonly Pod[]) => endpointSlice(app, endpointPorts, list);

/** Makes it all. */
export async function makeWorld(api: Api): Promise<void> {
  for (const app of new Set(pods.map((pod) => pod.app))) {
    await apply(api, { apiVersion: "v1", kind: "Namespace", metadata: { name: app } });
    await apply(api, { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: app, namespace: app } });
    await apply(
      api,
      {
        apiVersion: "v1",
        kind: "Service",
        metadata: { name: app, namespace: app },
        spec: { selector: { app }, ports: app === "edge" ? ports.slice(0, 1) : ports },
      } as Parameters<typeof apply>[1],
    );
  }
  for (const pod of pods) {
    const { app, name, address } = pod;
    const labels = labelsOf(pod);
    await addPod(api, { namespace: app, name, labels, address, account: app, ports: containerPorts });
  }
  for (const app of ["web", "edge"]) await apply(api, slice(app, podsOf(app)));
}

/** The pods of a callee that a mesh's Deployments ask for. */
export function wantedPods(objects: readonly KubernetesObject[], app: string): readonly Pod[] {
  return podsOf(app).filter(({ version }) => {
    const deployment = objects.find(({ kind, metadata }) =>
      kind === "Deployment" && metadata.name === `${app}-${version}`
    );
    return ((deployment?.spec ?? {}) as { readonly replicas?: number }).replicas === 1;
  });
}
