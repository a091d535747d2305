/** Models of services for the tests of `lib/resources/`. */
import type { CanaryModel, JobModel, PortModel, ServiceModel, VersionModel } from "../../lib/model/types.ts";

/** The one port of {@linkcode serviceModel}: HTTP on 8080. */
export const httpPort: PortModel = {
  name: "http",
  port: 8080,
  containerPort: 8080,
  protocol: "http",
  isHttp: true,
};

/** A port that speaks HTTP on 8080, but for what is said otherwise. */
export function portModel(overrides: Partial<PortModel>): PortModel {
  const protocol = overrides.protocol ?? "http";
  const port = overrides.port ?? 8080;
  return {
    ...httpPort,
    containerPort: port,
    isHttp: protocol === "http" || protocol === "http2" || protocol === "grpc",
    ...overrides,
  };
}

/** The stable version of {@linkcode serviceModel}, but for what is said otherwise. */
export function versionModel(overrides: Partial<VersionModel>): VersionModel {
  const version = overrides.version ?? "stable";
  return {
    version,
    image: version === "stable" ? "registry.example/backend:1.0.0" : "registry.example/backend:1.1.0",
    replicas: 1,
    autoscaling: undefined,
    env: {},
    config: {},
    resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "256Mi" } },
    ...overrides,
  };
}

/**
 * A service with every default: one Deployment `backend-stable` in the mesh, one HTTP port, no callers, no callees,
 * no canary. Names that follow from `name` and `namespace` follow from those given.
 */
export function serviceModel(overrides: Partial<ServiceModel>): ServiceModel {
  const name = overrides.name ?? "backend";
  const namespace = overrides.namespace ?? name;
  const serviceName = overrides.serviceName ?? `${name}-service`;
  const fields = {
    name,
    file: `services/${name}.ts`,
    cluster: undefined,
    clusterFile: undefined,
    written: { name, image: "registry.example/backend:1.0.0", ports: [{ name: "http", port: 8080 }] },
    difference: undefined,
    description: undefined,
    owner: undefined,
    namespace,
    project: "services",
    kind: "Deployment",
    job: undefined,
    mesh: true,
    serviceName,
    host: `${serviceName}.${namespace}.svc.cluster.local`,
    serviceAccount: { name, annotations: {}, automountToken: false },
    labels: {},
    annotations: {},
    versions: [versionModel({})],
    ports: [httpPort],
    command: undefined,
    args: undefined,
    configFiles: {},
    secrets: {},
    imagePullSecrets: [],
    probes: { readiness: undefined, liveness: undefined, startup: undefined },
    volumes: {},
    security: { runAsUser: 10001, runAsGroup: 10001, fsGroup: 10001, readOnlyRootFilesystem: true },
    autoscaling: undefined,
    disruption: undefined,
    scheduling: {
      nodeSelector: {},
      tolerations: [],
      spread: [{ topologyKey: "kubernetes.io/hostname", maxSkew: 1, whenUnsatisfiable: "ScheduleAnyway" }],
      priorityClassName: undefined,
    },
    gracePeriodSeconds: 30,
    minReadySeconds: 0,
    callers: [],
    callees: [],
    exposures: [],
    egress: [],
    traffic: {
      timeout: "15s",
      retries: {
        attempts: 0,
        perTryTimeout: undefined,
        on: ["connect-failure", "refused-stream", "reset-before-request"],
      },
      idempotent: false,
      loadBalancer: "ROUND_ROBIN",
      connectionPool: {
        maxConnections: 100,
        connectTimeout: "10s",
        http1MaxPendingRequests: 50,
        http2MaxRequests: 1024,
        maxRequestsPerConnection: 0,
        maxRetries: 3,
        idleTimeout: "4s",
      },
      outlierDetection: undefined,
      mirror: undefined,
      fault: undefined,
      cors: undefined,
    },
    canary: undefined,
    objects: [],
    patches: [],
    slo: undefined,
    surroundings: {
      lab: true,
      collector: { namespace: "observability", service: "jaeger-collector", port: 4317 },
      privateNetworks: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"],
    },
    ...overrides,
  } satisfies Omit<ServiceModel, "definition">;
  return { ...fields, definition: fields };
}

/** Another service, its definition with it: the same but for what is said otherwise. */
export function changed(service: ServiceModel, overrides: Partial<ServiceModel>): ServiceModel {
  const fields = { ...service, ...overrides };
  return { ...fields, definition: fields };
}

/** A canary at the first of its steps, 10 % of the requests, but for what is said otherwise. */
export function canaryModel(overrides: Partial<CanaryModel>): CanaryModel {
  const step = { pause: undefined, manual: false };
  return {
    steps: [{ weight: 10, ...step }, { weight: 50, ...step }, { weight: 100, ...step }],
    step: 0,
    weight: 10,
    paused: false,
    routes: [{ headers: { "x-canary": { exact: "true" } } }],
    mirrorPercent: undefined,
    affinity: undefined,
    deadlineSeconds: 600,
    analysis: undefined,
    ...overrides,
  };
}

/** How a Job runs that says nothing, but for what is said otherwise. */
export function jobModel(overrides: Partial<JobModel>): JobModel {
  return {
    schedule: undefined,
    timeZone: undefined,
    concurrencyPolicy: "Forbid",
    suspend: false,
    backoffLimit: 3,
    deadlineSeconds: undefined,
    completions: 1,
    parallelism: 1,
    ...overrides,
  };
}
