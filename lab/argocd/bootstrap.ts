import { Buffer } from "node:buffer";
import { LabError } from "../lab_error.ts";
import type { Application } from "./application.ts";
import { applyAll, waitForDefinitions } from "./apply_objects.ts";
import {
  ARGO_CD_SECRET,
  type ArgoCDSecrets,
  type Bootstrap,
  bootstrapObjects,
  REDIS_SECRET,
} from "./bootstrap_objects.ts";
import type { ClusterApi } from "./cluster_api.ts";
import type { ClusterTree } from "./cluster_tree.ts";
import { kustomizeBuildAs } from "./kustomize_build.ts";
import { ARGO_CD_URL } from "./sources.ts";

/** What bootstrapping needs. */
export interface BootstrapRequest {
  readonly api: ClusterApi;
  readonly tree: ClusterTree;
  /** The program `kustomize`. */
  readonly kustomize: string;
  /** The path of the tool `argocd-manifests`. */
  readonly manifests: string;
  /** Certificates that Argo CD's repo server trusts, PEM, by the host that they are for. */
  readonly certificates: Readonly<Record<string, string>>;
}

/**
 * Prepares what is applied by hand: Argo CD as its own Application has it, its settings, its secrets, the root
 * Application with its project, and nothing else.
 *
 * @throws {LabError} if no Application of the cluster holds Argo CD itself.
 */
export async function prepareBootstrap(request: BootstrapRequest): Promise<Bootstrap> {
  const { api, tree, kustomize, manifests, certificates } = request;
  const scratch = await Deno.makeTempDir();
  try {
    const { path, options } = argocdSource(tree.applications);
    const install = await kustomizeBuildAs(kustomize, `${manifests}/${path}`, options, scratch);
    return bootstrapObjects({
      namespace: tree.namespace,
      install,
      settings: tree.settings,
      root: tree.rootObjects,
      secrets: await keptSecrets(api, tree.namespace.metadata.name),
      certificates,
    });
  } finally {
    await Deno.remove(scratch, { recursive: true });
  }
}

/** Applies everything but the root Application: Argo CD itself. */
export async function applyArgoCD(api: ClusterApi, { definitions, components }: Bootstrap): Promise<void> {
  await applyAll(api, definitions);
  await waitForDefinitions(api, definitions);
  const isNamespace = ({ kind }: { readonly kind: string }) => kind === "Namespace";
  await applyAll(api, components.filter(isNamespace));
  await applyAll(api, components.filter((object) => !isNamespace(object)));
}

/** Applies the root Application after its project; from then on Argo CD does the rest. */
export async function applyRoot(api: ClusterApi, { root }: Bootstrap): Promise<void> {
  for (const object of root) await api.apply(object);
}

function argocdSource(
  applications: readonly Application[],
): { readonly path: string; readonly options: Readonly<Record<string, unknown>> } {
  const source = applications.map(({ spec }) => spec.source).find((found) => found?.repoURL === ARGO_CD_URL);
  if (source?.path === undefined) {
    throw new LabError(
      `Cannot install Argo CD: no Application of the cluster has the source "${ARGO_CD_URL}"`,
    );
  }
  return { path: source.path, options: source.kustomize ?? {} };
}

// A second run must not change them: whoever holds the old ones would be locked out.
async function keptSecrets(api: ClusterApi, namespace: string): Promise<ArgoCDSecrets> {
  const kept = async (name: string, key: string) => {
    const secret = await api.read({ apiVersion: "v1", kind: "Secret", metadata: { name, namespace } });
    const value = (secret?.["data"] as Readonly<Record<string, string>> | undefined)?.[key];
    return value === undefined ? randomText() : Buffer.from(value, "base64").toString();
  };
  return {
    serverSecretKey: await kept(ARGO_CD_SECRET, "server.secretkey"),
    redisPassword: await kept(REDIS_SECRET, "auth"),
  };
}

function randomText(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(24))).toString("hex");
}
