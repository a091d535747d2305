/**
 * The node agent's process, see `agent.ts`. Runs in the node's network namespace.
 *
 * Argument: the path of its configuration, see `agent_configuration.ts`.
 *
 * @module
 */

import { keepMetricsFilter } from "../metrics/keep_metrics_filter.ts";
import { NODE_NAME } from "../process/addresses.ts";
import { layoutAt } from "../process/layout.ts";
import { runAgent } from "./agent.ts";
import type { AgentConfiguration } from "./agent_configuration.ts";
import { apiProblem, clusterApi } from "./cluster_api.ts";
import { keepQuietWatches } from "../process/patient_watch.ts";
import { PodNumbers } from "./sandbox.ts";

if (import.meta.main) {
  keepQuietWatches();
  const [path = ""] = Deno.args;
  const configuration = JSON.parse(await Deno.readTextFile(path)) as AgentConfiguration;
  const { lab, kubeconfig, schedulerKubeconfig, programs, tiers } = configuration;
  const scheduler = clusterApi(await Deno.readTextFile(schedulerKubeconfig));
  const tell = (line: string) => console.log(`${new Date().toISOString()} ${line}`);
  void keepMetricsFilter({
    apply: (filter) => scheduler.applyCustom(filter),
    owner: async () => {
      const uid = (await scheduler.node(NODE_NAME))?.metadata?.uid ?? "";
      return { apiVersion: "v1", kind: "Node", name: NODE_NAME, uid };
    },
    problem: apiProblem,
    tell,
  });
  await runAgent({
    layout: layoutAt(lab),
    api: clusterApi(await Deno.readTextFile(kubeconfig)),
    programs,
    tiers,
    machine: { cpus: navigator.hardwareConcurrency, memory: Deno.systemMemoryInfo().total },
    numbers: new PodNumbers(),
    tell,
  }, scheduler);
}
