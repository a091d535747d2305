import { provision } from "../../toolchain/provision.ts";
import { NODE_NAME } from "../process/addresses.ts";
import { readInside } from "../process/request_inside.ts";
import type { LabContext, Step } from "../process/step.ts";
import { waitUntilReady } from "../process/wait_until_ready.ts";
import { nodeAgent } from "./agent_configuration.ts";
import type { Programs } from "./images.ts";
import { chosenTiers, tierPrograms } from "./tier_programs.ts";
import type { Tiers } from "./tiers.ts";

/** The tools that stand for images, or are part of what does. */
const TOOLS = [
  ...["pilot-agent", "pilot-discovery", "envoy", "argocd", "kustomize", "helm", "jaeger"] as const,
  ...["redis-server", "prometheus", "istio-manifests"] as const,
];

/** Where Istio's manifests hold the template from which pilot-agent makes Envoy's configuration. */
const BOOTSTRAP_TEMPLATE = "tools/packaging/common/envoy_bootstrap.json";

/** The step that sees to it that there are programs for the tiers. */
export function tiersStep(tiers: Tiers | undefined): Step {
  return Object.freeze({
    name: "tiers",
    async run({ layout }: LabContext) {
      const chosen = await chosenTiers(layout, tiers);
      const programs = Object.keys(await tierPrograms(chosen));
      return chosen === "echo" ? "echo programs" : `${programs.join(", ")} of apps/`;
    },
  });
}

/**
 * The step that starts the node agent and waits until the node is ready. Containers for whose images other programs
 * stand than before are run again.
 *
 * @param tiers what stands for the images of tiers; by default what did before, and in a new lab the programs of `apps/`.
 */
export function nodeAgentStep(tiers: Tiers | undefined): Step {
  return Object.freeze({
    name: "node-agent",
    run: (context: LabContext) => startAgent(context, tiers),
  });
}

async function startAgent(context: LabContext, tiers: Tiers | undefined): Promise<string> {
  const { layout, supervisor } = context;
  const { "istio-manifests": istio, ...tools } = await provision(TOOLS);
  const programs: Programs = { ...tools, "envoy-bootstrap": `${istio}/${BOOTSTRAP_TEMPLATE}` };
  const spec = await nodeAgent(layout, programs, await tierPrograms(await chosenTiers(layout, tiers)));
  const start = await supervisor.start(spec);
  const probe = async () => {
    const node = await readInside(layout, `/api/v1/nodes/${NODE_NAME}`) as NodeConditions;
    const ready = node.status?.conditions?.find(({ type }) => type === "Ready");
    if (ready?.status !== "True") throw new Error("the node is not ready");
  };
  await waitUntilReady(supervisor, { name: spec.name, probe, limit: 60 });
  return start;
}

interface NodeConditions {
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}
