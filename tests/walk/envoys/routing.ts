/** Compares random routing with what the proxies of a client and of a gateway do. */
import { API_SERVER_URL, namespaceNames } from "../../../lab/process/addresses.ts";
import { denoEnvironment } from "../../../lab/process/deno_program.ts";
import { type Layout, layoutAt } from "../../../lab/process/layout.ts";
import { processEngine } from "../../../lab/process/process_engine.ts";
import { runProgram } from "../../../lab/process/run_program.ts";
import { type Supervisor, supervisorOf } from "../../../lab/process/supervisor.ts";
import { provision } from "../../../toolchain/provision.ts";
import { printProgress } from "../../../toolchain/progress.ts";
import { type Bootstrap, envoyBootstrap } from "./envoy_bootstrap.ts";
import { moduleCommand, runInside } from "./inside.ts";
import { istiod } from "./istiod.ts";
import { clients, pods } from "./world.ts";

const proxies: Readonly<Record<string, Bootstrap>> = {
  web: {
    id: `sidecar~${clients.web}~web-v1-0.web~web.svc.cluster.local`,
    namespace: "web",
    labels: { app: "web", version: "v1" },
    admin: 15901,
    listeners: { "80": 15081 },
  },
  edge: {
    id: `router~${clients.edge}~edge-0.edge~edge.svc.cluster.local`,
    namespace: "edge",
    labels: { app: "edge", istio: "edge" },
    admin: 15902,
    listeners: { "http.8080": 15082 },
  },
};

interface Place {
  readonly folder: string;
  readonly layout: Layout;
  readonly supervisor: Supervisor;
  /** The network that everything is in. */
  readonly namespace: string;
}

/** Runs a module in the lab's network to its end. */
const inside = ({ namespace, layout }: Place, name: string, args: readonly string[]) =>
  runInside(namespace, name, ["--allow-read", "--allow-net", "--allow-env"], [
    ...[layout.pki, API_SERVER_URL, ...args],
  ]);

async function start(place: Place): Promise<void> {
  const { folder, layout, supervisor, namespace } = place;
  const tools = await provision(["pilot-discovery", "envoy", "istio-manifests"], {
    onProgress: printProgress,
  });
  await processEngine(layout).up({ until: "kube-apiserver", onProgress: () => {} });
  for (const address of [...Object.values(clients), ...pods.map((pod) => pod.address)]) {
    await runProgram(["ip", "-n", namespace, "address", "replace", `${address}/32`, "dev", "lo"]);
  }
  const kinds = `${tools["istio-manifests"]}/manifests/charts/base/files/crd-all.gen.yaml`;
  if (await inside(place, "prepare.ts", [kinds]) !== 0) throw new Error("Cannot prepare the API server");
  const mesh = `${folder}/mesh.json`;
  // Without certificates: routing is the same over plain text.
  await Deno.writeTextFile(mesh, JSON.stringify({ rootNamespace: "istio-system", enableAutoMtls: false }));
  const program = tools["pilot-discovery"];
  await supervisor.start(
    istiod({ layout, program, namespace, folder, mesh, grpc: "127.0.0.1:15010", secure: "" }),
  );
  await supervisor.start({
    name: "echo",
    namespace,
    environment: denoEnvironment(),
    command: moduleCommand("echo.ts", ["--allow-net"]),
  });
  for (const [index, [name, bootstrap]] of Object.entries(proxies).entries()) {
    const file = `${folder}/${name}.json`;
    await Deno.writeTextFile(file, JSON.stringify(envoyBootstrap(bootstrap)));
    const id = String(100 + Number.parseInt(layout.id.slice(0, 4), 16) * 2 + index);
    await supervisor.start({
      name: `envoy-${name}`,
      namespace,
      command: [tools.envoy, "-c", file, "--base-id", id, "--concurrency", "1", "-l", "error"],
    });
  }
}

/**
 * Compares, and returns the exit code: 0 where all agree.
 *
 * @param args How many meshes, how many requests for each, and the seed.
 */
export async function compareRouting(args: readonly string[]): Promise<number> {
  const folder = await Deno.makeTempDir({ prefix: "walk-" });
  const layout = layoutAt(`${folder}/lab`);
  const namespace = namespaceNames(layout.id).node;
  const place = { folder, layout, supervisor: supervisorOf(layout), namespace };
  try {
    await start(place);
    return await inside(place, "compare.ts", args);
  } finally {
    await processEngine(layout).down({ onProgress: () => {} });
    await Deno.remove(folder, { recursive: true });
  }
}
