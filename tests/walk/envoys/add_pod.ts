import { type Api, apply } from "./api.ts";

/** A pod that nobody runs: what of it istiod wants to know. */
export interface BarePod {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly address: string;
  /** The ServiceAccount; it must be there. */
  readonly account: string;
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
}

/** Makes a pod that is ready, as a kubelet would say. */
export async function addPod(api: Api, pod: BarePod): Promise<void> {
  const { namespace, name, labels, address, account, ports } = pod;
  const object = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace, labels },
    spec: {
      serviceAccountName: account,
      automountServiceAccountToken: false,
      nodeName: "lab",
      containers: [{ name: "app", image: "none", ports }],
    },
  };
  await apply(api, object);
  await api("PATCH", `/api/v1/namespaces/${namespace}/pods/${name}/status?fieldManager=test&force=true`, {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace },
    status: {
      phase: "Running",
      podIP: address,
      podIPs: [{ ip: address }],
      conditions: [{ type: "Ready", status: "True" }],
    },
  });
}
