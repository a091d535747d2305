import { provision } from "../../toolchain/provision.ts";
import { API_SERVER_PORT, namespaceNames, NODE_ADDRESS, NODE_NAME } from "./addresses.ts";
import { clusterObjects } from "./cluster_objects.ts";
import { apiServer, controllerManager, etcd, makeCredentials } from "./control_plane.ts";
import { denoCommand, denoEnvironment } from "./deno_program.ts";
import { applyInside, getInside } from "./request_inside.ts";
import type { Layout } from "./layout.ts";
import { makeNodeNetwork } from "./network.ts";
import { cachePrograms, PROGRAMS } from "./programs.ts";
import type { ProcessSpec } from "./process_spec.ts";
import { connectInside, relaySocket } from "./relay.ts";
import type { LabContext, Step } from "./step.ts";
import { KEEPER } from "./take_down.ts";
import { tellTools } from "./tell_tools.ts";
import { kubeconfigPath } from "./users.ts";
import { waitUntilReady } from "./wait_until_ready.ts";

/** The steps that bring a lab up, in their order. */
export const STEPS: readonly Step[] = [
  {
    name: "programs",
    run: () => cachePrograms().then(() => `${Object.keys(PROGRAMS).length} cached`),
  },
  {
    name: "network",
    async run({ layout }) {
      const names = namespaceNames(layout.id);
      await makeNodeNetwork(names);
      return names.node;
    },
  },
  {
    name: "credentials",
    async run({ layout }) {
      await makeCredentials(layout);
      return layout.pki;
    },
  },
  {
    name: "relay",
    run: (context) =>
      startAndWait(context, relay(context.layout), 20, async () => {
        // The relay answers for itself, even though nothing listens there.
        await connectInside(context.layout, NODE_ADDRESS, 1).catch((error: Error) => {
          if (!/refused/i.test(error.message)) throw error;
        });
      }),
  },
  {
    name: "etcd",
    async run(context) {
      const { etcd: program } = await provision(["etcd"], tellTools(context.tell));
      const health = { address: "127.0.0.1", port: 2379, path: "/health" };
      const spec = await etcd(context.layout, program);
      return await startAndWait(context, spec, 60, () => getInside(context.layout, health));
    },
  },
  {
    name: "kube-apiserver",
    async run(context) {
      const { "kube-apiserver": program } = await provision(["kube-apiserver"], tellTools(context.tell));
      const ready = { address: NODE_ADDRESS, port: API_SERVER_PORT, path: "/readyz", tls: true };
      const spec = await apiServer(context.layout, program);
      return await startAndWait(context, spec, 180, () => getInside(context.layout, ready));
    },
  },
  {
    name: "kube-controller-manager",
    async run(context) {
      const { "kube-controller-manager": program } = await provision(
        ["kube-controller-manager"],
        tellTools(context.tell),
      );
      const spec = controllerManager(context.layout, program);
      const listens = async () => (await connectInside(context.layout, NODE_ADDRESS, 10257)).close();
      return await startAndWait(context, spec, 120, listens);
    },
  },
  {
    name: "node",
    async run({ layout }) {
      for (const { path, object } of clusterObjects()) await applyInside(layout, path, object);
      return NODE_NAME;
    },
  },
  {
    name: "cluster-network",
    run: (context) =>
      startAndWait(context, clusterNetwork(context.layout), 60, async () => {
        (await connectInside(context.layout, NODE_ADDRESS, 53)).close();
      }),
  },
  {
    name: KEEPER,
    async run({ layout, supervisor }) {
      return await supervisor.start(keeper(layout));
    },
  },
];

function keeper({ root }: Layout): ProcessSpec {
  return {
    name: KEEPER,
    command: denoCommand({
      module: PROGRAMS.keeper,
      permissions: [`--allow-read=${root}`, `--allow-write=${root}`, "--allow-run=cat,grep,setsid,sh"],
      args: [root],
    }),
    environment: denoEnvironment(),
  };
}

function clusterNetwork(layout: Layout): ProcessSpec {
  const kubeconfig = kubeconfigPath(layout, "network");
  return {
    name: "cluster-network",
    command: denoCommand({
      module: PROGRAMS.clusterNetwork,
      permissions: [
        `--allow-read=${kubeconfig},${layout.names}`,
        "--allow-net",
        "--allow-env",
        "--allow-run=iptables-restore",
      ],
      args: [kubeconfig, layout.names],
    }),
    environment: denoEnvironment(),
    namespace: namespaceNames(layout.id).node,
    restart: true,
  };
}

function relay(layout: Layout): ProcessSpec {
  const socket = relaySocket(layout);
  return {
    name: "relay",
    command: denoCommand({
      module: PROGRAMS.relay,
      permissions: ["--allow-net", `--allow-read=${layout.sockets}`, `--allow-write=${layout.sockets}`],
      args: [socket],
    }),
    environment: denoEnvironment(),
    namespace: namespaceNames(layout.id).node,
    restart: true,
  };
}

async function startAndWait(
  { supervisor }: LabContext,
  spec: ProcessSpec,
  limit: number,
  probe: () => Promise<void>,
): Promise<string> {
  const start = await supervisor.start(spec);
  await waitUntilReady(supervisor, { name: spec.name, probe, limit });
  return start;
}
