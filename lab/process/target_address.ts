import type { Target } from "../engine.ts";
import { LabError } from "../lab_error.ts";
import { NODE_ADDRESS } from "./addresses.ts";
import type { Layout } from "./layout.ts";
import { readInside } from "./request_inside.ts";

/**
 * The address of a target in the lab's network.
 *
 * @throws {LabError} if it has none: a pod that was not started yet, a Service without cluster IP.
 */
export async function addressOf(layout: Layout, target: Target): Promise<string> {
  if (target.kind === "node") return NODE_ADDRESS;
  const { kind, namespace, name } = target;
  const path = `/api/v1/namespaces/${namespace}/${kind}s/${name}`;
  const object = await readInside(layout, path).catch((error: Error) => {
    throw new LabError(`Cannot reach ${kind} "${namespace}/${name}": ${error.message}`, { cause: error });
  });
  const { spec, status } = object as { spec?: { clusterIP?: string }; status?: { podIP?: string } };
  const address = kind === "pod" ? status?.podIP : spec?.clusterIP;
  if (address !== undefined && address !== "" && address !== "None") return address;
  throw new LabError(`Cannot reach ${kind} "${namespace}/${name}": it has no address`);
}
