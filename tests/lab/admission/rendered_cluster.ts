/** Every object of a rendered cluster, as Argo CD would have it: in the namespace that its Application names. */
import { join, relative } from "@std/path";
import { parse } from "@std/yaml";
import { type Application, isApplication } from "../../../lab/argocd/application.ts";
import type { KubernetesObject } from "../../../lib/kubernetes_object.ts";
import { kustomizeBuild, kustomizeBuildAs } from "../../../lab/argocd/kustomize_build.ts";
import { ARGO_CD_TAG, ARGO_CD_URL } from "../../../lab/argocd/sources.ts";
import { helmTemplate } from "./helm_template.ts";

/** The tools and folders that stand for what Applications name. */
export interface RenderingTools {
  /** The program. */
  readonly kustomize: string;
  /** The program. */
  readonly helm: string;
  /** The folder of Argo CD's own manifests' module. */
  readonly "argocd-manifests": string;
  /** A chart repository's folder with the archives of the pinned Istio. */
  readonly charts: string;
}

/** The objects of one source: a folder of the tree, a chart, or Argo CD's own manifests. */
export interface RenderedPart {
  /** Where the objects come from, such as `clusters/lab/services/backend` or `chart istiod 1.31.0`. */
  readonly source: string;
  /** The Application that syncs them; absent of what is applied by hand. */
  readonly application?: string;
  /** The namespace of those that name none. */
  readonly namespace: string;
  /** As they were built, or, once placed, with their namespaces. */
  readonly objects: readonly KubernetesObject[];
}

interface FullApplication extends Application {
  readonly spec: Application["spec"] & { readonly destination: { readonly namespace: string } };
}

interface HelmSource {
  readonly releaseName?: string;
  readonly valuesObject?: Readonly<Record<string, unknown>>;
}

/**
 * Builds everything that a cluster's Applications name, and the root.
 *
 * @param folder the folder of the tree, such as `clusters`.
 * @param name the cluster's, a folder below it.
 * @throws {Error} if a kustomization of the cluster belongs to no Application, or the source of one isn't known.
 */
export async function renderedCluster(
  tools: RenderingTools,
  folder: string,
  name: string,
): Promise<readonly RenderedPart[]> {
  const build = (path: string) => kustomizeBuild(tools.kustomize, join(folder, path));
  const rootFolder = `${name}/argocd/root`;
  const rootObjects = await build(rootFolder);
  const argocdNamespace = rootObjects[0]?.metadata.namespace ?? "";
  const applications = (await build(`${name}/argocd`)).filter(isApplication) as unknown as FullApplication[];
  const parts: RenderedPart[] = [{
    source: `clusters/${rootFolder}`,
    namespace: argocdNamespace,
    objects: rootObjects,
  }];
  const seen = new Set([rootFolder]);
  for (const application of applications) {
    const path = application.spec.source?.path?.replace(/^clusters\//, "") ?? "";
    const own = path.startsWith(`${name}/`);
    if (own) seen.add(path);
    const { source, objects } = own
      ? { source: `clusters/${path}`, objects: await build(path) }
      : await elsewhere(tools, application);
    const { namespace } = application.spec.destination;
    parts.push({ source, application: application.metadata.name, namespace, objects });
  }
  const left = kustomizationsBelow(folder, join(folder, name)).filter((path) => !seen.has(path));
  if (left.length > 0) throw new Error(`Cannot find the Applications of ${left.join(", ")}`);
  return parts;
}

async function elsewhere(
  tools: RenderingTools,
  { metadata, spec: { source, destination } }: FullApplication,
): Promise<{ readonly source: string; readonly objects: readonly KubernetesObject[] }> {
  const { repoURL = "", targetRevision = "" } = source ?? {};
  // A registry's URL names the chart itself.
  const chart = source?.chart ?? /^oci:.*\/([^/]+)$/.exec(repoURL)?.[1];
  if (chart !== undefined) {
    const { releaseName = metadata.name, valuesObject = {} } = (source as { helm?: HelmSource }).helm ?? {};
    const archive = `${tools.charts}/${chart}-${targetRevision}.tgz`;
    const { namespace } = destination;
    const objects = await helmTemplate(tools.helm, { archive, releaseName, namespace, values: valuesObject });
    return { source: `chart ${chart} ${targetRevision}`, objects };
  }
  if (repoURL !== ARGO_CD_URL || targetRevision !== ARGO_CD_TAG) {
    throw new Error(`Cannot build "${metadata.name}": nothing here stands for ${repoURL} ${targetRevision}`);
  }
  const scratch = await Deno.makeTempDir();
  try {
    const manifests = `${tools["argocd-manifests"]}/${source?.path}`;
    const objects = await kustomizeBuildAs(tools.kustomize, manifests, source?.kustomize ?? {}, scratch);
    return { source: `${repoURL} ${targetRevision}`, objects };
  } finally {
    await Deno.remove(scratch, { recursive: true });
  }
}

function kustomizationsBelow(root: string, folder: string): readonly string[] {
  const entries = [...Deno.readDirSync(folder)].filter((entry) => !entry.name.startsWith("."));
  return [
    ...entries.some((entry) => entry.name === "kustomization.yaml") ? [relative(root, folder)] : [],
    ...entries.filter((entry) => entry.isDirectory).flatMap((entry) =>
      kustomizationsBelow(root, join(folder, entry.name))
    ),
  ];
}

/** The names of a tree's clusters, sorted. */
export function clusterNames(folder: string): readonly string[] {
  return [...Deno.readDirSync(folder)]
    .filter((entry) => entry.isDirectory && entry.name !== "base" && !entry.name.startsWith("."))
    .map((entry) => entry.name).sort();
}

/** The file of the tree that an object of a part stands in, or the part's source where it is not one file. */
export function fileOf(folder: string, source: string, { kind, metadata }: KubernetesObject): string {
  const path = source.replace(/^clusters\//, "");
  if (path === source) return source;
  const look = (path: string): string | undefined => {
    for (const entry of Deno.readDirSync(join(folder, path))) {
      if (entry.isDirectory) {
        const found = look(`${path}/${entry.name}`);
        if (found !== undefined) return found;
      }
      if (!entry.name.endsWith(".yaml") || entry.name === "kustomization.yaml") continue;
      const written = parse(Deno.readTextFileSync(join(folder, path, entry.name))) as Partial<
        KubernetesObject
      >;
      if (written?.kind === kind && written.metadata?.name === metadata.name) return `${path}/${entry.name}`;
    }
    return undefined;
  };
  const [, , service = ""] = path.split("/");
  const base = path.includes("/services/") ? look(`base/${service}`) : undefined;
  const found = look(path) ?? base;
  return found === undefined ? source : `clusters/${found}`;
}
