import type { KubernetesObject } from "../../../lib/kubernetes_object.ts";
import {
  childOf,
  type FaultyLab,
  isReady,
  onePod,
  onlyPod,
  processOfContainer,
  processOfPart,
  restartsOf,
} from "./faulty_lab.ts";

/** A process that is about to be killed. */
export interface Victim {
  /** As this machine numbers it. */
  readonly pid: number;
  /** Whether the lab does again what it could do before the process was killed. */
  readonly recovered: () => Promise<boolean>;
}

/** Something that is killed as `kill -9` does. */
export interface Fault {
  /** Such as `istiod`. */
  readonly name: string;
  /** What has to work again, a clause after "until". */
  readonly until: string;
  /** Whether requests may be lost: only where the process serves them itself. */
  readonly loses: boolean;
  readonly victim: (lab: FaultyLab) => Promise<Victim>;
}

/** Each kills another process; those that serve no requests come first. */
export const FAULTS: readonly Fault[] = Object.freeze([
  { name: "etcd", until: "the API server writes again", loses: false, victim: etcd },
  {
    name: "Argo CD's application controller",
    until: "it compares an Application with Git when asked",
    loses: false,
    victim: applicationController,
  },
  {
    name: "istiod",
    until: "it is ready",
    loses: false,
    victim: istiod,
  },
  ofPod("the app of ml-stable", "ml", "app"),
  ofPod("Envoy of backend-stable", "backend", "istio-proxy", "envoy"),
  ofPod("pilot-agent of frontend-stable", "frontend", "istio-proxy"),
]);

async function etcd(lab: FaultyLab): Promise<Victim> {
  const note: KubernetesObject = {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "lab-faults", namespace: "default" },
    data: { written: "" },
  };
  return {
    pid: await processOfPart(lab, "etcd"),
    recovered: async () => {
      await lab.api.apply({ ...note, data: { written: new Date().toISOString() } });
      await lab.api.remove(note);
      return true;
    },
  };
}

async function applicationController(lab: FaultyLab): Promise<Victim> {
  const pod = await onlyPod(lab, "argocd", { "app.kubernetes.io/name": "argocd-application-controller" });
  const ready = await readyAgain(lab, pod, "argocd-application-controller");
  const application = {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: { name: "ml", namespace: "argocd" },
  };
  const refresh = "argocd.argoproj.io/refresh";
  let asked = false;
  return {
    pid: await processOfContainer(lab, { namespace: "argocd", pod: pod.metadata.name }),
    recovered: async () => {
      if (!await ready()) return false;
      if (!asked) await lab.api.merge(application, { metadata: { annotations: { [refresh]: "normal" } } });
      asked = true;
      // It takes the request away when it has compared.
      return !((await lab.api.read(application))?.metadata.annotations ?? {})[refresh];
    },
  };
}

async function istiod(lab: FaultyLab): Promise<Victim> {
  const namespace = "istio-system";
  const pod = await onlyPod(lab, namespace, { app: "istiod" });
  return {
    pid: await processOfContainer(lab, { namespace, pod: pod.metadata.name }),
    recovered: await readyAgain(lab, pod, "discovery"),
  };
}

function ofPod(name: string, tier: string, container: string, child?: string): Fault {
  return {
    name,
    until: "the pod is ready",
    loses: true,
    victim: async (lab) => {
      const pod = await onePod(lab, tier, { app: tier, version: "stable" });
      const first = await processOfContainer(lab, { namespace: tier, pod: pod.metadata.name, container });
      return {
        pid: child === undefined ? first : await childOf(first, child),
        recovered: await readyAgain(lab, pod, container),
      };
    },
  };
}

/** Tells whether a container was started anew, and its pod is ready. */
async function readyAgain(
  { api }: FaultyLab,
  pod: KubernetesObject,
  container: string,
): Promise<() => Promise<boolean>> {
  const now = () => api.read(pod);
  const before = restartsOf((await now())!, container);
  return async () => {
    const found = await now();
    return found !== undefined && restartsOf(found, container) > before && isReady(found);
  };
}
