import { provision } from "../../toolchain/provision.ts";
import { NODE_NAME } from "../process/addresses.ts";
import { readInside } from "../process/request_inside.ts";
import type { LabContext, Step } from "../process/step.ts";
import { waitUntilReady } from "../process/wait_until_ready.ts";
import { nodeAgent } from "./agent_configuration.ts";
import type { Programs } from "./images.ts";

/** The tools that stand for images, or are part of what does. */
const TOOLS = [
  ...["pilot-agent", "pilot-discovery", "envoy", "argocd", "kustomize", "helm", "jaeger"] as const,
  ...["redis-server", "prometheus", "istio-manifests"] as const,
];

/** Where Istio's manifests hold the template from which pilot-agent makes Envoy's configuration. */
const BOOTSTRAP_TEMPLATE = "tools/packaging/common/envoy_bootstrap.json";

/** The step that starts the node agent and waits until the node is ready. */
export const NODE_AGENT_STEP: Step = Object.freeze({
  name: "node-agent",
  async run(context: LabContext) {
    const { layout, supervisor } = context;
    const { "istio-manifests": istio, ...tools } = await provision(TOOLS);
    const programs: Programs = { ...tools, "envoy-bootstrap": `${istio}/${BOOTSTRAP_TEMPLATE}` };
    const spec = await nodeAgent(layout, programs);
    const start = await supervisor.start(spec);
    const probe = async () => {
      const node = await readInside(layout, `/api/v1/nodes/${NODE_NAME}`) as NodeConditions;
      const ready = node.status?.conditions?.find(({ type }) => type === "Ready");
      if (ready?.status !== "True") throw new Error("the node is not ready");
    };
    await waitUntilReady(supervisor, { name: spec.name, probe, limit: 60 });
    return start;
  },
});

interface NodeConditions {
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}
