import { LabError } from "../lab_error.ts";

/** Where in the cluster the lab's repository is. */
export interface GiteaAddress {
  readonly namespace: string;
  /** The name of the Service, and of all that belongs to it. */
  readonly name: string;
  readonly port: number;
  /** Who owns the repository. */
  readonly owner: string;
  /** Without `.git`. */
  readonly repository: string;
}

const IN_CLUSTER = /^([a-z0-9-]+)\.([a-z0-9-]+)\.svc(?:\.cluster\.local)?$/;
const PATH = /^\/([A-Za-z0-9_.-]+)\/([A-Za-z0-9_.-]+?)(?:\.git)?$/;

/**
 * What a repository's URL says of a Git server in the cluster; `undefined` for one elsewhere, which Argo CD reads
 * directly.
 *
 * @throws {LabError} if it is in the cluster and can't be served there.
 */
export function giteaAddress(url: string): GiteaAddress | undefined {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const [, name, namespace] = IN_CLUSTER.exec(parsed?.hostname ?? "") ?? [];
  if (parsed === undefined || name === undefined || namespace === undefined) return undefined;
  const [, owner, repository] = PATH.exec(parsed.pathname) ?? [];
  if (parsed.protocol !== "http:" || owner === undefined || repository === undefined) {
    throw new LabError(
      `Cannot serve "${url}" in the cluster: it must be http://<service>.<namespace>.svc/<owner>/<name>.git`,
    );
  }
  return { namespace, name, port: Number(parsed.port || 80), owner, repository };
}
