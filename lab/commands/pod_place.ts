import type { KubernetesObject } from "../../lib/kubernetes_object.ts";
import type { Engine, PodPlace } from "../engine.ts";
import { LabError } from "../lab_error.ts";
import { withApi } from "./command_context.ts";

/**
 * Finds the pod that a person means by `<namespace>/<name>`, where the name may be that of a pod or of what made it,
 * such as `backend/backend-canary`.
 *
 * @param container the container, if not the first of the pod's.
 * @throws {LabError} if there is none, naming those there are.
 */
export async function podPlace(
  engine: Engine,
  text: string,
  container: string | undefined,
): Promise<PodPlace> {
  const [namespace = "", name = "", ...rest] = text.split("/");
  if (namespace === "" || name === "" || rest.length > 0) {
    throw new LabError(
      `Cannot tell which pod "${text}" is: write <namespace>/<name>, as backend/backend-canary`,
    );
  }
  const pods = await withApi(engine, (api) => api.list({ apiVersion: "v1", kind: "Pod" }, namespace));
  const names = pods.filter((pod) => !hasEnded(pod)).map(({ metadata }) => metadata.name).sort();
  const found = names.find((each) => each === name) ?? names.find((each) => each.startsWith(`${name}-`));
  if (found !== undefined) {
    return { namespace, pod: found, ...(container === undefined ? {} : { container }) };
  }
  const known = names.length === 0 ? "there are no pods" : `there is ${names.join(", ")}`;
  throw new LabError(`Cannot find a pod "${name}" in the namespace "${namespace}": ${known}`);
}

function hasEnded({ metadata }: KubernetesObject): boolean {
  return "deletionTimestamp" in metadata;
}
