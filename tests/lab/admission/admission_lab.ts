/** A lab whose API server has every kind that catalogues use, and Istio's webhooks. */
import type { KubernetesObject } from "../../../lib/kubernetes_object.ts";
import { ISTIO_RELEASE, packIstioCharts } from "../../../lab/charts/istio_charts.ts";
import { API_SERVER_PORT, NODE_ADDRESS } from "../../../lab/process/addresses.ts";
import { type KeyPair, signedCertificate } from "../../../lab/process/certificates.ts";
import { delay } from "../../../lab/process/delay.ts";
import type { Layout } from "../../../lab/process/layout.ts";
import { processEngine } from "../../../lab/process/process_engine.ts";
import { forward } from "../../../lab/process/relay.ts";
import { getInside } from "../../../lab/process/request_inside.ts";
import { STEPS } from "../../../lab/process/steps.ts";
import { supervisorOf } from "../../../lab/process/supervisor.ts";
import { kubeconfigOf } from "../../../lab/process/users.ts";
import { waitUntilReady } from "../../../lab/process/wait_until_ready.ts";
import { provision } from "../../../toolchain/provision.ts";
import { type ApiServer, apiServer } from "./api_server.ts";
import { definitions } from "./definitions.ts";
import { ISTIOD_HTTP_PORT, istiodEndpoints, istiodFolder, istiodProcess } from "./istiod_process.ts";
import type { RenderedPart, RenderingTools } from "./rendered_cluster.ts";

/** The tools that it takes. */
export const TOOLS_OF_ADMISSION = [
  ...["etcd", "kube-apiserver", "kube-controller-manager", "pilot-discovery", "kustomize", "helm"] as const,
  ...["istioctl", "istio-manifests", "argocd-manifests"] as const,
  ...["external-secrets-manifests", "sealed-secrets-manifests"] as const,
];

/** A lab that is up. Take it down by the engine. */
export interface AdmissionLab extends AsyncDisposable {
  /** Its judge. */
  readonly api: ApiServer;
  /** The path of a kubeconfig whose server can be reached as long as this is not disposed of. */
  readonly kubeconfig: string;
  /** What renders and analyzes. */
  readonly tools: RenderingTools & { readonly istioctl: string };
  /** A certificate and its key, for hosts that nobody asks for. */
  certificate(): Promise<KeyPair>;
  /** Makes the Istio of a cluster's parts the one that judges; the first call starts it. */
  installIstio(parts: readonly RenderedPart[]): Promise<void>;
}

/** Brings one up: the control plane and the kinds; Istio comes with the first cluster. */
export async function admissionLab(layout: Layout): Promise<AdmissionLab> {
  await processEngine(layout, { steps: STEPS }).up({ onProgress: () => {} });
  const provisioned = await provision(TOOLS_OF_ADMISSION);
  const charts = `${layout.root}/charts`;
  await packIstioCharts(provisioned["istio-manifests"], charts);
  const way = forward(layout, NODE_ADDRESS, API_SERVER_PORT);
  const text = await kubeconfigOf(layout, "admin", `https://127.0.0.1:${way.port}`);
  const kubeconfig = `${layout.root}/kubeconfig-of-tests`;
  await Deno.writeTextFile(kubeconfig, text, { mode: 0o600 });
  const api = apiServer(text);
  await makeAll(api, definitions(provisioned));
  await established(api);
  return {
    api,
    kubeconfig,
    tools: { ...provisioned, charts },
    certificate: () => signedCertificate(layout, { name: "any", commonName: "any", hosts: ["any.example"] }),
    installIstio: (parts) => installIstio(layout, api, provisioned["pilot-discovery"], parts),
    async [Symbol.asyncDispose]() {
      api[Symbol.dispose]();
      await way[Symbol.asyncDispose]();
    },
  };
}

