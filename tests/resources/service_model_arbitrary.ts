/** Random models of services, such as rules let through, for properties of what is rendered. */
import fc from "fast-check";
import type {
  CalleeModel,
  CallerModel,
  EgressModel,
  PortModel,
  ServiceModel,
  VersionModel,
} from "../../lib/model/types.ts";
import { canaryModel, jobModel, portModel, serviceModel, versionModel } from "./service_model_fixture.ts";

const label = fc.stringMatching(/^[a-z]([-a-z0-9]{0,8}[a-z0-9])?$/).filter((name) => !name.includes("--"));
const key = fc.stringMatching(/^[-_a-zA-Z0-9]([-._a-zA-Z0-9]{0,10}[a-zA-Z0-9])?$/);
const variable = fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,8}$/);
const text = fc.string({ unit: "grapheme", maxLength: 20 }).filter((value) => !value.includes("\0"));
const path = fc.stringMatching(/^(\/[-._a-zA-Z0-9]{1,8}){1,3}$/).filter((path) =>
  !/\/\.{1,2}(\/|$)/.test(path)
);
const portNumber = fc.integer({ min: 1, max: 65535 });

const ports: fc.Arbitrary<readonly PortModel[]> = fc.uniqueArray(
  fc.record({
    name: label,
    port: portNumber,
    containerPort: fc.oneof(portNumber, fc.constantFrom(8080, 9090)),
    protocol: fc.constantFrom("http", "http2", "grpc", "https", "tcp"),
  }),
  { maxLength: 4, selector: ({ name }) => name, comparator: (left, right) => left === right },
).map((list) => {
  const numbers = new Set<number>();
  return list.filter(({ port }) => !numbers.has(port) && numbers.add(port)).map(portModel);
});

const environmentValue = fc.oneof(
  text,
  fc.record({ secret: label, key }),
  fc.record({ secret: label, key, optional: fc.boolean() }),
  fc.record({ field: fc.constantFrom("metadata.name", "status.podIP") }),
  fc.record({ resource: fc.constantFrom("limits.memory", "requests.cpu") }),
);

const settings = fc.dictionary(key, text, { maxKeys: 4, noNullPrototype: true });

const version = fc.record({
  env: fc.dictionary(variable, environmentValue, { maxKeys: 4, noNullPrototype: true }),
  config: settings,
  resources: fc.constantFrom<VersionModel["resources"]>(
    { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "64Mi" } },
    { requests: { cpu: "1", memory: "1Gi" }, limits: { cpu: "2", memory: "2Gi" } },
    { requests: { cpu: "0.5", memory: "128Mi" } },
  ),
  replicas: fc.integer({ min: 1, max: 5 }),
});

const volume = fc.tuple(
  fc.constantFrom<Readonly<Record<string, unknown>>>(
    { emptyDir: {} },
    { emptyDir: { medium: "Memory", sizeLimit: "1Mi" } },
    { claim: { size: "1Gi" } },
    { claim: { size: "1Gi", storageClass: "fast", accessMode: "ReadWriteMany" } },
    { existingClaim: "shared" },
    { secret: "certificate" },
    { configMap: "settings" },
  ),
  fc.oneof(path, fc.constant("/tmp")),
);

const volumes = fc.dictionary(label, volume, { maxKeys: 4, noNullPrototype: true }).map((entries) => {
  const paths = new Set<string>();
  return Object.fromEntries(
    Object.entries(entries)
      .filter(([, [, mountPath]]) => !paths.has(mountPath) && paths.add(mountPath))
      .map(([name, [source, mountPath]]) => [name, { mountPath, ...source }]),
  ) as ServiceModel["volumes"];
});

