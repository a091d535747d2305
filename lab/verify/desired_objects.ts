import { parseAll, stringify } from "@std/yaml";
import { provision } from "../../toolchain/provision.ts";
import type { Application } from "../argocd/application.ts";
import type { KubernetesObject } from "../../lib/kubernetes_object.ts";
import { kustomizeBuild, kustomizeBuildAs } from "../argocd/kustomize_build.ts";
import { ARGO_CD_URL } from "../argocd/sources.ts";
import { ISTIO_CHARTS_URL, packIstioCharts } from "../charts/istio_charts.ts";
import { git } from "../git/git_command.ts";
import { MAIN_BRANCH } from "../git/bare_repository.ts";
import { LabError } from "../lab_error.ts";
import { runProgram } from "../process/run_program.ts";

/** What Git says, in folders of its own until it is disposed of. */
export interface DesiredState extends AsyncDisposable {
  /** The commit. */
  readonly commit: string;
  /** The folder with the files of that commit. */
  readonly folder: string;
  /**
   * The objects that an Application stands for, made by stock kustomize or Helm rather than by Argo CD.
   *
   * @throws {LabError} if its source is none that is known here.
   */
  readonly objectsOf: (application: Application) => Promise<readonly KubernetesObject[]>;
}

/**
 * Checks out what Argo CD reads.
 *
 * @param push what `git clone` takes.
 * @param cluster the repository's URL in Applications.
 */
export async function desiredState(push: string, cluster: string): Promise<DesiredState> {
  const scratch = await Deno.makeTempDir();
  const folder = `${scratch}/tree`;
  await git(["clone", "--quiet", "--no-tags", "--branch", MAIN_BRANCH, push, folder]);
  const commit = await git(["rev-parse", "HEAD"], { repository: `${folder}/.git` });
  const tools = await provision(["kustomize", "helm", "argocd-manifests", "istio-manifests"]);
  let packed: Promise<string> | undefined;
  const charts = async () => {
    const target = `${scratch}/charts`;
    await packIstioCharts(tools["istio-manifests"], target);
    return target;
  };
  return Object.freeze({
    commit,
    folder,
    objectsOf: async (application: Application) => {
      const { source } = application.spec;
      const { repoURL, path = ".", chart, targetRevision, kustomize } = source ?? { repoURL: "" };
      if (repoURL === cluster && kustomize === undefined) {
        return await kustomizeBuild(tools.kustomize, `${folder}/${path}`);
      }
      if (repoURL === ARGO_CD_URL) {
        const place = await Deno.makeTempDir({ dir: scratch });
        const manifests = `${tools["argocd-manifests"]}/${path}`;
        return await kustomizeBuildAs(tools.kustomize, manifests, kustomize ?? {}, place);
      }
      if (repoURL === ISTIO_CHARTS_URL && chart !== undefined) {
        const archive = `${await (packed ??= charts())}/${chart}-${targetRevision}.tgz`;
        return await helmTemplate(tools.helm, archive, application);
      }
      throw new LabError(
        `Cannot render the Application "${application.metadata.name}": its source is not known here`,
      );
    },
    [Symbol.asyncDispose]: () => Deno.remove(scratch, { recursive: true }),
  });
}

/** The fields of an Application that say how a chart is rendered. */
interface ChartApplication {
  readonly source?: {
    readonly helm?: {
      readonly releaseName?: string;
      readonly valuesObject?: Readonly<Record<string, unknown>>;
    };
  };
  readonly destination?: { readonly namespace?: string };
}

async function helmTemplate(
  helm: string,
  archive: string,
  { metadata, spec }: Application,
): Promise<readonly KubernetesObject[]> {
  const { source, destination } = spec as ChartApplication;
  const { releaseName = metadata.name, valuesObject = {} } = source?.helm ?? {};
  const namespace = destination?.namespace ?? "default";
  const arguments_ = [
    "template",
    releaseName,
    archive,
    "--namespace",
    namespace,
    "--include-crds",
    "--no-hooks",
  ];
  const text = await runProgram(
    ["sh", "-c", 'exec "$0" "$@"', helm, ...arguments_, "--values", "-"],
    stringify(valuesObject),
  );
  return (parseAll(text) as (KubernetesObject | null)[]).filter((object) => object !== null);
}
