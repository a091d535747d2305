import type { Layout } from "../process/layout.ts";

/** The files of a Kind lab: everything it keeps is in one folder, which `down` removes. */
export interface KindLayout {
  /** The folder itself, absolute; beside that of a lab of processes. */
  readonly root: string;
  /** Written first and removed last: says that the folder is a lab's. */
  readonly marker: string;
  /** Which cluster was made completely, and with which configuration. */
  readonly cluster: string;
  /** The way to the API server with all rights. */
  readonly kubeconfig: string;
  /** A bare repository that keeps what was pushed. */
  readonly store: string;
  /** What Git is given to push with. */
  readonly credentials: string;
  /** Held by the command that changes the lab. */
  readonly lock: string;
}

/** The layout beside a lab of processes. */
export function kindLayout({ root }: Pick<Layout, "root">): KindLayout {
  const folder = `${root}-kind`;
  return Object.freeze({
    root: folder,
    marker: `${folder}/lab.json`,
    cluster: `${folder}/cluster.json`,
    kubeconfig: `${folder}/kubeconfig`,
    store: `${folder}/working-tree.git`,
    credentials: `${folder}/git-credentials`,
    lock: `${folder}/lock`,
  });
}
