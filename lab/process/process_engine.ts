import type {
  Engine,
  Executed,
  PartStatus,
  PodPlace,
  Reached,
  RepositoryAddresses,
  RunOptions,
  Target,
  UpOptions,
} from "../engine.ts";
import { LabError } from "../lab_error.ts";
import { METRICS_LIMITS } from "../metrics/limits.ts";
import { lockLab } from "./lab_folder.ts";
import type { Layout } from "./layout.ts";
import { logStream } from "./log_stream.ts";
import type { PodAccess } from "./pod_access.ts";
import { missingPrerequisites } from "./prerequisites.ts";
import { forward } from "./relay.ts";
import { tryProgram } from "./run_program.ts";
import { addressOf } from "./target_address.ts";
import { type Step, tellStep } from "./step.ts";
import { STEPS } from "./steps.ts";
import { supervisorOf } from "./supervisor.ts";
import { endProcesses, removeFiles, removeNamespaces } from "./take_down.ts";
import { kubeconfigOf } from "./users.ts";
import { API_SERVER_PORT, NODE_ADDRESS } from "./addresses.ts";
import { readTextIfThere } from "./state_file.ts";

/** What a lab of processes has beside its control plane. */
export interface LabParts {
  /** The steps that bring it up; by default those of the control plane. */
  readonly steps?: readonly Step[];
  /** The ways into its pods; by default there are none. */
  readonly pods?: PodAccess;
  /** Its Git repository; by default there is none. */
  readonly repository?: () => Promise<RepositoryAddresses>;
}

/** The engine that runs a lab as processes of this machine. */
export function processEngine(layout: Layout, { steps = STEPS, pods, repository }: LabParts = {}): Engine {
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

  const podAccess = (): PodAccess => {
    if (pods === undefined) throw new LabError("Cannot enter a pod: this lab runs none");
    return pods;
  };

  const partLog = async (name: string): Promise<string> => {
    const names = (await supervisor.list()).map(({ spec }) => spec.name);
    if (names.includes(name)) return supervisor.log(name);
    throw new LabError(`Cannot find the part "${name}": there is ${names.join(", ")}`);
  };

  const engine: Engine = {
    name: "process",
    limits: [
      "images are programs of this machine: nothing is pulled, no container isolates files",
      "there is one node",
      "NetworkPolicies are accepted and not enforced",
      ...METRICS_LIMITS,
    ],
    preflight: missingPrerequisites,
    up: (options: UpOptions) => {
      const chosen = stepsUntil(steps, options.until);
      return locked(async () => {
        for (const { name, run } of chosen) {
          const tell = (detail: string) =>
            options.onProgress({ step: name, detail, state: "begun", seconds: 0 });
          await tellStep(name, () => run({ layout, supervisor, tell }), options.onProgress);
        }
      }, options);
    },
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
    commandIn: async (place, command) => {
      await mustExist(layout);
      return await podAccess().commandIn(layout, place, command);
    },
    exec: async (place: PodPlace, command: readonly string[]): Promise<Executed> =>
      await tryProgram(await engine.commandIn(place, command)),
    logs: async (of, options) => {
      await mustExist(layout);
      const path = typeof of === "string" ? await partLog(of) : await podAccess().log(layout, of);
      return await logStream(path, options);
    },
    repository: async () => {
      if (repository === undefined) throw new LabError("Cannot push: this lab has no repository");
      return await repository();
    },
  };
  return Object.freeze(engine);
}

async function mustExist(layout: Layout): Promise<void> {
  if (await readTextIfThere(layout.marker) !== undefined) return;
  throw new LabError(`Cannot find a lab in "${layout.root}": try "lab up"`);
}

function stepsUntil(steps: readonly Step[], until: string | undefined): readonly Step[] {
  if (until === undefined) return steps;
  const last = steps.findIndex(({ name }) => name === until);
  if (last >= 0) return steps.slice(0, last + 1);
  throw new LabError(
    `Cannot stop after "${until}": the steps are ${steps.map(({ name }) => `"${name}"`).join(", ")}`,
  );
}
