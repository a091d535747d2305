import type {
  Engine,
  Executed,
  PartStatus,
  PodPlace,
  Reached,
  RepositoryAddresses,
  RunOptions,
  Target,
} from "../engine.ts";
import { LabError } from "../lab_error.ts";
import { lockLab } from "./lab_folder.ts";
import type { Layout } from "./layout.ts";
import { missingPrerequisites } from "./prerequisites.ts";
import { forward } from "./relay.ts";
import { addressOf } from "./target_address.ts";
import { type Step, tellStep } from "./step.ts";
import { STEPS } from "./steps.ts";
import { supervisorOf } from "./supervisor.ts";
import { endProcesses, removeFiles, removeNamespaces } from "./take_down.ts";
import { kubeconfigOf } from "./users.ts";
import { API_SERVER_PORT, NODE_ADDRESS } from "./addresses.ts";
import { readTextIfThere } from "./state_file.ts";

/** The engine that runs a lab as processes of this machine. */
export function processEngine(layout: Layout, steps: readonly Step[] = STEPS): Engine {
  const supervisor = supervisorOf(layout);

  const locked = async (work: () => Promise<void>, { onProgress }: RunOptions) => {
    const waiting = {
      step: "lock",
      detail: "another command changes this lab",
      state: "begun",
      seconds: 0,
    } as const;
    using _lock = await lockLab(layout, () => onProgress(waiting));
    await work();
  };

  const engine: Engine = {
    name: "process",
    limits: [
      "images are programs of this machine: nothing is pulled, no container isolates files",
      "there is one node",
    ],
    preflight: missingPrerequisites,
    up: (options) =>
      locked(async () => {
        for (const { name, run } of steps) {
          await tellStep(name, () => run({ layout, supervisor }), options.onProgress);
        }
      }, options),
    down: (options) =>
      locked(async () => {
        const { onProgress } = options;
        const ended = async () => `${await endProcesses(layout, supervisor)} ended`;
        const removed = async () => `${await removeNamespaces(layout)} removed`;
        await tellStep("processes", ended, onProgress);
        await tellStep("network namespaces", removed, onProgress);
        await tellStep("files", () => removeFiles(layout).then(() => `${layout.root} removed`), onProgress);
      }, options),
    status: async (): Promise<readonly PartStatus[]> => {
      const found = await supervisor.list();
      return found.map(({ spec, identity, running }) => ({
        name: spec.name,
        state: running ? "running" : "dead",
        detail: `pid ${identity?.pid ?? "unknown"}`,
      }));
    },
    kubeconfig: async () => {
      await mustExist(layout);
      const way = forward(layout, NODE_ADDRESS, API_SERVER_PORT);
      return await kubeconfigOf(layout, "admin", `https://127.0.0.1:${way.port}`);
    },
    reach: async (target: Target): Promise<Reached> => {
      await mustExist(layout);
      return forward(layout, await addressOf(layout, target), target.port);
    },
    exec: (_place: PodPlace, _command: readonly string[]): Promise<Executed> => {
      throw new LabError("Cannot run commands in pods yet");
    },
    logs: async (of) => {
      if (typeof of !== "string") throw new LabError("Cannot read logs of pods yet");
      const file = await Deno.open(supervisor.log(of));
      return file.readable;
    },
    repository: (): RepositoryAddresses => {
      throw new LabError("Cannot push yet");
    },
  };
  return Object.freeze(engine);
}

async function mustExist(layout: Layout): Promise<void> {
  if (await readTextIfThere(layout.marker) !== undefined) return;
  throw new LabError(`Cannot find a lab in "${layout.root}": try "lab up"`);
}
