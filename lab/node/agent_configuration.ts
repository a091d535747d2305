import { dirname } from "@std/path";
import { fileURLToPath } from "node:url";
import { bootstrapTemplate } from "../metrics/bootstrap_template.ts";
import { namespaceNames } from "../process/addresses.ts";
import { denoCommand, denoEnvironment } from "../process/deno_program.ts";
import type { Layout } from "../process/layout.ts";
import { PROGRAMS } from "../process/programs.ts";
import type { ProcessSpec } from "../process/process_spec.ts";
import { writeWhole } from "../process/state_file.ts";
import { kubeconfigPath } from "../process/users.ts";
import type { Programs } from "./images.ts";
import type { TierPrograms } from "./tiers.ts";

/** What the agent's process is told, in a file. */
export interface AgentConfiguration {
  /** The lab's folder. */
  readonly lab: string;
  /** The path of the node's kubeconfig. */
  readonly kubeconfig: string;
  /** The path of a kubeconfig that may bind pods and change nodes. */
  readonly schedulerKubeconfig: string;
  /** Paths of programs and folders by the names that `images.ts` uses. */
  readonly programs: Programs;
  /** The programs of tiers; none if echo programs stand for all of them. */
  readonly tiers: TierPrograms;
}

/** The path of the configuration of a lab's agent. */
export function agentConfigurationPath(layout: Layout): string {
  return `${layout.pods}/.agent.json`;
}

/** The programs that the agent runs by their names, for `--allow-run`. */
const RUN = ["cat", "grep", "ip", "nsenter", "setsid", "sh", "sysctl", "timeout"];

/**
 * What the supervisor is to start for the node agent; writes its configuration.
 *
 * @param programs paths of programs and folders by the names that `images.ts` uses: those of the toolchain.
 * @param tiers the programs of tiers; echo programs stand for the others.
 */
export async function nodeAgent(
  layout: Layout,
  programs: Programs,
  tiers: TierPrograms = {},
): Promise<ProcessSpec> {
  const path = agentConfigurationPath(layout);
  // A mount is made from where a path leads, so links have to be followed here.
  const real = await Promise.all(
    Object.entries({ ...programs, ...ownPrograms(), ...await changedTemplate(layout, programs) })
      .map(async ([name, program]) => [name, await Deno.realPath(program)] as const),
  );
  const configuration: AgentConfiguration = {
    lab: layout.root,
    kubeconfig: kubeconfigPath(layout, "node"),
    schedulerKubeconfig: kubeconfigPath(layout, "admin"),
    programs: Object.fromEntries(real),
    tiers: Object.fromEntries(
      await Promise.all(
        Object.entries(tiers).map(async ([name, { folder, command, environment }]) =>
          [name, { folder: await Deno.realPath(folder), command, environment }] as const
        ),
      ),
    ),
  };
  const text = `${JSON.stringify(configuration, null, 2)}\n`;
  await writeWhole(path, text);
  return {
    name: "node-agent",
    command: denoCommand({
      module: PROGRAMS.nodeAgent,
      permissions: [
        ...["--allow-net", "--allow-env", "--allow-sys=systemMemoryInfo", `--allow-run=${RUN.join(",")}`],
        `--allow-read=${layout.root},/etc/resolv.conf,/run/netns`,
        `--allow-write=${layout.root}`,
      ],
      args: [path],
    }),
    environment: denoEnvironment(),
    namespace: namespaceNames(layout.id).node,
    inputs: [text],
    restart: true,
  };
}

/** What images need of this repository and the Deno that runs it. */
function ownPrograms(): Programs {
  const path = (module: string) => fileURLToPath(import.meta.resolve(module));
  return {
    "deno": Deno.execPath(),
    "echo": dirname(path("../echo/main.ts")),
    "load": dirname(path("../../apps/load/main.mjs")),
    "install-cni": path("./stand_ins/install-cni"),
    "dex": path("./stand_ins/dex"),
    "grafana": path("./stand_ins/grafana"),
    "grafana-module": path("./stand_ins/grafana.ts"),
  };
}

async function changedTemplate(layout: Layout, programs: Programs): Promise<Programs> {
  const template = programs["envoy-bootstrap"];
  if (template === undefined) return {};
  const path = `${layout.pods}/.envoy_bootstrap.json`;
  await writeWhole(path, bootstrapTemplate(await Deno.readTextFile(template)), 0o644);
  return { "envoy-bootstrap": path };
}
