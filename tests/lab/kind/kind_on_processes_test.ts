/**
 * What the Kind engine sends to the API server, sent to a real one: a control plane of processes stands in for the
 * cluster that Docker would hold. Docker, Kind and the kubelet stay pretended; nothing becomes a pod.
 */
import assert from "node:assert/strict";
import { LAB_TREE } from "../../../lab/argocd/argocd_steps.ts";
import { type ClusterApi, clusterApi } from "../../../lab/argocd/cluster_api.ts";
import type { KubernetesObject } from "../../../lib/kubernetes_object.ts";
import { open } from "../../../lab/commands/open.ts";
import type { Call, CallOutcome, Door } from "../../../lab/kind/door.ts";
import { kindEngine } from "../../../lab/kind/kind_engine.ts";
import { KIND_PARTS } from "../../../lab/kind/kind_parts.ts";
import { processEngine } from "../../../lab/process/process_engine.ts";
import { PretendedMachine } from "../../kind/engine/pretended_machine.ts";
import { apiServer } from "../admission/api_server.ts";
import { reasonToSkip } from "../process/built_tools.ts";
import { temporaryLayout } from "../process/temporary_layout.ts";

const quiet = { onProgress: () => {} };

/** A pretended machine whose `kubectl apply` and kubeconfig are those of a real API server. */
function hybridDoor(machine: PretendedMachine, kubeconfig: string, api: ClusterApi): Door {
  return {
    ...machine.door,
    run: async (call: Call): Promise<CallOutcome> => {
      const outcome = await machine.door.run(call);
      if (call.program === "kind" && call.args[1] === "kubeconfig") return { ...outcome, stdout: kubeconfig };
      if (call.program !== "kubectl" || !call.args.includes("apply")) return outcome;
      const { items } = JSON.parse(call.input ?? "{}") as { readonly items: readonly KubernetesObject[] };
      for (const object of items) await api.apply(object);
      return outcome;
    },
  };
}

const skip = await reasonToSkip([
  ...["etcd", "kube-apiserver", "kube-controller-manager", "kustomize", "argocd-manifests"] as const,
]);

Deno.test({
  name: `a real API server takes all that the Kind engine sends it, twice${
    skip === undefined ? "" : `: ${skip}`
  }`,
  ignore: skip !== undefined,
  fn: sendToRealServer,
});

async function sendToRealServer(): Promise<void> {
  await using temporary = await temporaryLayout();
  const { layout } = temporary;
  const cluster = processEngine(layout);
  try {
    await cluster.up(quiet);
    const kubeconfig = await cluster.kubeconfig();
    using api = clusterApi(kubeconfig);
    const machine = new PretendedMachine();
    const parts = { ...KIND_PARTS, door: hybridDoor(machine, kubeconfig, api), push: machine.push };
    const engine = kindEngine(layout, LAB_TREE, parts);
    const uids: string[] = [];
    for (let time = 0; time < 2; time++) {
      const steps: string[] = [];
      await engine.up({
        onProgress: ({ step, state }) => {
          if (state === "done") steps.push(step);
        },
      });
      assert.equal(steps.at(-1), "addresses");
      const names = [
        ["apps/v1", "Deployment", "gitea", "gitea"],
        ["v1", "PersistentVolumeClaim", "gitea", "gitea"],
        ["v1", "Secret", "gitea", "gitea-owner"],
        ["apps/v1", "Deployment", "argocd", "argocd-server"],
        ["v1", "Secret", "argocd", "argocd-redis"],
        ["v1", "Secret", "backend", "backend-credentials"],
        ["argoproj.io/v1alpha1", "Application", "argocd", "root"],
      ] as const;
      for (const [apiVersion, kind, namespace, name] of names) {
        const object = await api.read({ apiVersion, kind, metadata: { name, namespace } });
        assert.ok(object !== undefined, `${kind} ${namespace}/${name}`);
        const { uid, resourceVersion } = object.metadata as {
          readonly uid?: string;
          readonly resourceVersion?: string;
        };
        uids.push(`${kind} ${name} ${uid} ${kind === "Secret" ? resourceVersion : ""}`);
      }
    }
    assert.deepEqual(uids.slice(uids.length / 2), uids.slice(0, uids.length / 2));
    const deployment = await api.read({
      ...{ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "gitea", namespace: "gitea" } },
    });
    const { template: { spec } } = deployment!["spec"] as { readonly template: { readonly spec: unknown } };
    const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "gitea", namespace: "gitea" }, spec };
    using judge = apiServer(kubeconfig);
    const { refused, warnings } = await judge.create(pod, { dryRun: true });
    assert.deepEqual({ refused, warnings }, { refused: undefined, warnings: [] }, "pod security");
    const context = { engine, labTree: LAB_TREE };
    const closed = Promise.resolve();
    assert.equal(await open(context, { page: "argocd", closed }), 0);
    assert.equal(machine.open, 0, "the page was left open");
    await assert.rejects(open(context, { page: "kiali", closed }), {
      message: 'Cannot open kiali: the lab has no Service "observability/kiali"',
    });
    await engine.down(quiet);
  } finally {
    await cluster.down(quiet);
  }
}