/** Stores objects, several at a time. Throws with the API server's words where it refuses one. */
export async function makeAll(api: ApiServer, objects: readonly KubernetesObject[]): Promise<void> {
  const verdicts = await inParallel(objects, (object) => api.apply(object, { dryRun: false }));
  const refused = verdicts.flatMap(({ refused }, index) =>
    refused === undefined ? [] : [`${objects[index]!.kind} ${objects[index]!.metadata.name}: ${refused}`]
  );
  if (refused.length > 0) throw new Error(`Cannot prepare the lab:\n${refused.join("\n")}`);
}

/** How many requests are on their way at a time. */
const AT_A_TIME = 8;

/** Does something with each item, several at a time; the results come in the items' order. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return results;
}

async function installIstio(
  layout: Layout,
  api: ApiServer,
  program: string,
  parts: readonly RenderedPart[],
): Promise<void> {
  const of = (chart: string): readonly KubernetesObject[] => {
    const part = parts.find(({ source }) => source === `chart ${chart} ${ISTIO_RELEASE.version}`);
    if (part === undefined) {
      throw new Error(`Cannot find the chart "${chart}" of Istio ${ISTIO_RELEASE.version}`);
    }
    return part.objects;
  };
  const base = of("base");
  const istiod = of("istiod");
  const isDefinition = ({ kind }: KubernetesObject) => kind === "CustomResourceDefinition";
  await makeAll(api, base.filter(isDefinition));
  await established(api);
  // Nothing runs pods here: the process stands for those of the Deployment.
  const deployment = istiod.find(({ kind }) => kind === "Deployment")!;
  const namespace = deployment.metadata.namespace!;
  const rest = [...base, ...istiod].filter((object) =>
    !isDefinition(object) &&
    !["Deployment", "PodDisruptionBudget", "HorizontalPodAutoscaler"].includes(object.kind)
  );
  await makeAll(api, [...rest, istiodEndpoints(namespace)]);
  const supervisor = supervisorOf(layout);
  await Deno.mkdir(istiodFolder(layout), { recursive: true });
  const spec = istiodProcess(layout, program, deployment);
  await supervisor.start(spec);
  const place = { address: NODE_ADDRESS, port: ISTIOD_HTTP_PORT, path: "/ready" };
  await waitUntilReady(supervisor, { name: spec.name, probe: () => getInside(layout, place), limit: 60 });
  await until("istiod has made its webhooks trusted", async () => (await webhooksTrusted(api)));
}

interface List {
  readonly items: readonly {
    readonly metadata: { readonly name: string };
    readonly webhooks?: readonly {
      readonly clientConfig: { readonly caBundle?: string };
      readonly failurePolicy: string;
    }[];
    readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
  }[];
}

const DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
const WEBHOOKS = "/apis/admissionregistration.k8s.io/v1/";

async function webhooksTrusted(api: ApiServer): Promise<boolean> {
  for (const kind of ["validatingwebhookconfigurations", "mutatingwebhookconfigurations"]) {
    const { items } = await api.get(`${WEBHOOKS}${kind}`) as List;
    const webhooks = items.flatMap(({ webhooks = [] }) => webhooks);
    // One that fails open would say nothing of what it didn't see.
    if (webhooks.some(({ failurePolicy }) => failurePolicy !== "Fail")) return false;
    if (webhooks.length === 0 || webhooks.some(({ clientConfig }) => !clientConfig.caBundle)) return false;
  }
  return true;
}

async function established(api: ApiServer): Promise<void> {
  await until("every kind is there", async () => {
    const { items } = await api.get(DEFINITIONS) as List;
    return items.every(({ status }) =>
      status?.conditions?.some(({ type, status }) => type === "Established" && status === "True")
    );
  });
}

/** Looks until something has come about. */
export async function until(what: string, look: () => Promise<boolean>, seconds = 60): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!await look()) {
    if (performance.now() > end) throw new Error(`It did not happen within ${seconds} s that ${what}`);
    await delay(200);
  }
}
