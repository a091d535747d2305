/** What a workload calls, as far as the objects declare it. */
import { authorizedRequest } from "./authorized_request.ts";
import { sidecarClient } from "./client.ts";
import type { Mesh } from "./mesh.ts";
import { mayLeave } from "./network_policy.ts";
import { endpointsOf } from "./endpoints.ts";
import { handedOn, type Options } from "./options.ts";
import { isWildcard } from "./host_name.ts";
import type { Reference } from "./reference.ts";
import type { Request } from "./request.ts";
import { sidecarScope } from "./sidecar_scope.ts";
import { isDoubt } from "./verdict.ts";
import type { Workload } from "./workload.ts";

/** A call that a workload's own Sidecar declares. */
export interface DeclaredCall {
  /** What it sends. */
  readonly request: Request;
  /** The Sidecar's line. */
  readonly at: Reference;
}

/**
 * The calls of a workload: to every single host that the Sidecar selecting its pods imports, on each port that its
 * NetworkPolicies let it reach. Wildcards declare no call, and neither do the collectors that proxies themselves send
 * to. A call asks for what the callee's policies allow the workload: the first method and path, else `GET /`.
 *
 * @param headers What the workload's process hands on.
 */
export function declaredCalls(
  mesh: Mesh,
  workload: Workload,
  headers: Readonly<Record<string, string>>,
  options: Options = {},
): readonly DeclaredCall[] {
  const { sidecar, hosts = [] } = sidecarScope(mesh, workload);
  const spec = sidecar?.spec as { readonly workloadSelector?: unknown } | undefined;
  if (spec?.workloadSelector === undefined) return [];
  const { namespace, name } = workload;
  return hosts.flatMap(({ host, at }) => {
    if (isWildcard(host) || mesh.config.providerHosts.includes(host)) return [];
    const service = mesh.servicesByHost.get(host)?.[0];
    if (service === undefined) return [];
    return service.ports.flatMap((port) => {
      const [endpoint] = endpointsOf(mesh, service, port, {});
      if (endpoint !== undefined && options.networkPolicies !== false && service.ports.length > 1) {
        const { allowed } = mayLeave(mesh, workload, endpoint.workload, endpoint.port);
        if (!isDoubt(allowed) && !allowed) return [];
      }
      const { method, path } = authorizedRequest(mesh, sidecarClient(workload), endpoint);
      return [{
        request: {
          from: { kind: "workload" as const, namespace, name },
          host: port.number === 80 ? host : `${host}:${port.number}`,
          port: port.number,
          method,
          path,
          headers: handedOn(headers, options.forwarded),
        },
        at,
      }];
    });
  });
}