const peer = fc.record({ name: label, namespace: label, mesh: fc.boolean(), ports });
const callers = fc.array(peer, { maxLength: 3 }).map((peers) =>
  peers.map((peer): CallerModel => ({
    ...peer,
    serviceAccount: peer.name,
    podLabels: { app: peer.name },
    methods: undefined,
    paths: undefined,
  }))
);
const callees = fc.array(peer, { maxLength: 3 }).map((peers) =>
  peers.map((peer): CalleeModel => (
    { ...peer, host: `${peer.name}.example`, podLabels: { app: peer.name } }
  ))
);
const egress = fc.array(
  fc.record({
    host: fc.constant("api.example.com"),
    port: portNumber,
    protocol: fc.constantFrom<EgressModel["protocol"]>("TLS", "TCP"),
    networks: fc.constantFrom(undefined, ["203.0.113.0/24", "2001:db8::/32"]),
  }),
  { maxLength: 2 },
);

const probe = fc.constantFrom<ServiceModel["probes"]["readiness"]>(
  undefined,
  { http: { path: "/healthz" }, periodSeconds: 5 },
  { tcp: {} },
  { grpc: {} },
  { exec: { command: ["true"] } },
);

const kinds = fc.constantFrom("Deployment", "Deployment", "Deployment", "Job", "CronJob");

const parts = fc.record({
  name: label,
  namespace: label,
  owner: fc.option(text, { nil: undefined }),
  kind: kinds,
  mesh: fc.boolean(),
  labels: fc.dictionary(label, label, { maxKeys: 2, noNullPrototype: true }),
  annotations: fc.dictionary(label, text, { maxKeys: 2, noNullPrototype: true }),
  stable: version,
  canary: fc.option(version, { nil: undefined }),
  ports,
  command: fc.option(fc.array(text, { minLength: 1, maxLength: 3 }), { nil: undefined }),
  configFiles: fc.dictionary(path, text, { maxKeys: 3, noNullPrototype: true }),
  probes: fc.record({ readiness: probe, liveness: probe, startup: probe }),
  volumes,
  readOnlyRootFilesystem: fc.boolean(),
  scaled: fc.boolean(),
  disruption: fc.constantFrom<ServiceModel["disruption"]>(undefined, { maxUnavailable: 1 }, {
    minAvailable: "50%",
  }, {
    minAvailable: 2,
  }),
  gracePeriodSeconds: fc.integer({ min: 0, max: 120 }),
  minReadySeconds: fc.integer({ min: 0, max: 10 }),
  callers,
  callees,
  egress,
});

/** A random service with or without a canary, as Deployment, Job or CronJob. */
export const arbitraryServiceModel: fc.Arbitrary<ServiceModel> = parts.map((parts) => {
  const { stable, canary, readOnlyRootFilesystem, scaled, ...rest } = parts;
  const isDeployment = rest.kind === "Deployment";
  const bounds = { minReplicas: 2, maxReplicas: 6 };
  const one = (of: typeof stable, name: VersionModel["version"], scaled: boolean) =>
    versionModel({ ...of, version: name, ...(scaled && { replicas: undefined, autoscaling: bounds }) });
  const withCanary = isDeployment && canary !== undefined;
  // Probes without a port of their own ask the first one, which a rule wants to exist.
  const probes = rest.ports.length > 0
    ? rest.probes
    : { readiness: undefined, liveness: undefined, startup: undefined };
  const { startup, liveness } = probes;
  return serviceModel({
    ...rest,
    probes: { readiness: probes.readiness, startup, liveness },
    versions: [one(stable, "stable", scaled), ...(withCanary ? [one(canary, "canary", scaled)] : [])],
    canary: withCanary ? canaryModel({ deadlineSeconds: 300 }) : undefined,
    job: isDeployment ? undefined : jobModel(rest.kind === "CronJob" ? { schedule: "0 3 * * *" } : {}),
    security: { runAsUser: 10001, runAsGroup: 10001, fsGroup: 10001, readOnlyRootFilesystem },
    autoscaling: scaled
      ? { ...bounds, cpuUtilization: 80, memoryUtilization: undefined, scaleDownStabilizationSeconds: 300 }
      : undefined,
  });
});
