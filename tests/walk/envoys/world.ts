/** What stays the same for all meshes: namespaces, Services, and pods that are addresses of one echo program. */
import type { KubernetesObject } from "../../../lib/kubernetes_object.ts";
import { callees, versions } from "../mesh_arbitrary.ts";
import { addPod } from "./add_pod.ts";
import { type Api, apply } from "./api.ts";
import { endpointSlice } from "./endpoint_slice.ts";

const ports = [{ name: "http", containerPort: 8080 }];

/** The most pods of a version. */
const most = 2;

/** The address of a version's pod. */
export function addressOf(callee: string, version: string, index: number): string {
  return `10.9.${callees.indexOf(callee as typeof callees[number]) + 1}.${
    (versions.indexOf(version as typeof versions[number]) + 1) * 10 + index
  }`;
}

/** Every pod's address, with whose it is. */
export const pods = callees.flatMap((callee) =>
  versions.flatMap((version) =>
    Array.from({ length: most }, (_, index) => ({
      callee,
      version,
      name: `${callee}-${version}-${index}`,
      address: addressOf(callee, version, index),
    }))
  )
);

/** The gateway's and the client's addresses. */
export const clients = { edge: "10.9.0.2", web: "10.9.0.1" } as const;

const addPlainPod = (
  api: Api,
  namespace: string,
  name: string,
  labels: Readonly<Record<string, string>>,
  address: string,
) => addPod(api, { namespace, name, labels, address, account: "default", ports });

const endpointPorts = [{ name: "http", port: 8080, appProtocol: "http" }];

/** Makes it all. */
export async function makeWorld(api: Api): Promise<void> {
  for (const name of ["edge", "web", ...callees]) {
    await apply(api, { apiVersion: "v1", kind: "Namespace", metadata: { name } });
    await apply(api, {
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: { name: "default", namespace: name },
    });
  }
  for (const { callee, version, name, address } of pods) {
    await addPlainPod(api, callee, name, { app: callee, version }, address);
  }
  await addPlainPod(api, "web", "web-v1-0", { app: "web", version: "v1" }, clients.web);
  await addPlainPod(api, "edge", "edge-0", { app: "edge", istio: "edge" }, clients.edge);
  const service = (namespace: string, app: string, targetPort: number) => ({
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: app, namespace },
    spec: { selector: { app }, ports: [{ name: "http", port: 80, targetPort, appProtocol: "http" }] },
  });
  for (const app of ["web", ...callees]) await apply(api, service(app, app, 8080));
  await apply(api, service("edge", "edge", 8080));
  await apply(api, endpointSlice("edge", endpointPorts, [{ name: "edge-0", address: clients.edge }]));
  await apply(api, endpointSlice("web", endpointPorts, [{ name: "web-v1-0", address: clients.web }]));
}

/** The endpoints that a mesh's Deployments ask for. */
export function slicesOf(objects: readonly KubernetesObject[]) {
  return callees.map((callee) =>
    endpointSlice(
      callee,
      endpointPorts,
      pods.filter((pod) => {
        const deployment = objects.find(({ kind, metadata }) =>
          kind === "Deployment" && metadata.name === `${callee}-${pod.version}`
        );
        const { replicas = 0 } = (deployment?.spec ?? {}) as { readonly replicas?: number };
        return pod.callee === callee && Number(pod.name.split("-")[2]) < replicas;
      }),
    )
  );
}
