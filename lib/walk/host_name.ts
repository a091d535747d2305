/** Host names with a wildcard at their start, as Istio compares them. */

/** Whether a host stands for many. */
export function isWildcard(host: string): boolean {
  return host.startsWith("*");
}

/** Whether every name that `host` stands for is among those of `wider`. */
export function isSubsetOf(host: string, wider: string): boolean {
  if (!isWildcard(wider)) return host === wider;
  const [inner, outer] = [isWildcard(host) ? host.slice(1) : host, wider.slice(1)];
  return inner.length >= outer.length && inner.endsWith(outer);
}

/** Whether two hosts have a name in common. */
export function overlap(a: string, b: string): boolean {
  if (isWildcard(a) && isWildcard(b)) return isSubsetOf(a, b) || isSubsetOf(b, a);
  return isWildcard(a) ? isSubsetOf(b, a) : isSubsetOf(a, b);
}

/** The names that two hosts have in common, as the narrower of both; undefined where there are none. */
export function intersection(a: string, b: string): string | undefined {
  if (isSubsetOf(a, b)) return a;
  return isSubsetOf(b, a) ? b : undefined;
}

/** Of hosts that stand for a name the one that says most: itself, else the longest wildcard. */
export function mostSpecific(name: string, hosts: Iterable<string>): string | undefined {
  let found: string | undefined;
  for (const host of hosts) {
    if (host === name) return host;
    if (!isSubsetOf(name, host)) continue;
    if (found === undefined || host.length > found.length) found = host;
  }
  return found;
}

/** A host as a rule in a namespace writes it: a name without a dot is a Service of that namespace. */
export function fullHost(host: string, namespace: string, clusterDomain = "cluster.local"): string {
  return host === "" || host.includes(".") || isWildcard(host)
    ? host.toLowerCase()
    : `${host}.${namespace}.svc.${clusterDomain}`.toLowerCase();
}
