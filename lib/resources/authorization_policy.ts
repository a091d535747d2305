/** The AuthorizationPolicy of a service: who may call which of its ports, methods and paths. */
import type { IAuthorizationPolicy } from "@kubernetes-models/istio/security.istio.io/v1/AuthorizationPolicy";
import type { CallerModel, PlacedService, PortModel } from "../model/types.ts";
import { principal } from "./identity.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { objectMetadata } from "./metadata.ts";
import { typedObject } from "./typed_object.ts";

/** What may be done: one entry of a rule's `to`. */
interface Operation {
  ports: string[];
  methods?: string[];
  paths?: string[];
}

/**
 * Allows each caller what it asks for in its `calls`; the namespace's own policy denies everything else. Undefined
 * where there is nobody to allow, and outside the mesh, where no proxy could enforce it. A caller without a sidecar
 * has no identity to allow and is left out.
 */
export function authorizationPolicy(service: PlacedService<"callers">): KubernetesObject | undefined {
  const callers = service.callers.filter((caller) => caller.mesh && caller.ports.length > 0);
  if (!service.mesh || callers.length === 0) return undefined;
  return typedObject<IAuthorizationPolicy>({
    apiVersion: "security.istio.io/v1",
    kind: "AuthorizationPolicy",
    metadata: objectMetadata(service, service.name),
    spec: {
      selector: { matchLabels: { app: service.name } },
      action: "ALLOW",
      rules: callers.map((caller) => ({
        from: [{ source: { principals: [principal(caller)] } }],
        to: operations(caller).map((operation) => ({ operation })),
      })),
    },
  });
}

/** The proxy knows no methods on a port that isn't HTTP: there a rule that names any would never match. */
function operations(caller: CallerModel): Operation[] {
  const requests: Pick<Operation, "methods" | "paths"> = {
    ...(caller.methods && { methods: [...caller.methods] }),
    ...(caller.paths && { paths: [...caller.paths] }),
  };
  if (Object.keys(requests).length === 0) return [{ ports: portNumbers(caller.ports) }];
  const http = caller.ports.filter((port) => port.isHttp);
  const others = caller.ports.filter((port) => !port.isHttp);
  return [
    ...(http.length > 0 ? [{ ports: portNumbers(http), ...requests }] : []),
    ...(others.length > 0 ? [{ ports: portNumbers(others) }] : []),
  ];
}

/** The callee's proxy sees the port of the pod, not of the Service. */
function portNumbers(ports: readonly PortModel[]): string[] {
  return [...new Set(ports.map((port) => port.containerPort))].sort((a, b) => a - b).map(String);
}
