/** `istioctl analyze` of a cluster that really holds the objects. */
import type { KubernetesObject } from "../../../lib/kubernetes_object.ts";
import { tryProgram } from "../../../lab/process/run_program.ts";
import type { AnalysisMessage } from "../../stock/tools.ts";
import { type AdmissionLab, inParallel, makeAll, until } from "./admission_lab.ts";
import { podOf } from "./pod_of.ts";
import type { RenderedPart } from "./rendered_cluster.ts";

/** The sources whose objects are stored: what the mesh consists of. Nothing here runs Argo CD or nodes. */
function belongsToMesh({ source }: RenderedPart): boolean {
  return source.includes("/services/") || source.includes("/platform/") ||
    source.startsWith("chart gateway ");
}

/** A message that may come, and why. */
export interface AcceptedMessage {
  /** As istioctl has it, such as `IST0101`. */
  readonly code: string;
  /** The object that it is about. */
  readonly origin: RegExp;
  /** What it says. */
  readonly text: RegExp;
  /** Why it stays, a sentence. */
  readonly reason: string;
}

/** All of them; one that never comes has to go. */
export const ACCEPTED_MESSAGES: readonly AcceptedMessage[] = [
  {
    code: "IST0102",
    origin: /^Namespace default$/,
    text: /not enabled for Istio injection/,
    reason: "Kubernetes makes this namespace; nothing of a catalogue is in it.",
  },
  {
    code: "IST0173",
    origin: /^DestinationRule /,
    text: /^The Subset canary .* does not select any pods/,
    reason: "Both subsets are always there, so that no route can ever lead to an unknown one (ADR 0011).",
  },
];

/** The accepted message that a message is, if it is one. */
export function acceptedMessage(
  { code, origin = "", message }: AnalysisMessage,
): AcceptedMessage | undefined {
  return ACCEPTED_MESSAGES.find((each) =>
    each.code === code && each.origin.test(origin) && each.text.test(message)
  );
}

/** Stores the objects of a cluster, lets `istioctl` look at them, and removes them. */
export async function analyze(
  lab: AdmissionLab,
  parts: readonly RenderedPart[],
): Promise<readonly AnalysisMessage[]> {
  const rendered = parts.filter(belongsToMesh).flatMap((part) => part.objects)
    .filter(({ kind }) => kind !== "Namespace");
  const objects = [...rendered, ...await madeByOthers(lab, rendered)];
  try {
    await makeAll(lab.api, objects);
    await podsMade(lab, objects);
    const { stdout, stderr } = await tryProgram([
      ...[lab.tools.istioctl, "analyze", "--all-namespaces", "--output=json", "--timeout=5m"],
      ...["--kubeconfig", lab.kubeconfig],
    ]);
    if (stdout.trim() === "") throw new Error(`Cannot analyze: ${stderr.trim()}`);
    return JSON.parse(stdout) as readonly AnalysisMessage[];
  } finally {
    await inParallel(objects, (object) => lab.api.remove(object));
    await until("the pods are gone", async () => (await podsOf(lab, objects)).length === 0);
  }
}

/** What isn't rendered and yet is there in a cluster that runs: certificates, and pods of CronJobs. */
async function madeByOthers(
  lab: AdmissionLab,
  objects: readonly KubernetesObject[],
): Promise<readonly KubernetesObject[]> {
  const { certificate, key } = await lab.certificate();
  const gateways = objects.filter(({ kind }) => kind === "Gateway");
  const secrets = gateways.flatMap(({ metadata: { namespace }, spec }) =>
    (spec as GatewaySpec).servers.flatMap(({ tls }) => tls?.credentialName ?? [])
      .map((name): KubernetesObject => ({
        apiVersion: "v1",
        kind: "Secret",
        type: "kubernetes.io/tls",
        metadata: { name, namespace: namespace! },
        data: { "tls.crt": btoa(certificate), "tls.key": btoa(key) },
      }))
  );
  const pods = objects.filter(({ kind }) => kind === "CronJob").map((job): KubernetesObject => {
    const pod = podOf(job)!;
    return { ...pod, metadata: { ...pod.metadata, name: `${job.metadata.name}-now` } };
  });
  return [...new Map(secrets.map((secret) => [JSON.stringify(secret.metadata), secret])).values(), ...pods];
}

interface GatewaySpec {
  readonly servers: readonly { readonly tls?: { readonly credentialName?: string } }[];
}

interface Pods {
  readonly items: readonly KubernetesObject[];
}

async function podsOf({ api }: AdmissionLab, objects: readonly KubernetesObject[]) {
  const namespaces = new Set(objects.flatMap(({ metadata }) => metadata.namespace ?? []));
  const lists = await inParallel(
    [...namespaces],
    (namespace) => api.get(`/api/v1/namespaces/${namespace}/pods`) as Promise<Pods>,
  );
  return lists.flatMap(({ items }) => items);
}

/** The analysis looks at pods too: each Deployment must have its own. */
async function podsMade(lab: AdmissionLab, objects: readonly KubernetesObject[]): Promise<void> {
  const deployments = objects.filter(({ kind }) => kind === "Deployment");
  await until("every Deployment has a pod", async () => {
    const pods = await podsOf(lab, objects);
    return deployments.every((deployment) => {
      const { selector, replicas = 1 } = deployment["spec"] as {
        readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
        readonly replicas?: number;
      };
      const labels = Object.entries(selector.matchLabels);
      return replicas === 0 ||
        pods.some(({ metadata }) =>
          metadata.namespace === deployment.metadata.namespace &&
          labels.every(([name, value]) => metadata.labels?.[name] === value)
        );
    });
  });
}
