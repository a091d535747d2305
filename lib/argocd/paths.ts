/** Where the rendered files stand in the repository that Argo CD reads; without a slash at either end. */

/** The folder of what the clusters share of a service. */
export function basePath(service: string): string {
  return `clusters/base/${service}`;
}

/** The folder of a service in a cluster. */
export function servicePath(cluster: string, service: string): string {
  return `clusters/${cluster}/services/${service}`;
}

/** The folder of a part of a cluster's platform. */
export function partPath(cluster: string, part: string): string {
  return `clusters/${cluster}/platform/${part}`;
}

/** The folder of a cluster's Applications and projects. */
export function argocdPath(cluster: string): string {
  return `clusters/${cluster}/argocd`;
}
