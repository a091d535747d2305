/** Starts pods: a network whose traffic is led into a proxy, the proxy, and the program behind it. */
import { namespaceNames, NODE_ADDRESS } from "../../../../lab/process/addresses.ts";
import { denoEnvironment } from "../../../../lab/process/deno_program.ts";
import type { Layout } from "../../../../lab/process/layout.ts";
import { inNamespace, makePodNetwork } from "../../../../lab/process/network.ts";
import type { Supervisor } from "../../../../lab/process/supervisor.ts";
import { moduleCommand } from "../inside.ts";
import { envoyBootstrap } from "./envoy_bootstrap.ts";
import { adminOf, networkOf, type Pod, pods } from "./world.ts";

/** Where things are. */
export interface Place {
  readonly layout: Layout;
  readonly supervisor: Supervisor;
  /** What agents and proxies keep their files in. */
  readonly folder: string;
  /** The path of `envoy`. */
  readonly envoy: string;
  /** The path of `pilot-agent`. */
  readonly agent: string;
}

/** As whom proxies run: the rules leave alone what this user sends. */
const user = { uid: 1337, gid: 1337 };

/** Pods and the node are reached without the proxy: so the client's pod can send as one without a proxy, too. */
const direct = `${NODE_ADDRESS}/32,10.9.0.0/24`;

async function give(path: string): Promise<void> {
  await Deno.chown(path, user.uid, user.gid);
  for await (const { name, isDirectory } of Deno.readDir(path)) {
    if (isDirectory) await give(`${path}/${name}`);
    else await Deno.chown(`${path}/${name}`, user.uid, user.gid);
  }
}

/** The socket at which the agent of an identity hands out certificates. */
const secretsOf = (folder: string, app: string) =>
  `${folder}/${app}/var/run/secrets/workload-spiffe-uds/socket`;

async function startAgent({ layout, supervisor, folder, agent }: Place, pod: Pod): Promise<void> {
  const home = `${folder}/${pod.app}`;
  for (const each of ["etc/istio/proxy", "etc/istio/pod", "var/run/secrets/workload-spiffe-uds"]) {
    await Deno.mkdir(`${home}/${each}`, { recursive: true });
  }
  await Deno.writeTextFile(`${home}/etc/istio/pod/labels`, `app="${pod.app}"\n`);
  // An agent hands out certificates only beside a proxy of its own. Those of the pods have other bootstraps.
  const idle = `${home}/idle`;
  await Deno.writeTextFile(idle, "#!/bin/sh\nexec sleep infinity\n", { mode: 0o755 });
  await Deno.writeTextFile(`${home}/bootstrap.json`, "{}");
  await give(home);
  await supervisor.start({
    name: `agent-${pod.app}`,
    namespace: networkOf(layout.id, pod),
    directory: home,
    user,
    environment: {
      HOME: home,
      ISTIO_BOOTSTRAP: `${home}/bootstrap.json`,
      PROXY_CONFIG: JSON.stringify({ discoveryAddress: `${NODE_ADDRESS}:15012`, binaryPath: idle }),
      ISTIOD_SAN: "istiod.istio-system.svc",
      JWT_POLICY: "third-party-jwt",
      PILOT_CERT_PROVIDER: "istiod",
      TRUST_DOMAIN: "cluster.local",
      POD_NAME: pod.name,
      POD_NAMESPACE: pod.app,
      INSTANCE_IP: pod.address,
      SERVICE_ACCOUNT: pod.app,
      ISTIO_META_CLUSTER_ID: "Kubernetes",
    },
    command: [agent, "proxy", pod.proxy ?? "sidecar", "--domain", `${pod.app}.svc.cluster.local`],
  });
}

/** Leads a pod's traffic into its proxy, as istio-cni does. */
const redirect = (agent: string, network: string) =>
  inNamespace(network, [
    ...[agent, "istio-iptables", "-p", "15001", "-z", "15006", "-u", "1337", "-g", "1337"],
    ...["-m", "REDIRECT", "-i", "*", "-x", direct, "-b", "*", "-d", "15020,15021,15090"],
  ]);

async function startProxy({ layout, supervisor, folder, envoy }: Place, pod: Pod): Promise<void> {
  const file = `${folder}/${pod.app}/${pod.name}.json`;
  const bootstrap = envoyBootstrap(pod, adminOf(folder, pod), secretsOf(folder, pod.app));
  await Deno.writeTextFile(file, JSON.stringify(bootstrap));
  await supervisor.start({
    name: `envoy-${pod.name}`,
    namespace: networkOf(layout.id, pod),
    user,
    command: [
      ...[envoy, "-c", file, "--disable-hot-restart", "--concurrency", "1", "-l", "error"],
      // Connections that were made under an older mesh end with it.
      ...["--drain-time-s", "1", "--drain-strategy", "immediate"],
    ],
  });
}

/** Starts all pods, and one agent for each identity in the network of its first pod. */
export async function startPods(place: Place): Promise<void> {
  const { layout, supervisor, agent } = place;
  const names = namespaceNames(layout.id);
  for (const pod of pods) await makePodNetwork(names, networkOf(layout.id, pod), pod.address);
  const served = new Set<string>();
  for (const pod of pods) {
    if (!served.has(pod.app)) await startAgent(place, pod);
    served.add(pod.app);
    const network = networkOf(layout.id, pod);
    if (pod.proxy === "sidecar") await redirect(agent, network);
    if (pod.proxy !== undefined) await startProxy(place, pod);
    if (pod.app === "web" || pod.app === "edge") continue;
    await supervisor.start({
      name: `echo-${pod.name}`,
      namespace: network,
      environment: denoEnvironment(),
      command: moduleCommand("policies/echo.ts", ["--allow-net"]),
    });
  }
}
