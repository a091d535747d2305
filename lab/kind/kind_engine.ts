import { kindClusterName } from "../../lib/kind/kind_cluster.ts";
import type { LabTree } from "../argocd/argocd_steps.ts";
import type { Engine, PartStatus, Reached, RepositoryAddresses, Target } from "../engine.ts";
import { LabError } from "../lab_error.ts";
import { tellStep } from "../process/step.ts";
import type { Layout } from "../process/layout.ts";
import { readTextIfThere } from "../process/state_file.ts";
import { docker, kubectl } from "./calls.ts";
import { asShell, type Call } from "./door.ts";
import { giteaAddress } from "./gitea_address.ts";
import { lockKindLab, removeKindLab } from "./kind_folder.ts";
import { kindLayout } from "./kind_layout.ts";
import { KIND_PARTS, type KindParts } from "./kind_parts.ts";
import { openPushWay, type PushWay, remoteRepository } from "./kind_repository.ts";
import { KIND_STEPS, type KindContext, type KindStep } from "./kind_steps.ts";
import { deleteCluster, nodesOf } from "./make_cluster.ts";
import { portForward } from "./port_forward.ts";
import { missingForKind } from "./preflight.ts";
import { nodePortTarget } from "./node_port_target.ts";

/**
 * The engine that runs a lab in Kind.
 *
 * @param beside the layout of a lab of processes, beside which this one is kept.
 * @param parts what it is made of; tests put others in place of Docker.
 */
export function kindEngine(
  beside: Pick<Layout, "root">,
  labTree: LabTree,
  parts: KindParts = KIND_PARTS,
): Engine {
  const layout = kindLayout(beside);
  const { door } = parts;
  const cluster = kindClusterName(labTree.cluster);
  const calls = kubectl(layout.kubeconfig);
  let pushWay: Promise<PushWay> | undefined;

  const kubeconfig = async (): Promise<string> => {
    const found = await readTextIfThere(layout.kubeconfig);
    if (found !== undefined) return found;
    throw new LabError(`Cannot find a lab in "${layout.root}": try "lab up --engine=kind"`);
  };
  const context = async (tell: KindContext["tell"]): Promise<KindContext> => {
    const { kustomize } = await parts.tools();
    const model = await parts.readModel(labTree);
    const tree = await parts.readTree(kustomize, `${labTree.workingTree}/clusters/${labTree.cluster}`);
    const gitea = giteaAddress(tree.root.spec.source?.repoURL ?? "");
    return { parts, layout, labTree, cluster, model, tree, gitea, tell };
  };
  const streamOf = (call: Call): ReadableStream<Uint8Array> => door.start(call).stdout;

  const engine: Engine = {
    name: "kind",
    limits: ["Kind's nodes are containers of one machine: no load balancer, no zones, one disk"],
    preflight: async () => {
      const { kind } = await parts.readModel(labTree);
      if (kind === undefined) {
        const what = `a Kind cluster: overlays/${labTree.cluster}.ts has no "kind"`;
        return [{ what, remedy: "add kind: {}, or run --engine=process" }];
      }
      return await missingForKind(door, { cluster, ports: Object.values(kind.hostPorts) });
    },
    up: async ({ onProgress, until }) => {
      const steps = stepsUntil(until);
      using _lock = await lockKindLab(layout, onProgress);
      const { tell: _, ...common } = await context(() => {});
      for (const { name, run } of steps) {
        const tell = (detail: string) => onProgress({ step: name, detail, state: "begun", seconds: 0 });
        await tellStep(name, () => run({ ...common, tell }), onProgress);
      }
    },
    down: async ({ onProgress }) => {
      using _lock = await lockKindLab(layout, onProgress);
      const remove = async () => {
        await deleteCluster(door, layout, cluster);
        return "removed";
      };
      await tellStep("cluster", remove, onProgress);
      await tellStep("files", async () => {
        await removeKindLab(layout);
        return `${layout.root} removed`;
      }, onProgress);
    },
    status: async (): Promise<readonly PartStatus[]> => {
      if (await readTextIfThere(layout.marker) === undefined) return [];
      return (await nodesOf(door, cluster)).map(({ name, state }) => ({
        name,
        state: state === "running" ? "running" : "dead",
        detail: state,
      }));
    },
    kubeconfig,
    reach: async (target: Target): Promise<Reached> => {
      const config = await kubeconfig();
      if (target.kind === "node") {
        using api = parts.api(config);
        const found = await nodePortTarget(api, await parts.readModel(labTree), target.port);
        if ("hostPort" in found) return opened(found.hostPort);
        return await portForward(door, calls.portForward(found.namespace, "service", found.name, found.port));
      }
      const { namespace, kind, name, port } = target;
      return await portForward(door, calls.portForward(namespace, kind, name, port));
    },
    commandIn: async (place, command) => {
      await kubeconfig();
      const { program, args } = calls.exec(place, command, Deno.stdin.isTerminal());
      return asShell(program, args);
    },
    exec: async (place, command) => {
      await kubeconfig();
      return await door.run(calls.exec(place, command));
    },
    logs: async (of, { lines, follow = false } = {}) => {
      await kubeconfig();
      if (typeof of !== "string") return streamOf(calls.logs(of, lines, follow));
      const nodes = (await nodesOf(door, cluster)).map(({ name }) => name);
      if (nodes.includes(of)) return streamOf(docker.logs(of, lines, follow));
      throw new LabError(`Cannot find the part "${of}": there is ${nodes.join(", ")}`);
    },
    repository: async (): Promise<RepositoryAddresses> => {
      await kubeconfig();
      const { tree, gitea } = await context(() => {});
      const url = tree.root.spec.source?.repoURL ?? "";
      if (gitea === undefined) return remoteRepository(url, layout);
      // Open as long as this process: whoever asked pushes in its own time.
      pushWay ??= openPushWay(parts, layout, gitea);
      return { push: (await pushWay).remote, cluster: url, store: layout.store };
    },
  };
  return Object.freeze(engine);
}

function opened(port: number): Reached {
  return { hostname: "127.0.0.1", port, [Symbol.asyncDispose]: () => Promise.resolve() };
}

function stepsUntil(until: string | undefined): readonly KindStep[] {
  if (until === undefined) return KIND_STEPS;
  const last = KIND_STEPS.findIndex(({ name }) => name === until);
  if (last >= 0) return KIND_STEPS.slice(0, last + 1);
  const names = KIND_STEPS.map(({ name }) => `"${name}"`).join(", ");
  throw new LabError(`Cannot stop after "${until}": the steps are ${names}`);
}
