import { parse, parseAll } from "@std/yaml";
import { applyAll, waitForDefinitions } from "../../../lab/argocd/apply_objects.ts";
import type { ClusterApi } from "../../../lab/argocd/cluster_api.ts";
import type { KubernetesObject } from "../../../lib/kubernetes_object.ts";
import { packIstioCharts } from "../../../lab/charts/istio_charts.ts";
import type { Layout } from "../../../lab/process/layout.ts";
import { runProgram } from "../../../lab/process/run_program.ts";
import { provision } from "../../../toolchain/provision.ts";

interface ChartApplication {
  readonly spec: {
    readonly source: {
      readonly chart: string;
      readonly targetRevision: string;
      readonly helm: { readonly releaseName: string; readonly valuesObject: unknown };
    };
    readonly destination: { readonly namespace: string };
  };
}

const CLUSTER = new URL("../../../clusters/lab/", import.meta.url);

/** Installs Istio as the Applications of the lab's cluster would, and the mesh-wide objects of the platform. */
export async function installIstio(api: ClusterApi, layout: Layout): Promise<void> {
  const { "istio-manifests": manifests } = await provision(["istio-manifests"]);
  const charts = `${layout.root}/charts`;
  await packIstioCharts(manifests, charts);
  await api.apply({ apiVersion: "v1", kind: "Namespace", metadata: { name: "istio-system" } });
  for (const name of ["istio-base", "istiod"]) {
    const objects = await rendered(charts, name);
    const definitions = objects.filter(({ kind }) => kind === "CustomResourceDefinition");
    await applyAll(api, definitions);
    await waitForDefinitions(api, definitions);
    await applyAll(api, objects.filter(({ kind }) => kind !== "CustomResourceDefinition"));
  }
}

/** The objects of a folder of the lab's cluster that apply to the mesh as a whole. */
export async function meshObjects(): Promise<readonly KubernetesObject[]> {
  const folder = new URL("platform/mesh/", CLUSTER);
  const objects: KubernetesObject[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    if (name === "kustomization.yaml") continue;
    const object = parse(await Deno.readTextFile(new URL(name, folder))) as KubernetesObject;
    if (object.metadata.namespace === "istio-system") objects.push(object);
  }
  return objects;
}

async function rendered(charts: string, name: string): Promise<readonly KubernetesObject[]> {
  const { helm } = await provision(["helm"]);
  const text = await Deno.readTextFile(new URL(`argocd/applications/${name}.yaml`, CLUSTER));
  const { source, destination } = (parse(text) as ChartApplication).spec;
  const values = `${charts}/${name}-values.json`;
  await Deno.writeTextFile(values, JSON.stringify(source.helm.valuesObject));
  const output = await runProgram([
    ...["sh", "-c", 'exec "$0" "$@"', helm, "template", source.helm.releaseName],
    ...[`${charts}/${source.chart}-${source.targetRevision}.tgz`, "--include-crds"],
    ...[`--namespace=${destination.namespace}`, `--values=${values}`, "--kube-version=1.35.3"],
  ]);
  const documents = parseAll(output) as readonly (KubernetesObject | null)[];
  return documents.filter((document) => document !== null);
}
