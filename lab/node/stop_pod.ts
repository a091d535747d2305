import type { V1Container, V1Pod } from "@kubernetes/client-node";
import type { AgentContext } from "./agent_context.ts";
import { isSidecar } from "./container_state.ts";
import type { PodContainers } from "./pod_containers.ts";
import { exitsFolder, identityOf, type PodPaths } from "./pod_paths.ts";

/** Seconds that a sidecar gets at least to end, as it does only after all others. */
const SIDECAR_GRACE = 2;

/**
 * Stops the containers of a pod that is being deleted: all but the sidecars at once, then those, the last one first.
 *
 * @param listener is told that it begins, if anything runs, and when there is something new to tell of the containers.
 */
export async function stopPod(
  { metadata, spec }: V1Pod,
  containers: PodContainers,
  listener: { readonly begins: () => void; readonly changed: () => Promise<void> },
): Promise<void> {
  await containers.refresh();
  const grace = metadata?.deletionGracePeriodSeconds ?? containers.graceSeconds;
  const end = performance.now() + grace * 1000;
  const rest = (least: number) => Math.max(Math.min(least, grace), (end - performance.now()) / 1000);
  const running = (all: readonly V1Container[] | undefined) =>
    (all ?? []).filter(({ name }) => containers.states.get(name)?.current.kind === "running");
  const first = [
    ...running(spec?.initContainers).filter((init) => !isSidecar(init)),
    ...running(spec?.containers),
  ];
  if (first.length > 0) listener.begins();
  await Promise.all(first.map(({ name }) => containers.stop(name, rest(0))));
  await listener.changed();
  for (const { name } of running(spec?.initContainers).toReversed()) {
    await containers.stop(name, rest(SIDECAR_GRACE));
  }
  containers.stopProbes();
  await containers.refresh();
  await listener.changed();
}

/** Removes everything that the agent keeps of a pod. */
export async function removePodFiles(
  { layout }: AgentContext,
  pod: V1Pod,
  { root }: PodPaths,
): Promise<void> {
  await Deno.remove(root, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
  const exits = exitsFolder(layout);
  for await (const { name } of Deno.readDir(exits)) {
    if (name.startsWith(`${identityOf(pod).uid}.`)) await Deno.remove(`${exits}/${name}`);
  }
}
