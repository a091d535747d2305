/** Brings up what policies are compared in: an API server, an istiod with an authority, and pods with proxies. */
import { API_SERVER_URL, namespaceNames, NODE_ADDRESS } from "../../../../lab/process/addresses.ts";
import { layoutAt } from "../../../../lab/process/layout.ts";
import { processEngine } from "../../../../lab/process/process_engine.ts";
import { supervisorOf } from "../../../../lab/process/supervisor.ts";
import { provision } from "../../../../toolchain/provision.ts";
import { printProgress } from "../../../../toolchain/progress.ts";
import { runInside } from "../inside.ts";
import { istiod } from "../istiod.ts";
import { startPods } from "./start_pods.ts";
import { networkOf, pods, webIndex } from "./world.ts";

/**
 * Compares random meshes with policies, and returns the exit code: 0 where all agree.
 *
 * @param args How many meshes, how many requests for each, the seed, and the number of the only mesh to look at, or nothing.
 */
export async function comparePolicies(args: readonly string[]): Promise<number> {
  const tools = await provision(["pilot-discovery", "pilot-agent", "envoy", "istio-manifests"], {
    onProgress: printProgress,
  });
  const folder = await Deno.makeTempDir({ prefix: "walk-" });
  // Proxies run as a user of their own.
  await Deno.chmod(folder, 0o755);
  const layout = layoutAt(`${folder}/lab`);
  const engine = processEngine(layout);
  const supervisor = supervisorOf(layout);
  const namespace = namespaceNames(layout.id).node;
  const inside = (network: string, name: string, more: readonly string[]) =>
    runInside(network, `policies/${name}`, [
      ...["--allow-read", "--allow-net", "--allow-env", `--allow-write=${folder}`],
    ], [layout.pki, API_SERVER_URL, ...more]);
  try {
    await engine.up({ until: "kube-apiserver", onProgress: () => {} });
    const kinds = `${tools["istio-manifests"]}/manifests/charts/base/files/crd-all.gen.yaml`;
    if (await inside(namespace, "prepare.ts", [kinds]) !== 0) {
      throw new Error("Cannot prepare the API server");
    }
    const mesh = `${folder}/mesh.json`;
    await Deno.writeTextFile(mesh, JSON.stringify({ rootNamespace: "istio-system" }));
    const program = tools["pilot-discovery"];
    const [grpc, secure] = [`${NODE_ADDRESS}:15010`, `${NODE_ADDRESS}:15012`];
    await supervisor.start(istiod({ layout, program, namespace, folder, mesh, grpc, secure }));
    const home = `${folder}/pods`;
    if (await inside(namespace, "credentials.ts", [home]) !== 0) throw new Error("Cannot make credentials");
    await startPods({
      layout,
      supervisor,
      folder: home,
      envoy: tools.envoy,
      agent: tools["pilot-agent"],
    });
    return await inside(networkOf(layout.id, pods[webIndex]!), "compare.ts", [home, ...args]);
  } finally {
    await engine.down({ onProgress: () => {} });
    await Deno.remove(folder, { recursive: true });
  }
}
