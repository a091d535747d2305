import { gatewayCaller } from "../../../lib/model/links.ts";
import type { ServiceModel } from "../../../lib/model/types.ts";
import { provision } from "../../../toolchain/provision.ts";
import { readLabTree } from "../../argocd/argocd_steps.ts";
import { kustomizeBuild } from "../../argocd/kustomize_build.ts";
import type { KubernetesObject } from "../../../lib/kubernetes_object.ts";
import { missingPods } from "../../argocd/workload_state.ts";
import { pushTree } from "../../commands/push.ts";
import { LabError } from "../../lab_error.ts";
import { bringIn } from "../bring_in.ts";
import { seconds } from "../numbers_text.ts";
import type { Finding, Proof, ProofContext } from "../proof.ts";
import { httpRoutes, otherWeights, routeWeights } from "../route_weights.ts";
import { scratchTree } from "../scratch_tree.ts";
import { waitFor } from "../wait_for.ts";

/** Seconds for which something is waited for. */
const PATIENCE = 300;

/** The versions of a service's own pods. */
const VERSIONS: readonly string[] = ["stable", "canary"];

/** What is changed by hand is changed back, and what is removed from Git goes. */
export const SELF_HEAL: Proof = Object.freeze({
  name: "self-heal",
  title: "what is changed by hand comes back, and what is removed from Git disappears",
  run: selfHeal,
});

async function selfHeal(context: ProofContext): Promise<readonly Finding[]> {
  const { cluster: { services }, labTree, tell } = context;
  tell("the working tree is pushed, to begin with");
  await bringIn(context, labTree, "State of the working tree");
  const split = services.find(({ canary, mesh }) => mesh && canary !== undefined);
  const healed = services.find(({ canary, kind }) => kind === "Deployment" && canary !== undefined) ??
    services.find(({ kind }) => kind === "Deployment");
  return [
    ...(split === undefined ? [] : [await changedWeight(context, split)]),
    ...(healed === undefined ? [] : [await deletedDeployment(context, healed)]),
    ...await removedService(context),
  ];
}

async function changedWeight({ api, tell }: ProofContext, service: ServiceModel): Promise<Finding> {
  const { name, namespace } = service;
  const reference = {
    apiVersion: "networking.istio.io/v1",
    kind: "VirtualService",
    metadata: { name, namespace },
  };
  tell(`the weights of VirtualService ${namespace}/${name} are changed by hand`);
  const read = async () => {
    const found = await api.read(reference);
    if (found === undefined) throw new LabError(`Cannot find VirtualService "${namespace}/${name}"`);
    return httpRoutes(found);
  };
  const before = await read();
  const weights = JSON.stringify(routeWeights(before));
  const changed = otherWeights(before);
  await api.merge(reference, { spec: { http: changed } });
  const other = JSON.stringify(routeWeights(changed));
  const { seconds: took } = await waitFor(
    `the weights of VirtualService "${namespace}/${name}" to come back`,
    async () => JSON.stringify(routeWeights(await read())) === weights ? true : undefined,
    PATIENCE,
  );
  return {
    passed: weights !== other,
    text: `VirtualService ${namespace}/${name}: weights ${other} set by hand were ${weights} again after ${
      seconds(took)
    }`,
    numbers: { object: `VirtualService ${namespace}/${name}`, seconds: took },
  };
}

