import { LabError } from "../lab_error.ts";
import { delay } from "../process/delay.ts";
import type { ClusterApi } from "./cluster_api.ts";
import type { KubernetesObject } from "../../lib/kubernetes_object.ts";
import { describeObject } from "./describe_object.ts";

/** How many objects are applied at a time. */
const AT_A_TIME = 8;

/** Applies objects, several at a time; those that others need have to be in an earlier call. */
export async function applyAll(api: ClusterApi, objects: readonly KubernetesObject[]): Promise<void> {
  const queue = objects.values();
  const work = async () => {
    for (const object of queue) await api.apply(object);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
}

/**
 * Waits until the API server serves the kinds of CustomResourceDefinitions.
 *
 * @throws {LabError} naming the one that is not served within 30 s.
 */
export async function waitForDefinitions(
  api: ClusterApi,
  definitions: readonly KubernetesObject[],
): Promise<void> {
  const end = performance.now() + 30_000;
  for (const definition of definitions) {
    while (!isEstablished(await api.read(definition))) {
      if (performance.now() > end) {
        throw new LabError(`Cannot use ${describeObject(definition)}: it was not established within 30 s`);
      }
      await delay(50);
    }
  }
}

function isEstablished(definition: KubernetesObject | undefined): boolean {
  const status = definition?.["status"] as { readonly conditions?: readonly Condition[] } | undefined;
  return status?.conditions?.some((one) => one.type === "Established" && one.status === "True") ?? false;
}

interface Condition {
  readonly type: string;
  readonly status: string;
}
