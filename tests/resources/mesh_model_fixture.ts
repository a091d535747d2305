/** The parts of a service's model that only the mesh looks at. */
import type { CalleeModel, CallerModel, ExposureModel, ServiceModel } from "../../lib/model/types.ts";
import { canaryModel, httpPort, serviceModel, versionModel } from "./service_model_fixture.ts";

/** The service `frontend`, which calls the HTTP port, but for what is said otherwise. */
export function callerModel(overrides: Partial<CallerModel>): CallerModel {
  const name = overrides.name ?? "frontend";
  return {
    name,
    namespace: name,
    serviceAccount: name,
    podLabels: { app: name },
    mesh: true,
    ports: [httpPort],
    methods: undefined,
    paths: undefined,
    ...overrides,
  };
}

/** The gateway as a caller, but for what is said otherwise. */
export function gatewayCallerModel(overrides: Partial<CallerModel>): CallerModel {
  return callerModel({
    name: "gateway",
    namespace: "istio-ingress",
    serviceAccount: "istio-ingress",
    podLabels: { app: "istio-ingress", istio: "ingress" },
    ...overrides,
  });
}

/** The service `ml`, which is called on the HTTP port, but for what is said otherwise. */
export function calleeModel(overrides: Partial<CalleeModel>): CalleeModel {
  const name = overrides.name ?? "ml";
  const namespace = overrides.namespace ?? name;
  return {
    name,
    namespace,
    host: `${name}-service.${namespace}.svc.cluster.local`,
    podLabels: { app: name },
    mesh: true,
    ports: [httpPort],
    ...overrides,
  };
}

/** All of `backend.local`, for one service, without TLS, but for what is said otherwise. */
export function exposureModel(overrides: Partial<ExposureModel>): ExposureModel {
  const host = overrides.host ?? "backend.local";
  return {
    host,
    paths: ["/"],
    port: httpPort,
    gateway: `istio-ingress/${host.replaceAll(".", "-")}`,
    shared: false,
    tls: undefined,
    ...overrides,
  };
}

/** A service with a canary at 10 %, but for what is said otherwise. */
export function canaryServiceModel(
  canary: Partial<NonNullable<ServiceModel["canary"]>> = {},
  overrides: Partial<ServiceModel> = {},
): ServiceModel {
  return serviceModel({
    versions: [versionModel({}), versionModel({ version: "canary" })],
    canary: canaryModel(canary),
    ...overrides,
  });
}
