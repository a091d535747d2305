/** Random catalogues that the schema takes and that are meant to pass the rules. */
import fc from "fast-check";
import type { ClusterInput, ServiceInput } from "../../lib/catalogue/types.ts";
import type { Catalogue } from "../../lib/model/catalogue.ts";
import type { Frozen } from "../../lib/model/types.ts";
import { unwritable } from "../../lib/tree/yaml_scalar.ts";

type Service = Frozen<ServiceInput>;

const names = ["accounts", "billing", "cart", "delivery", "events", "feed", "gallery"] as const;

const digest = (seed: number) => `sha256:${seed.toString(16).padStart(2, "0").repeat(32)}`;

const text = fc.oneof(
  fc.constantFrom(
    "yes",
    "no",
    "on",
    "null",
    "1e3",
    "0o7",
    "2024-01-01",
    "1:30",
    " leading",
    "trailing ",
    "a: b",
    "#",
  ),
  fc.constantFrom(
    "line one\nline two\n",
    "\ttab",
    "ümläut",
    "→",
    "'",
    '"',
    "{}",
    "[]",
    "*a",
    "&a",
    "!t",
    "%",
    "@",
    "`",
  ),
  fc.string({ maxLength: 20, unit: "grapheme" }).filter((value) => unwritable(value) === undefined),
);

const ports = fc.constantFrom<NonNullable<Service["ports"]>>(
  [{ name: "http", port: 8080 }],
  [{ name: "http", port: 80, containerPort: 8080 }, { name: "metrics", port: 9100 }],
  [{ name: "grpc", port: 9000, protocol: "grpc" }],
  [{ name: "h2c", port: 8080, protocol: "http2" }, { name: "raw", port: 7000, protocol: "tcp" }],
  [{ name: "redis", port: 6379, protocol: "tcp" }],
);

const probes = (port: string, http: boolean) =>
  fc.option(
    fc.record({
      readiness: fc.constantFrom(
        ...(http ? [{ http: { path: "/readyz", port } }] : []),
        { tcp: { port } },
        { exec: { command: ["true"] } },
      ),
      startup: fc.constantFrom({ tcp: { port }, failureThreshold: 60 }, { grpc: { port } }),
    }, { requiredKeys: [] }),
    { nil: undefined },
  );

const traffic = fc.record({
  timeout: fc.constantFrom("30s", "45s"),
  loadBalancer: fc.constantFrom(
    "ROUND_ROBIN" as const,
    "LEAST_REQUEST" as const,
    { consistentHash: { header: "x-user" } },
  ),
  connectionPool: fc.record({ maxConnections: fc.integer({ min: 1, max: 500 }) }, { requiredKeys: [] }),
  retries: fc.constant({ attempts: 2, perTryTimeout: "5s" }),
}, { requiredKeys: [] });

const httpCanary = fc.record({
  routes: fc.constantFrom(
    [{ headers: { "x-canary": { exact: "true" } } }],
    [{ cookies: { lane: "canary" } }, { path: { prefix: "/next" }, method: "GET" as const }],
  ),
  affinity: fc.constant({ maxAge: "10m" }),
}, { requiredKeys: [] });

const canary = (name: string, http: boolean) =>
  fc.tuple(
    fc.record({
      image: fc.integer({ min: 128, max: 255 }).map((seed) =>
        `registry.example/${name}:2.0.0@${digest(seed)}`
      ),
      steps: fc.uniqueArray(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 5 })
        .map((steps) => steps.toSorted((a, b) => a - b)),
      step: fc.constant(0),
      env: fc.dictionary(fc.constantFrom("MODE", "FLAVOUR"), text, { maxKeys: 2 }),
    }),
    http ? httpCanary : fc.constant({ routes: [] }),
  ).map(([always, more]) => ({ ...always, ...more }));