async function deletedDeployment({ api, tell }: ProofContext, service: ServiceModel): Promise<Finding> {
  const { namespace } = service;
  const name = `${service.name}-${service.canary === undefined ? "stable" : "canary"}`;
  const reference = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name, namespace } };
  tell(`Deployment ${namespace}/${name} is deleted by hand`);
  const before = uidOf(await api.read(reference));
  if (before === undefined) throw new LabError(`Cannot find Deployment "${namespace}/${name}"`);
  await api.remove(reference);
  const isNew = (found: KubernetesObject | undefined) => found !== undefined && uidOf(found) !== before;
  const back = await waitFor(
    `Deployment "${namespace}/${name}" to come back`,
    async () => isNew(await api.read(reference)) ? true : undefined,
    PATIENCE,
  );
  const ready = await waitFor(
    `the pods of Deployment "${namespace}/${name}" to be ready`,
    async () => {
      const found = await api.read(reference);
      return found !== undefined && isNew(found) && missingPods(found) === undefined ? true : undefined;
    },
    PATIENCE,
  );
  const [there, whole] = [back.seconds, back.seconds + ready.seconds];
  return {
    passed: true,
    text: `Deployment ${namespace}/${name}: deleted by hand, there again after ${
      seconds(there)
    }, its pods ready after ${seconds(whole)}`,
    numbers: { object: `Deployment ${namespace}/${name}`, seconds: there, secondsUntilReady: whole },
  };
}

function uidOf(object: KubernetesObject | undefined): string | undefined {
  return (object?.metadata as { readonly uid?: string } | undefined)?.uid;
}

async function removedService(context: ProofContext): Promise<readonly Finding[]> {
  const { api, engine, labTree, cluster, tell } = context;
  await using scratch = await scratchTree(labTree);
  const candidates = cluster.services.toSorted((a, b) => innerCallers(a) - innerCallers(b));
  let service: ServiceModel | undefined;
  for (const candidate of candidates) {
    if (!await scratch.remove(candidate.name)) continue;
    service = candidate;
    break;
  }
  if (service === undefined) {
    return [{ passed: true, text: "prune: every service is called by another one, so none can be removed" }];
  }
  const { name, namespace } = service;
  const path = `clusters/${cluster.name}/services/${name}`;
  const { tree } = await readLabTree(labTree);
  const application = tree.applications.find(({ spec }) => spec.source?.path === path);
  if (application === undefined) throw new LabError(`Cannot find the Application of "${path}"`);
  const { kustomize } = await provision(["kustomize"]);
  const objects = [
    ...await kustomizeBuild(kustomize, `${labTree.workingTree}/${path}`),
    application as unknown as KubernetesObject,
  ];
  try {
    tell(`${name} is switched off`);
    await pushTree({ engine, labTree: scratch.labTree }, `${name} is switched off`);
    let left: readonly string[] = [];
    const { seconds: took } = await waitFor(
      `everything of ${name} to disappear`,
      async () => {
        const found = await Promise.all(objects.map((object) => api.read(object)));
        left = found.flatMap((object) =>
          object === undefined ? [] : [`${object.kind} ${object.metadata.name}`]
        );
        const pods = left.length > 0
          ? []
          : await api.list({ apiVersion: "v1", kind: "Pod" }, namespace, { app: name });
        // A probe stands in for the service until the verification ends; it is of no version.
        const own = pods.filter(({ metadata }) => VERSIONS.includes(metadata.labels?.["version"] ?? ""));
        return left.length + own.length === 0 ? true : undefined;
      },
      PATIENCE,
    ).catch((error) => {
      if (error instanceof LabError) {
        throw new LabError(`${error.message}: ${left.join(", ")} is still there`);
      }
      throw error;
    });
    return [{
      passed: true,
      text: `${name}: switched off in Git, its ${objects.length} objects and its pods were gone ${
        seconds(took)
      } after the push`,
      numbers: { service: name, objects: objects.length, seconds: took },
    }, await broughtBack(context, name)];
  } catch (error) {
    await broughtBack(context, name);
    throw error;
  }
}

async function broughtBack(context: ProofContext, name: string): Promise<Finding> {
  context.tell(`${name} is in Git again`);
  const { pushed, settled } = await bringIn(context, context.labTree, `${name} is there again`);
  return {
    passed: true,
    text: `${name}: in Git again, everything synced and healthy ${seconds(settled - pushed)} after the push`,
    numbers: { service: name, seconds: settled - pushed },
  };
}

function innerCallers({ callers }: ServiceModel): number {
  return callers.filter(({ name }) => name !== gatewayCaller).length;
}
