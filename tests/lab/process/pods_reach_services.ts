/**
 * Run by a test for a lab that is up: gives three pods a network, two of which answer behind a Service, and prints as
 * JSON what the first of them and the third reach.
 *
 * @module
 */

import { delay } from "../../../lab/process/delay.ts";
import { namespaceNames, podAddress } from "../../../lab/process/addresses.ts";
import { publishNames } from "../../../lab/process/cluster_network/names.ts";
import { denoCommand, denoEnvironment } from "../../../lab/process/deno_program.ts";
import { layoutOf } from "../../../lab/process/layout.ts";
import { inNamespace, makePodNetwork } from "../../../lab/process/network.ts";
import { applyInside } from "../../../lab/process/request_inside.ts";
import { supervisorOf } from "../../../lab/process/supervisor.ts";

const layout = layoutOf((name) => Deno.env.get(name));
const names = namespaceNames(layout.id);
const supervisor = supervisorOf(layout);
const permissions = ["--no-check", "--allow-net"];

for (const pod of [0, 1, 2]) await makePodNetwork(names, names.pod(pod), podAddress(pod));
for (const pod of [0, 1]) {
  const module = import.meta.resolve("./answering_pod.ts");
  const command = denoCommand({ module, permissions, args: ["8080", `pod-${pod}`] });
  const environment = denoEnvironment();
  await supervisor.start({ name: `pod-${pod}`, command, environment, namespace: names.pod(pod) });
}
const service = (name: string, spec: unknown) =>
  applyInside(layout, `/api/v1/namespaces/default/services/${name}`, {
    ...{ apiVersion: "v1", kind: "Service", metadata: { name, namespace: "default" }, spec },
  });
const slice = (name: string, pods: readonly number[]) =>
  applyInside(layout, `/apis/discovery.k8s.io/v1/namespaces/default/endpointslices/${name}`, {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: { name, namespace: "default", labels: { "kubernetes.io/service-name": name } },
    addressType: "IPv4",
    ports: [{ name: "tcp", port: 8080, protocol: "TCP" }],
    endpoints: pods.map((pod) => ({ addresses: [podAddress(pod)], conditions: { ready: true } })),
  });
const ports = [{ name: "tcp", port: 80, protocol: "TCP" }];
await service("both", { clusterIP: "10.96.1.1", ports });
await slice("both", [0, 1]);
await service("first", {
  clusterIP: "10.96.1.2",
  type: "NodePort",
  ports: [{ ...ports[0], nodePort: 30080 }],
});
await slice("first", [0]);
await service("nobody", { clusterIP: "10.96.1.3", ports });
await publishNames(layout, "test", { "charts.example": ["10.244.0.1"] });

const ask = async (namespace: string, ...args: readonly string[]): Promise<Record<string, string>> => {
  const command = denoCommand({ module: import.meta.resolve("./asking_pod.ts"), permissions, args });
  return JSON.parse(await inNamespace(namespace, ["env", ...command]));
};
const [client, first] = [names.pod(2), names.pod(0)];
const domain = "default.svc.cluster.local";
const end = performance.now() + 10_000;
while (performance.now() < end) {
  const seen = await ask(client, `connect=first.${domain}:80`, "name=charts.example");
  if (Object.values(seen).every((value) => ["pod-0", "10.244.0.1"].includes(value))) break;
  await delay(100);
}
const both = Array.from({ length: 40 }, (_, at) => `connect=both.${domain}:80${at === 0 ? "" : `:${at}`}`);
console.log(JSON.stringify({
  client: await ask(
    client,
    ...["name=charts.example", `name=first.${domain}`, "name=example.com", `connect=first.${domain}:80`],
    ...[
      "connect=10.244.0.1:30080",
      "connect=10.96.1.3:80",
      "connect=10.96.77.77:80",
      "connect=10.244.1.2:8080",
    ],
  ),
  itself: await ask(first, `connect=first.${domain}:80`),
  node: await ask(names.node, "connect=10.96.1.2:80"),
  both: [...new Set(Object.values(await ask(client, ...both)))].sort(),
}));
Deno.exit(0);