/** A service that calls only services before it in the list, so that there is no cycle. */
function service(name: string, before: readonly Service[]): fc.Arbitrary<Service> {
  const callable = before.filter((other) => (other.ports ?? []).length > 0).map((other) => other.name);
  return fc.record({
    ports,
    namespace: fc.option(fc.constantFrom("shop", "back-office"), { nil: undefined }),
    seed: fc.integer({ min: 0, max: 127 }),
    calls: fc.subarray(callable),
    config: fc.dictionary(fc.constantFrom("LEVEL", "REGION", "TITLE"), text, { maxKeys: 3 }),
    configFiles: fc.option(
      fc.record({ path: fc.constantFrom("/etc/app/app.yaml", "/etc/app/rules.txt"), content: text }),
      { nil: undefined },
    ),
    replicas: fc.option(fc.integer({ min: 2, max: 9 }), { nil: undefined }),
    exposed: fc.boolean(),
    egress: fc.boolean(),
    mesh: fc.constant(true),
    owner: fc.option(fc.constant("team a"), { nil: undefined }),
  }).chain((parts) => {
    const http = parts.ports.some((port) => !["tcp", "https"].includes(port.protocol ?? "http"));
    return fc.record({
      probes: probes(parts.ports[0]!.name, (parts.ports[0]!.protocol ?? "http") === "http"),
      traffic: fc.option(traffic, { nil: undefined }),
      slo: fc.option(slo, { nil: undefined }),
      canary: fc.option(canary(name, http), { nil: undefined }),
    }).map((more): Service => {
      const fields: Record<string, unknown> = {
        name,
        namespace: parts.namespace,
        owner: parts.owner,
        image: `registry.example/${name}:1.0.0@${digest(parts.seed)}`,
        ports: parts.ports,
        replicas: parts.replicas,
        calls: parts.calls,
        config: parts.config,
        configFiles: parts.configFiles === undefined
          ? undefined
          : { [parts.configFiles.path]: parts.configFiles.content },
        expose: parts.exposed && http ? [{ host: name, port: parts.ports[0]!.name }] : undefined,
        egress: parts.egress ? [{ host: "api.partner.example" }] : undefined,
        probes: more.probes,
        traffic: http ? more.traffic : undefined,
        slo: http ? more.slo : undefined,
        canary: more.canary,
      };
      return Object.fromEntries(
        Object.entries(fields).filter(([, value]) => value !== undefined),
      ) as unknown as Service;
    });
  });
}

function services(count: number): fc.Arbitrary<readonly Service[]> {
  return names.slice(0, count).reduce<fc.Arbitrary<readonly Service[]>>(
    (before, name) => before.chain((list) => service(name, list).map((next) => [...list, next])),
    fc.constant([]),
  );
}

const slo = fc.oneof(
  fc.constant(false as const),
  fc.record({
    availability: fc.constantFrom(90, 99.5, 99.999),
    latency: fc.constantFrom(
      { objective: 99, within: "250ms" },
      { objective: 95.5, within: "2.5s" },
    ),
  }, { requiredKeys: [] }),
);

const observability = fc.record({
  prometheus: fc.constantFrom({ storage: "10Gi" }, { scrapeInterval: "1m" }),
  jaeger: fc.constantFrom(false as const, { maxTraces: 10 }),
  grafana: fc.constantFrom(false as const, {}),
  kiali: fc.constant({}),
}, { requiredKeys: [] });

function cluster(name: string, of: readonly Service[]): fc.Arbitrary<Frozen<ClusterInput>> {
  return fc.record({
    hub: fc.boolean(),
    replicas: fc.integer({ min: 1, max: 4 }),
    automated: fc.boolean(),
    differing: fc.subarray([...of]),
    level: text,
    noCanary: fc.boolean(),
    observability: fc.option(observability, { nil: undefined }),
  }).map((parts) => ({
    name,
    destination: parts.hub ? { argocd: "hub", name } : { argocd: "in-cluster" },
    repository: { url: "https://git.example/platform.git", revision: "main" },
    domain: `${name}.example`,
    istio: { version: "1.31.0" },
    tracing: { samplingPercent: 10 },
    ...(parts.observability && { observability: parts.observability }),
    defaults: { replicas: parts.replicas },
    sync: { automated: parts.automated },
    services: Object.fromEntries(parts.differing.map((service) => [service.name, {
      config: { LEVEL: parts.level },
      replicas: 5,
      ...(parts.noCanary && service.canary !== undefined ? { canary: false as const } : {}),
    }])),
  }));
}

/** Up to seven services and two clusters. */
export const catalogue: fc.Arbitrary<Catalogue> = fc.integer({ min: 1, max: names.length })
  .chain(services)
  .chain((list) =>
    fc.tuple(cluster("alpha", list), cluster("beta", list)).map((clusters) => ({
      services: list.map((value) => ({ file: `services/${value.name}.ts`, value })),
      clusters: clusters.map((value) => ({ file: `overlays/${value.name}.ts`, value })),
      argocd: { file: "argocd/argocd.ts", value: { version: "v3.2.6" } },
    }))
  );
