import { prepareBootstrap } from "../../../lab/argocd/bootstrap.ts";
import { readClusterTree } from "../../../lab/argocd/cluster_tree.ts";
import { LAB_TREE } from "../../../lab/argocd/argocd_steps.ts";
import { generatedSecrets } from "../../../lab/argocd/generated_secrets.ts";
import type { Engine, Progress } from "../../../lab/engine.ts";
import { labModel } from "../../../lab/kind/addresses.ts";
import { kindEngine } from "../../../lab/kind/kind_engine.ts";
import type { KindParts } from "../../../lab/kind/kind_parts.ts";
import { provision } from "../../../toolchain/provision.ts";
import { PretendedMachine } from "./pretended_machine.ts";

let model: ReturnType<typeof labModel> | undefined;
let secrets: ReturnType<typeof generatedSecrets> | undefined;
let tree: ReturnType<typeof readClusterTree> | undefined;
let bootstrap: ReturnType<typeof prepareBootstrap> | undefined;

/** A lab in a folder of its own on a pretended machine. */
export interface PretendedLab extends AsyncDisposable {
  readonly machine: PretendedMachine;
  /** A new one each time, as each command has its own. */
  readonly engine: () => Engine;
  /** The lab's folder. */
  readonly folder: string;
  /** Brings it up; says what was printed. */
  readonly up: (until?: string) => Promise<readonly Progress[]>;
}

/** The shipped lab on a machine that has everything. */
export async function pretendedLab(labTree = LAB_TREE): Promise<PretendedLab> {
  const folder = await Deno.makeTempDir({ prefix: "rv-" });
  const machine = new PretendedMachine();
  const parts: KindParts = {
    ...{ door: machine.door, api: machine.api, push: machine.push },
    tools: () => provision(["kustomize", "argocd-manifests"]),
    // The same in every run, and slow.
    readModel: (...args) => model ??= labModel(...args),
    readSecrets: (...args) => secrets ??= generatedSecrets(...args),
    readTree: (...args) => tree ??= readClusterTree(...args),
    bootstrap: (request) => bootstrap ??= prepareBootstrap(request),
  };
  const engine = () => kindEngine({ root: `${folder}/lab` }, labTree, parts);
  return {
    ...{ machine, engine, folder: `${folder}/lab-kind` },
    up: async (until) => {
      const told: Progress[] = [];
      const onProgress = (progress: Progress) => void told.push(progress);
      await engine().up({ onProgress, ...(until === undefined ? {} : { until }) });
      return told;
    },
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}
