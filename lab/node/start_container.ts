import type { V1Container, V1Pod } from "@kubernetes/client-node";
import { readTextIfThere } from "../process/state_file.ts";
import type { AgentContext } from "./agent_context.ts";
import type { MountableVolume } from "./container_mounts.ts";
import { containerPlan } from "./container_plan.ts";
import { containerEnvironment } from "./environment.ts";
import type { PodAddresses } from "./field_value.ts";
import { imageOf } from "./images.ts";
import type { PodContainers } from "./pod_containers.ts";
import type { PodPaths } from "./pod_paths.ts";
import { fetchServiceVariables, fetchSources, type TokenCache } from "./pod_sources.ts";

/** The pod of a container, as far as it is made. */
export interface ContainerPlace {
  readonly pod: V1Pod;
  readonly paths: PodPaths;
  readonly addresses: PodAddresses;
  readonly volumes: ReadonlyMap<string, MountableVolume>;
  readonly tokens: TokenCache;
}

/** Files of the pod that every container sees: the name of each in {@linkcode PodPaths} and in `/etc`. */
const OWN = [["hosts", "hosts"], ["hostname", "hostname"], ["resolver", "resolv.conf"]] as const;

/**
 * Starts the next run of a container.
 *
 * @throws {ContainerProblem} naming what is wrong with its spec, or missing.
 */
export async function startContainer(
  context: AgentContext,
  containers: PodContainers,
  container: V1Container,
  { pod, paths, addresses, volumes, tokens }: ContainerPlace,
): Promise<void> {
  const image = imageOf(pod, container, context.programs, context.tiers);
  const sources = await fetchSources(context, pod, addresses, tokens);
  const services = await fetchServiceVariables(context, pod);
  const hostname = (await readTextIfThere(paths.hostname) ?? "").trim();
  const given = new Map([...services, ["HOSTNAME", hostname], ...image.environment]);
  const environment = containerEnvironment(container, { ...sources, given });
  const plan = containerPlan({
    ...{ spec: pod.spec ?? { containers: [] }, container, image, environment, volumes },
    own: OWN.map(([file, name]) => ({
      source: paths[file],
      target: `/etc/${name}`,
      readOnly: false,
      create: false,
    })),
  });
  await containers.start(container.name, plan, hostname);
}
