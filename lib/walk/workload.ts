/** What answers and calls: the pods of a workload, without one of them. */
import { fieldsOf, labelsOf, listOf, numberOf, textOf } from "./plain.ts";
import { templateOf } from "./pod_template.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { refer, type Reference } from "./reference.ts";

/** The pods of a Deployment, a Job or the like. */
export interface Workload {
  /** Of the object that makes the pods. */
  readonly name: string;
  /** Of the pods. */
  readonly namespace: string;
  /** Of the pods. */
  readonly labels: Readonly<Record<string, string>>;
  /** The name of their ServiceAccount. Default: `default`. */
  readonly serviceAccount: string;
  /** How many there are: the least where they are scaled. */
  readonly replicas: number;
  /** Whether their number is changed by an autoscaler. */
  readonly scaled: boolean;
  /** Whether they have a proxy of the mesh. */
  readonly sidecar: boolean;
  /** Whether they are a gateway. */
  readonly gateway: boolean;
  /** Numbers of ports by name. */
  readonly ports: Readonly<Record<string, number>>;
  /** Where they stand. */
  readonly reference: Reference;
}

/** How many pods take requests, at least one; exact, however many an object asks for. */
export function podCount({ replicas }: Pick<Workload, "replicas">): bigint {
  return BigInt(Math.max(1, Math.trunc(replicas)));
}

/** Whether the injector gives pods a proxy: the pod's label decides, then its annotation, then the namespace's label. */
function isInjected(
  template: Readonly<Record<string, unknown>>,
  namespaceLabels: Readonly<Record<string, string>>,
): boolean {
  const metadata = fieldsOf(template.metadata);
  if (fieldsOf(template.spec).hostNetwork === true) return false;
  const namespace = namespaceLabels["istio-injection"] === "enabled" ||
    (namespaceLabels["istio-injection"] === undefined && namespaceLabels["istio.io/rev"] !== undefined);
  if (namespaceLabels["istio-injection"] === "disabled") return false;
  const key = "sidecar.istio.io/inject";
  const own = labelsOf(metadata.labels)[key] ?? labelsOf(metadata.annotations)[key];
  return own === undefined ? namespace : own === "true";
}

function portsOf(spec: Readonly<Record<string, unknown>>): Readonly<Record<string, number>> {
  return Object.fromEntries(
    listOf(spec.containers).flatMap((container) => listOf(fieldsOf(container).ports)).flatMap((port) => {
      const { name, containerPort } = fieldsOf(port);
      const number = numberOf(containerPort);
      return typeof name === "string" && number !== undefined ? [[name, number] as const] : [];
    }),
  );
}

/** Autoscalers by namespace, kind and name of what they scale. */
function autoscalersByTarget(objects: readonly KubernetesObject[]): ReadonlyMap<string, KubernetesObject> {
  return new Map(
    objects.filter(({ kind }) => kind === "HorizontalPodAutoscaler").map((object) => {
      const { kind, name } = fieldsOf(fieldsOf(object.spec).scaleTargetRef);
      return [`${object.metadata.namespace}/${kind}/${name}`, object];
    }),
  );
}

function replicasOf(object: KubernetesObject, autoscaler: KubernetesObject | undefined): number {
  if (autoscaler !== undefined) return Math.max(1, numberOf(fieldsOf(autoscaler.spec).minReplicas) ?? 1);
  return numberOf(fieldsOf(object.spec).replicas) ?? 1;
}

/** The workloads that objects make, in order. */
export function workloadsOf(
  objects: readonly KubernetesObject[],
  namespaces: ReadonlyMap<string, Readonly<Record<string, string>>>,
): readonly Workload[] {
  const autoscalers = autoscalersByTarget(objects);
  return objects.flatMap((object) => {
    const template = templateOf(object);
    if (template === undefined) return [];
    const spec = fieldsOf(template.spec);
    const autoscaler = autoscalers.get(`${object.metadata.namespace}/${object.kind}/${object.metadata.name}`);
    const { namespace = "default", name } = object.metadata;
    const { maxReplicas } = fieldsOf(autoscaler?.spec);
    const replicas = replicasOf(object, autoscaler);
    return [{
      name,
      namespace,
      labels: labelsOf(fieldsOf(template.metadata).labels),
      serviceAccount: textOf(spec.serviceAccountName) ?? "default",
      replicas,
      scaled: autoscaler !== undefined && numberOf(maxReplicas) !== replicas,
      sidecar: isInjected(template, namespaces.get(namespace) ?? {}),
      gateway: false,
      ports: portsOf(spec),
      reference: refer(object),
    }];
  });
}
