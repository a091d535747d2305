import { API_SERVER_URL, namespaceNames, NODE_ADDRESS } from "../../../lab/process/addresses.ts";
import { certificateAuthority } from "../../../lab/process/certificates.ts";
import type { ProcessSpec } from "../../../lab/process/process_spec.ts";
import type { LabContext, Step } from "../../../lab/process/step.ts";
import { kubeconfigOf } from "../../../lab/process/users.ts";
import { withClusterApi } from "../../../lab/argocd/argocd_steps.ts";
import { connectInside } from "../../../lab/process/relay.ts";
import { waitUntilReady } from "../../../lab/process/wait_until_ready.ts";
import { provision } from "../../../toolchain/provision.ts";

/** Of each component: its name and the port by which it tells that it is ready. */
const REDIS = 6379;
const REPO_SERVER = 8081;
const CONTROLLER_METRICS = 8082;

/**
 * Argo CD's parts that sync, as plain processes in the node's network: what serves the sources and what is applied by
 * hand can be tested without anything that runs pods.
 */
export const ARGO_CD_PROCESSES: Step = {
  name: "argocd processes",
  async run(context) {
    for (const [spec, port] of await argocdProcesses(context)) {
      await context.supervisor.start(spec);
      const probe = async () => (await connectInside(context.layout, NODE_ADDRESS, port)).close();
      await waitUntilReady(context.supervisor, { name: spec.name, probe, limit: 60 });
    }
    return "redis, repo-server, application-controller";
  },
};

async function argocdProcesses(
  { layout }: LabContext,
): Promise<readonly (readonly [ProcessSpec, number])[]> {
  const tools = await provision(["argocd", "redis-server", "kustomize", "helm"]);
  const home = `${layout.root}/argocd`;
  for (const folder of ["tls", "ssh", "plugins", "tmp", "bin"]) {
    await Deno.mkdir(`${home}/${folder}`, { recursive: true });
  }
  for (const name of ["kustomize", "helm"] as const) await link(tools[name], `${home}/bin/${name}`);
  await Deno.writeTextFile(`${home}/resolv.conf`, `nameserver ${NODE_ADDRESS}\n`);
  await Deno.writeTextFile(`${home}/kubeconfig`, await kubeconfigOf(layout, "admin", API_SERVER_URL));
  for (const host of ["github.com", "istio-release.storage.googleapis.com"]) {
    await Deno.writeTextFile(`${home}/tls/${host}`, await certificateAuthority(layout));
  }
  const environment = {
    HOME: home,
    TMPDIR: `${home}/tmp`,
    PATH: `${home}/bin:/usr/local/bin:/usr/bin:/bin`,
    KUBECONFIG: `${home}/kubeconfig`,
    ARGOCD_FAKE_IN_CLUSTER: "true",
    ARGOCD_GPG_ENABLED: "false",
    ARGOCD_TLS_DATA_PATH: `${home}/tls`,
    ARGOCD_SSH_DATA_PATH: `${home}/ssh`,
    ARGOCD_PLUGINSOCKFILEPATH: `${home}/plugins`,
    ARGOCD_RECONCILIATION_TIMEOUT: "120s",
    REDIS_SERVER: `${NODE_ADDRESS}:${REDIS}`,
    REDIS_PASSWORD: await redisPassword(layout),
  };
  const process = (name: string, command: readonly string[]): ProcessSpec => ({
    name: `argocd-${name}`,
    // The names in URLs are those of the cluster's DNS server.
    command: [
      ...["/usr/bin/unshare", "--mount", "--propagation", "private", "--", "sh", "-c"],
      'mount --bind "$0" /etc/resolv.conf && exec "$@"',
      ...[`${home}/resolv.conf`, ...command],
    ],
    environment: { ...environment, ARGOCD_BINARY_NAME: `argocd-${name}` },
    namespace: namespaceNames(layout.id).node,
  });
  const redis = [tools["redis-server"], "--save", "", "--bind", NODE_ADDRESS, "--requirepass"];
  const repoServer = ["--disable-tls", `--address=${NODE_ADDRESS}`, `--metrics-address=${NODE_ADDRESS}`];
  const controller = [
    ...["--namespace=argocd", `--repo-server=${NODE_ADDRESS}:${REPO_SERVER}`, "--repo-server-plaintext"],
    `--metrics-port=${CONTROLLER_METRICS}`,
  ];
  return [
    [process("redis", [...redis, environment.REDIS_PASSWORD]), REDIS],
    [process("repo-server", [tools.argocd, ...repoServer]), REPO_SERVER],
    [process("application-controller", [tools.argocd, ...controller]), CONTROLLER_METRICS],
  ];
}

async function redisPassword(layout: LabContext["layout"]): Promise<string> {
  const metadata = { name: "argocd-redis", namespace: "argocd" };
  const secret = await withClusterApi(
    layout,
    (api) => api.read({ apiVersion: "v1", kind: "Secret", metadata }),
  );
  return atob((secret?.["data"] as { readonly auth: string }).auth);
}

async function link(target: string, path: string): Promise<void> {
  await Deno.remove(path).catch(() => {});
  await Deno.symlink(target, path);
}
