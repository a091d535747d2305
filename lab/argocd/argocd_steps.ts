/**
 * The steps that put Argo CD into a lab of processes: what its Applications name is served, Argo CD is applied, the
 * working tree is pushed, and the root Application is applied. The rest is Argo CD's.
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import { provision } from "../../toolchain/provision.ts";
import { packIstioCharts } from "../charts/istio_charts.ts";
import { makeBareRepository } from "../git/bare_repository.ts";
import { publishFolder } from "../git/publish_folder.ts";
import { pushWorkingTree } from "../git/push_working_tree.ts";
import { LabError } from "../lab_error.ts";
import { API_SERVER_PORT, NODE_ADDRESS } from "../process/addresses.ts";
import { certificateAuthority } from "../process/certificates.ts";
import { publishNames } from "../process/cluster_network/names.ts";
import type { Layout } from "../process/layout.ts";
import { connectInside, forward } from "../process/relay.ts";
import type { LabContext, Step } from "../process/step.ts";
import { kubeconfigOf } from "../process/users.ts";
import { waitUntilReady } from "../process/wait_until_ready.ts";
import { applyArgoCD, applyRoot, prepareBootstrap } from "./bootstrap.ts";
import { type ClusterApi, clusterApi } from "./cluster_api.ts";
import { generatedSecrets, makeSecrets } from "./generated_secrets.ts";
import { type ClusterTree, readClusterTree } from "./cluster_tree.ts";
import { listenersOf, type Site } from "./site.ts";
import { siteNames } from "./site_names.ts";
import { siteServer } from "./site_server.ts";
import { ARGO_CD_TAG, type ServedSource, type Sources, sourcesOf } from "./sources.ts";

/** Which tree a lab runs. */
export interface LabTree {
  /** The folder whose files are pushed; by default this repository. */
  readonly workingTree: string;
  /** The cluster's name below `clusters/`. */
  readonly cluster: string;
}

/** The cluster `lab` of this repository. */
export const LAB_TREE: LabTree = Object.freeze({
  workingTree: fileURLToPath(new URL("../../", import.meta.url)).replace(/\/$/, ""),
  cluster: "lab",
});

/** The path of the repository that Argo CD reads the working tree from; what `git push` on this machine takes. */
export function repositoryPath(layout: Layout): string {
  return `${layout.root}/git/platform.git`;
}

/** The path of the repository that keeps what was pushed. */
export function storePath(layout: Layout): string {
  return `${layout.root}/git/working-tree.git`;
}

/** Reads what the tree says about Argo CD, and which of its sources are served here. */
export async function readLabTree(
  { workingTree, cluster }: LabTree,
): Promise<{ readonly tree: ClusterTree; readonly sources: Sources }> {
  const { kustomize } = await provision(["kustomize"]);
  const tree = await readClusterTree(kustomize, `${workingTree}/clusters/${cluster}`);
  return { tree, sources: sourcesOf(tree.applications, tree.root.spec.source?.repoURL ?? "") };
}

/** Does something with the lab's API server, from this machine's network. */
export async function withClusterApi<T>(layout: Layout, work: (api: ClusterApi) => Promise<T>): Promise<T> {
  await using way = forward(layout, NODE_ADDRESS, API_SERVER_PORT);
  using api = clusterApi(await kubeconfigOf(layout, "admin", `https://127.0.0.1:${way.port}`));
  return await work(api);
}

/** The steps, for a tree. They need the API server and the cluster's network. */
export function argocdSteps(labTree: LabTree = LAB_TREE): readonly Step[] {
  return [
    { name: "sources", run: (context) => serveSources(context, labTree) },
    {
      name: "argocd",
      run: ({ layout }) => withClusterApi(layout, (api) => installArgoCD(api, layout, labTree)),
    },
    {
      name: "push",
      async run({ layout }) {
        const { commit, changed } = await pushWorkingTree({
          workingTree: labTree.workingTree,
          store: storePath(layout),
          remote: repositoryPath(layout),
        });
        return `${commit.slice(0, 7)}${changed ? "" : ", nothing new"}`;
      },
    },
    {
      name: "secrets",
      run: ({ layout }) =>
        withClusterApi(layout, async (api) => {
          const { tree } = await readLabTree(labTree);
          const secrets = await generatedSecrets(labTree.workingTree, labTree.cluster);
          const made = await makeSecrets(api, secrets, tree.namespaces);
          return `${secrets.length} generated${made === 0 && secrets.length > 0 ? " before" : ""}`;
        }),
    },
    {
      name: "root application",
      run: ({ layout }) =>
        withClusterApi(layout, async (api) => {
          const { tree } = await readLabTree(labTree);
          await applyRoot(api, { definitions: [], components: [], root: tree.rootObjects });
          return `${tree.applications.length} Applications`;
        }),
    },
  ];
}

async function serveSources({ layout, supervisor }: LabContext, labTree: LabTree): Promise<string> {
  const { sources: { served, refused } } = await readLabTree(labTree);
  const sites = await Promise.all(served.map((source) => makeSite(layout, source)));
  const { objects, names } = siteNames(sites);
  await publishNames(layout, "sites", names);
  await withClusterApi(layout, async (api) => {
    for (const object of objects) await api.apply(object);
  });
  const spec = await siteServer(layout, sites);
  const start = await supervisor.start(spec);
  const probe = async () => {
    for (const { port } of listenersOf(sites)) (await connectInside(layout, NODE_ADDRESS, port)).close();
  };
  await waitUntilReady(supervisor, { name: spec.name, probe, limit: 30 });
  const missing = refused.map(({ application, url, reason }) =>
    `; not served for ${application}: ${url}: ${reason}`
  );
  return `${start}, ${sites.length} URLs${missing.join("")}`;
}

async function makeSite(layout: Layout, { url, kind }: ServedSource): Promise<Site> {
  switch (kind) {
    case "working tree": {
      const folder = repositoryPath(layout);
      await makeBareRepository(folder);
      return { url, kind: "git", folder };
    }
    case "Argo CD's manifests": {
      const { "argocd-manifests": folder } = await provision(["argocd-manifests"]);
      const repository = `${layout.root}/git/argo-cd.git`;
      await publishFolder({ repository, folder, paths: ["manifests"], tag: ARGO_CD_TAG });
      return { url, kind: "git", folder: repository };
    }
    case "Istio's charts": {
      const { "istio-manifests": manifests } = await provision(["istio-manifests"]);
      const folder = `${layout.root}/charts`;
      await packIstioCharts(manifests, folder);
      return { url, kind: "charts", folder };
    }
  }
}

async function installArgoCD(api: ClusterApi, layout: Layout, labTree: LabTree): Promise<string> {
  const { tree, sources } = await readLabTree(labTree);
  const { kustomize, "argocd-manifests": manifests } = await provision(["kustomize", "argocd-manifests"]);
  const authority = await certificateAuthority(layout);
  const hosts = sources.served.map(({ url }) => new URL(url)).filter(({ protocol }) => protocol === "https:");
  const certificates = Object.fromEntries(hosts.map(({ hostname }) => [hostname, authority]));
  const bootstrap = await prepareBootstrap({ api, tree, kustomize, manifests, certificates });
  if (bootstrap.definitions.length === 0) {
    throw new LabError("Cannot install Argo CD: it brings no definitions");
  }
  await applyArgoCD(api, bootstrap);
  return `${bootstrap.definitions.length + bootstrap.components.length} objects`;
}
