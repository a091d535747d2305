import { relative } from "@std/path";
import { parseAll, stringify } from "@std/yaml";
import { runProgram } from "../process/run_program.ts";
import type { KubernetesObject } from "../../lib/kubernetes_object.ts";

/** Builds a folder with a `kustomization.yaml` by stock kustomize. */
export async function kustomizeBuild(
  kustomize: string,
  folder: string,
): Promise<readonly KubernetesObject[]> {
  // The shell runs it by its path; a permission to run it would need that path beforehand.
  const text = await runProgram(["sh", "-c", 'exec "$0" "$@"', kustomize, "build", folder]);
  return (parseAll(text) as (KubernetesObject | null)[]).filter((object) => object !== null);
}

/**
 * Builds a folder with what an Application's `spec.source.kustomize` adds to it, as Argo CD would.
 *
 * @param scratch an empty folder to write to.
 * @throws {TypeError} if the Application uses a field of which this does not know what Argo CD makes of it.
 */
export async function kustomizeBuildAs(
  kustomize: string,
  folder: string,
  options: Readonly<Record<string, unknown>>,
  scratch: string,
): Promise<readonly KubernetesObject[]> {
  const kustomization = asKustomization(
    options,
    relative(await Deno.realPath(scratch), await Deno.realPath(folder)),
  );
  await Deno.writeTextFile(`${scratch}/kustomization.yaml`, stringify(kustomization));
  return await kustomizeBuild(kustomize, scratch);
}

/** The fields that mean the same in an Application and in a `kustomization.yaml`. */
const SAME = ["namespace", "namePrefix", "nameSuffix", "patches", "components"];

/**
 * The `kustomization.yaml` that stands for a folder and an Application's `spec.source.kustomize`.
 *
 * @throws {TypeError} if there is a field of which this does not know what Argo CD makes of it.
 */
export function asKustomization(
  options: Readonly<Record<string, unknown>>,
  resource: string,
): Readonly<Record<string, unknown>> {
  for (const field of Object.keys(options)) {
    if (SAME.includes(field)) continue;
    throw new TypeError(`Cannot build "${resource}": the Application's kustomize.${field} is not known here`);
  }
  return {
    apiVersion: "kustomize.config.k8s.io/v1beta1",
    kind: "Kustomization",
    resources: [resource],
    ...options,
  };
}
