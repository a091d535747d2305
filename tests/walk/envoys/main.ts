/**
 * Compares at least a thousand pairs of a random mesh and a random request with what real Envoys do, which a real
 * istiod configures from a real API server: the version that is reached, the path and the headers it sees, the status,
 * and how often, by an exact test. Needs Linux, root and the tools of `deno task toolchain`. Ends with 0 where all agree.
 *
 * Options: `--meshes N`, `--each N` (requests for each mesh), `--seed N`.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { API_SERVER_URL, namespaceNames } from "../../../lab/process/addresses.ts";
import { denoEnvironment } from "../../../lab/process/deno_program.ts";
import { kubeconfigPath } from "../../../lab/process/users.ts";
import { layoutAt } from "../../../lab/process/layout.ts";
import { processEngine } from "../../../lab/process/process_engine.ts";
import { runProgram } from "../../../lab/process/run_program.ts";
import { supervisorOf } from "../../../lab/process/supervisor.ts";
import { provision } from "../../../toolchain/provision.ts";
import { printProgress } from "../../../toolchain/progress.ts";
import { type Bootstrap, envoyBootstrap } from "./envoy_bootstrap.ts";
import { clients, pods } from "./world.ts";

const { values } = parseArgs({
  args: Deno.args,
  options: {
    meshes: { type: "string", default: "60" },
    each: { type: "string", default: "20" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
  },
});

const here = new URL(".", import.meta.url).pathname;
const folder = await Deno.makeTempDir({ prefix: "walk-" });
const layout = layoutAt(`${folder}/lab`);
const engine = processEngine(layout);
const supervisor = supervisorOf(layout);
const namespace = namespaceNames(layout.id).node;

/** Without certificates: routing is the same over plain text, and a proxy alone has nobody to vouch for it. */
const istiodEnvironment = {
  PILOT_CERT_PROVIDER: "none",
  ENABLE_CA_SERVER: "false",
  INJECTION_WEBHOOK_CONFIG_NAME: "",
  VALIDATION_WEBHOOK_CONFIG_NAME: "",
  PILOT_ENABLE_METADATA_EXCHANGE: "false",
  PILOT_ENABLE_ALPN_FILTER: "false",
  PILOT_ENABLE_GATEWAY_API: "false",
  PILOT_DEBOUNCE_AFTER: "30ms",
  PILOT_DEBOUNCE_MAX: "300ms",
  POD_NAME: "istiod",
  POD_NAMESPACE: "istio-system",
  REVISION: "default",
};

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

/** A module of this folder as a command. */
const module = (name: string, permissions: readonly string[], args: readonly string[] = []) => [
  ...[Deno.execPath(), "run", "--no-prompt", "--cached-only", "--quiet", ...permissions],
  ...[`${here}${name}`, ...args],
];

/** Runs a module in the lab's network to its end; its output is ours. */
async function runInside(name: string, args: readonly string[]): Promise<number> {
  const permissions = ["--allow-read", "--allow-net", "--allow-env"];
  const { code } = await new Deno.Command("nsenter", {
    args: [
      `--net=/run/netns/${namespace}`,
      "--",
      ...module(name, permissions, [layout.pki, API_SERVER_URL, ...args]),
    ],
    stdin: "null",
  }).output().then(async (output) => {
    await Deno.stdout.write(output.stdout);
    await Deno.stderr.write(output.stderr);
    return output;
  });
  return code;
}

async function start(): Promise<void> {
  const tools = await provision(["pilot-discovery", "envoy", "istio-manifests"], {
    onProgress: printProgress,
  });
  await engine.up({ until: "kube-apiserver", onProgress: () => {} });
  for (const address of [...Object.values(clients), ...pods.map((pod) => pod.address)]) {
    await runProgram(["ip", "-n", namespace, "address", "replace", `${address}/32`, "dev", "lo"]);
  }
  const kinds = `${tools["istio-manifests"]}/manifests/charts/base/files/crd-all.gen.yaml`;
  if (await runInside("prepare.ts", [kinds]) !== 0) throw new Error("Cannot prepare the API server");
  const mesh = `${folder}/mesh.json`;
  await Deno.writeTextFile(mesh, JSON.stringify({ rootNamespace: "istio-system", enableAutoMtls: false }));
  await supervisor.start({
    name: "istiod",
    namespace,
    environment: { HOME: folder, ...istiodEnvironment },
    command: [
      tools["pilot-discovery"],
      ...["discovery", "--kubeconfig", kubeconfigPath(layout, "admin"), "--meshConfig", mesh],
      ...[
        "--grpcAddr",
        "127.0.0.1:15010",
        "--httpAddr",
        "127.0.0.1:8081",
        "--monitoringAddr",
        "127.0.0.1:15014",
      ],
      ...["--httpsAddr", "", "--secureGRPCAddr", "", "--ctrlz_port", "0"],
    ],
  });
  await supervisor.start({
    name: "echo",
    namespace,
    environment: denoEnvironment(),
    command: module("echo.ts", ["--allow-net"]),
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

let code = 1;
try {
  await start();
  code = await runInside("compare.ts", [values.meshes, values.each, values.seed]);
} finally {
  await engine.down({ onProgress: () => {} });
  await Deno.remove(folder, { recursive: true });
}
Deno.exit(code);
