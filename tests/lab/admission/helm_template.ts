import { parseAll, stringify } from "@std/yaml";
import type { KubernetesObject } from "../../../lib/kubernetes_object.ts";
import { runProgram } from "../../../lab/process/run_program.ts";
import { PINS } from "../../../toolchain/pins.ts";

/** A chart and how an Application installs it. */
export interface HelmRelease {
  /** The path of the chart's archive. */
  readonly archive: string;
  /** `.Release.Name`. */
  readonly releaseName: string;
  /** `.Release.Namespace`. */
  readonly namespace: string;
  /** What differs from the chart's own values. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** What Argo CD renders of a chart: the objects, without hooks' order. */
export async function helmTemplate(
  helm: string,
  { archive, releaseName, namespace, values }: HelmRelease,
): Promise<readonly KubernetesObject[]> {
  const text = await runProgram(
    [
      ...[helm, "template", releaseName, archive, "--namespace", namespace, "--include-crds"],
      ...["--kube-version", PINS["kube-apiserver"].version, "--values", "-"],
    ],
    stringify(values),
  );
  return (parseAll(text) as (KubernetesObject | null)[]).filter((object) => object !== null);
}
