/**
 * The node agent's process, see `agent.ts`. Runs in the node's network namespace.
 *
 * Argument: the path of its configuration, see `agent_configuration.ts`.
 *
 * @module
 */

import { layoutAt } from "../process/layout.ts";
import { runAgent } from "./agent.ts";
import type { AgentConfiguration } from "./agent_configuration.ts";
import { clusterApi } from "./cluster_api.ts";
import { keepQuietWatches } from "./patient_watch.ts";
import { PodNumbers } from "./sandbox.ts";

if (import.meta.main) {
  keepQuietWatches();
  const [path = ""] = Deno.args;
  const configuration = JSON.parse(await Deno.readTextFile(path)) as AgentConfiguration;
  const { lab, kubeconfig, schedulerKubeconfig, programs } = configuration;
  await runAgent({
    layout: layoutAt(lab),
    api: clusterApi(await Deno.readTextFile(kubeconfig)),
    programs,
    machine: { cpus: navigator.hardwareConcurrency, memory: Deno.systemMemoryInfo().total },
    numbers: new PodNumbers(),
    tell: (line) => console.log(`${new Date().toISOString()} ${line}`),
  }, clusterApi(await Deno.readTextFile(schedulerKubeconfig)));
}
