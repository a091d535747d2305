import type { PodPlace } from "../engine.ts";
import { LabError } from "../lab_error.ts";
import type { Layout } from "../process/layout.ts";
import { readTextIfThere } from "../process/state_file.ts";
import { enterRun } from "./enter_container.ts";
import { podPaths, type RunPaths } from "./pod_paths.ts";
import { readRecord } from "./container_run.ts";
import type { Sandbox } from "./sandbox.ts";

/**
 * The files of the current run of a container, for whoever reads its log.
 *
 * @throws {LabError} if there is no such pod or container, or it was never started.
 */
export async function currentRun(layout: Layout, place: PodPlace): Promise<RunPaths> {
  const { namespace, pod, container } = place;
  const sandbox = (await sandboxes(layout))
    .filter((each) => each.pod.namespace === namespace && each.pod.name === pod)
    .sort((a, b) => b.created - a.created)[0];
  if (sandbox === undefined) throw new LabError(`Cannot find the pod "${namespace}/${pod}" on the node`);
  const paths = podPaths(layout, sandbox.pod);
  const name = container ?? sandbox.containers[0] ?? "";
  let found: RunPaths | undefined;
  for (let index = 0; await readRecord(paths.run(name, index)) !== undefined; index++) {
    found = paths.run(name, index);
  }
  if (found !== undefined) return found;
  throw new LabError(
    `Cannot find the container "${name}" of the pod "${namespace}/${pod}": it was never started`,
  );
}

/**
 * The command that runs another inside a container, with its files, network, user and variables.
 *
 * @throws {LabError} if the container does not run.
 */
export async function commandInside(
  layout: Layout,
  place: PodPlace,
  command: readonly string[],
): Promise<readonly string[]> {
  const inside = await enterRun(await currentRun(layout, place), command);
  if (inside !== undefined) return inside;
  throw new LabError(
    `Cannot run a command in the pod "${place.namespace}/${place.pod}": its container has ended`,
  );
}

async function sandboxes(layout: Layout): Promise<readonly Sandbox[]> {
  const found: Sandbox[] = [];
  for await (const { name, isDirectory } of Deno.readDir(layout.pods)) {
    const text = isDirectory ? await readTextIfThere(`${layout.pods}/${name}/pod.json`) : undefined;
    if (text !== undefined) found.push(JSON.parse(text) as Sandbox);
  }
  return found;
}
