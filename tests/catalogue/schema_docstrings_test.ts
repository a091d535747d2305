/** Every field of the schema is documented, and what is said of its default is true. */
import assert from "node:assert/strict";
import { buildModel } from "../../lib/model/build_model.ts";
import type { Catalogue } from "../../lib/model/catalogue.ts";
import { type SchemaField, schemaFields } from "./schema_fields.ts";

const folder = "lib/catalogue/schema";

/** Fields that have nothing in their place where they aren't written. */
const nothing: readonly string[] = [
  "argocd.ts: argocd.settings.extra",
  "argocd.ts: argocd.settings.url",
  "argocd.ts: project.description",
  "canary.ts: bounds.maximum",
  "canary.ts: bounds.minimum",
  "canary.ts: canary.config",
  "canary.ts: canary.env",
  "canary.ts: canary.mirror",
  "canary.ts: canary.resources",
  "canary.ts: forcedRoute.cookies",
  "canary.ts: forcedRoute.headers",
  "canary.ts: forcedRoute.method",
  "canary.ts: forcedRoute.path",
  "cluster.ts: cluster.description",
  "cluster.ts: cluster.gateway.annotations",
  "cluster.ts: cluster.kind",
  "cluster.ts: cluster.services",
  "container.ts: autoscaling.memoryUtilization",
  "container.ts: mount.subPath",
  "container.ts: probe.http.headers",
  "container.ts: probes.liveness",
  "container.ts: probes.readiness",
  "container.ts: probes.startup",
  "container.ts: scheduling.nodeSelector",
  "container.ts: scheduling.priorityClassName",
  "container.ts: scheduling.tolerations",
  "container.ts: scheduling.tolerations.value",
  "observability.ts: observability.grafana.settings",
  "service.ts: job.schedule",
  "service.ts: service.args",
  "service.ts: service.command",
  "service.ts: service.description",
  "service.ts: service.imagePullSecrets",
  "service.ts: service.owner",
  "service.ts: service.serviceAccount.annotations",
  "service.ts: service.volumes",
  "service.ts: serviceDifference.canary",
  "service.ts: variableFields.annotations",
  "service.ts: variableFields.config",
  "service.ts: variableFields.configFiles",
  "service.ts: variableFields.env",
  "service.ts: variableFields.labels",
  "service.ts: variableFields.objects",
  "service.ts: variableFields.patches",
  "service.ts: variableFields.secrets",
  "traffic.ts: cors.allowHeaders",
  "traffic.ts: cors.exposeHeaders",
  "traffic.ts: fault.abort",
  "traffic.ts: fault.delay",
  "traffic.ts: traffic.fault",
  "traffic.ts: traffic.mirror",
];

/** Fields whose own fields say their defaults. */
const byTheirFields: readonly string[] = [
  "argocd.ts: argocd.projects",
  "argocd.ts: argocd.root",
  "argocd.ts: argocd.settings",
  "cluster.ts: cluster.defaults",
  "cluster.ts: cluster.gateway",
  "cluster.ts: cluster.sync",
  "cluster.ts: kind.hostPorts",
  "observability.ts: observability.prometheus",
  "service.ts: service.job",
  "service.ts: service.probes",
  "service.ts: service.security",
  "service.ts: service.serviceAccount",
  "service.ts: variableFields.resources",
  "service.ts: variableFields.scheduling",
  "service.ts: variableFields.traffic",
  "traffic.ts: traffic.connectionPool",
];

/** Amounts of resources, whose defaults stand with requests and limits: each depends on the other. */
const byTheirOwner: readonly string[] = [
  "container.ts: amounts.cpu",
  "container.ts: amounts.ephemeral-storage",
  "container.ts: amounts.memory",
];

/** It stands in for a field that is spread in and documented there. */
const documentedElsewhere: readonly string[] = ["service.ts: serviceDifference.image"];

function fields(): readonly SchemaField[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort()
    .flatMap((name) => schemaFields(name, Deno.readTextFileSync(`${folder}/${name}`)));
}

Deno.test("every field of the schema has a docstring", () => {
  const all = fields();
  assert.ok(all.length > 250, `found only ${all.length} fields`);
  const missing = all.filter(({ documentation }) => documentation === undefined).map(({ place }) => place);
  assert.deepEqual(missing, documentedElsewhere);
});

Deno.test("every optional field of the schema says its default, or is one of those that have none", () => {
  const silent = fields()
    .filter(({ optional, documentation }) => optional && documentation !== undefined)
    .filter(({ documentation }) => !/\bDefault: \S/.test(documentation!))
    .map(({ place }) => place);
  assert.deepEqual(silent.toSorted(), [...nothing, ...byTheirFields, ...byTheirOwner].sort());
});

Deno.test("fields, docstrings and whether a field is optional are read off any way of writing the schema", () => {
  const found = schemaFields(
    "x.ts",
    `const timing = { /** How long. Default: 1. */ seconds: z.int().optional() };
     export const thing = z.union([z.string(), z.strictObject({
       /** A name. */
       name: z.string().min(1),
       // Not a docstring.
       "two-words": z.array(z.strictObject({
         /** Deep. */
         deep: z.string().optional(),
       })).optional(),
       ...timing,
     })]);`,
  );
  assert.deepEqual(found, [
    { place: "x.ts: thing.name", optional: false, documentation: "A name." },
    { place: "x.ts: thing.two-words", optional: true, documentation: undefined },
    { place: "x.ts: thing.two-words.deep", optional: true, documentation: "Deep." },
    { place: "x.ts: timing.seconds", optional: true, documentation: "How long. Default: 1." },
  ]);
});

/** A catalogue that says as little as it can, so that all the rest is by default. */
function sparse(): Catalogue {
  return {
    services: [{
      file: "services/backend.ts",
      value: {
        name: "backend",
        image: "registry.example/team/backend:1.0.0",
        ports: [{ name: "http", port: 8080 }],
        egress: [{ host: "api.example.com" }],
        traffic: { outlierDetection: {} },
        autoscaling: { minReplicas: 1, maxReplicas: 2 },
        expose: [{ host: "www", tls: { secret: "certificate" } }],
        canary: {
          image: "registry.example/team/backend:1.1.0",
          steps: [{ weight: 10 }],
          step: 0,
          affinity: {},
          analysis: { metrics: [{ kind: "success-rate", minimum: 99 }] },
        },
      },
    }, {
      file: "services/report.ts",
      value: { name: "report", image: "registry.example/team/report:1.0.0", kind: "CronJob", job: {} },
    }],
    clusters: [{
      file: "overlays/prod.ts",
      value: {
        name: "prod",
        destination: { argocd: "in-cluster" },
        repository: { url: "https://git.example.com/platform.git", revision: "main" },
        domain: "example.com",
        istio: { version: "1.31.0" },
        tracing: { samplingPercent: 1, collector: { namespace: "tempo", service: "tempo" } },
        observability: { prometheus: { alertmanagers: [{ namespace: "a", service: "b" }] }, jaeger: {} },
        sync: { windows: [{ kind: "allow", schedule: "0 8 * * 1-5", duration: "8h" }] },
        lab: true,
        kind: {},
      },
    }],
    argocd: { file: "argocd/argocd.ts", value: { version: "v3.2.6" } },
  };
}

Deno.test("the defaults in the docstrings are those that the model applies", () => {
  const [cluster] = buildModel(sparse()).clusters;
  const [backend, report] = cluster!.services;
  const { traffic, canary, scheduling } = backend!;
  const { analysis, affinity } = canary!;
  const { prometheus, jaeger } = cluster!.observability!;
  const { job } = report!;
  const [window] = cluster!.sync.windows;
  const { connectionPool, outlierDetection } = traffic;
  const applied: Readonly<Record<string, unknown>> = {
    "service.ts: service.project": backend!.project,
    "service.ts: service.kind": backend!.kind,
    "service.ts: service.mesh": backend!.mesh,
    "service.ts: service.serviceName": backend!.serviceName.replace("backend", "<name>"),
    "service.ts: service.gracePeriod": `${backend!.gracePeriodSeconds}s`,
    "service.ts: service.serviceAccount.automountToken": backend!.serviceAccount.automountToken,
    "service.ts: job.concurrencyPolicy": job!.concurrencyPolicy,
    "service.ts: job.suspend": job!.suspend,
    "service.ts: job.backoffLimit": job!.backoffLimit,
    "service.ts: job.completions": job!.completions,
    "service.ts: job.parallelism": job!.parallelism,
    "container.ts: security.runAsUser": backend!.security.runAsUser,
    "container.ts: security.readOnlyRootFilesystem": backend!.security.readOnlyRootFilesystem,
    "container.ts: autoscaling.cpuUtilization": backend!.autoscaling!.cpuUtilization,
    "container.ts: autoscaling.scaleDownStabilizationSeconds":
      backend!.autoscaling!.scaleDownStabilizationSeconds,
    "container.ts: scheduling.spread.maxSkew": scheduling.spread[0]!.maxSkew,
    "container.ts: scheduling.spread.whenUnsatisfiable": scheduling.spread[0]!.whenUnsatisfiable,
    "network.ts: port.protocol": backend!.ports[0]!.protocol,
    "network.ts: egress.port": backend!.egress[0]!.port,
    "network.ts: egress.protocol": backend!.egress[0]!.protocol,
    "network.ts: exposure.paths": JSON.stringify(backend!.exposures[0]!.paths),
    "network.ts: exposure.tls.redirect": backend!.exposures[0]!.tls!.redirect,
    "traffic.ts: traffic.timeout": traffic.timeout,
    "traffic.ts: traffic.idempotent": traffic.idempotent,
    "traffic.ts: traffic.loadBalancer": traffic.loadBalancer,
    "traffic.ts: connectionPool.maxConnections": connectionPool.maxConnections,
    "traffic.ts: connectionPool.connectTimeout": connectionPool.connectTimeout,
    "traffic.ts: connectionPool.http1MaxPendingRequests": connectionPool.http1MaxPendingRequests,
    "traffic.ts: connectionPool.http2MaxRequests": connectionPool.http2MaxRequests,
    "traffic.ts: connectionPool.maxRequestsPerConnection": connectionPool.maxRequestsPerConnection,
    "traffic.ts: connectionPool.maxRetries": connectionPool.maxRetries,
    "traffic.ts: connectionPool.idleTimeout": connectionPool.idleTimeout,
    "traffic.ts: outlierDetection.consecutive5xxErrors": outlierDetection!.consecutive5xxErrors,
    "traffic.ts: outlierDetection.consecutiveGatewayErrors": outlierDetection!.consecutiveGatewayErrors,
    "traffic.ts: outlierDetection.interval": outlierDetection!.interval,
    "traffic.ts: outlierDetection.baseEjectionTime": outlierDetection!.baseEjectionTime,
    "traffic.ts: outlierDetection.maxEjectionPercent": outlierDetection!.maxEjectionPercent,
    "traffic.ts: outlierDetection.minHealthPercent": outlierDetection!.minHealthPercent,
    "canary.ts: step.manual": canary!.steps[0]!.manual,
    "canary.ts: canary.paused": canary!.paused,
    "canary.ts: canary.affinity.cookie": affinity!.cookie.replace("backend", "<service>"),
    "canary.ts: canary.affinity.maxAge": affinity!.maxAge,
    "canary.ts: canary.deadline": `${canary!.deadlineSeconds}s`,
    "canary.ts: analysis.interval": analysis!.interval,
    "canary.ts: analysis.count": analysis!.count,
    "canary.ts: analysis.minimumRequests": analysis!.minimumRequests,
    "canary.ts: analysis.failureLimit": analysis!.failureLimit,
    "canary.ts: analysis.noData": analysis!.noData,
    "cluster.ts: kind.workers": cluster!.kind!.workers,
    "cluster.ts: kind.hostPorts.http": cluster!.kind!.hostPorts.http,
    "cluster.ts: kind.hostPorts.https": cluster!.kind!.hostPorts.https,
    "cluster.ts: cluster.gateway.serviceType": cluster!.gateway.serviceType,
    "cluster.ts: cluster.gateway.nodePorts.http": cluster!.gateway.nodePorts.http,
    "cluster.ts: cluster.gateway.nodePorts.https": cluster!.gateway.nodePorts.https,
    "cluster.ts: cluster.istio.charts": cluster!.istio.charts,
    "cluster.ts: cluster.tracing.collector.port": cluster!.tracing.collector.port,
    "observability.ts: observability.prometheus.scrapeInterval": prometheus.scrapeInterval,
    "observability.ts: observability.prometheus.retention": prometheus.retention,
    "observability.ts: observability.prometheus.alertmanagers.port": prometheus.alertmanagers[0]!.port,
    "observability.ts: observability.jaeger.maxTraces": jaeger!.maxTraces,
    "observability.ts: slo.availability": backend!.slo!.availability,
    "cluster.ts: cluster.defaults.replicas": cluster!.defaults.replicas,
    "cluster.ts: cluster.defaults.minimumReplicas": cluster!.defaults.minimumReplicas,
    "cluster.ts: cluster.defaults.requireDigest": cluster!.defaults.requireDigest,
    "cluster.ts: cluster.sync.automated": cluster!.sync.automated,
    "cluster.ts: syncWindow.timeZone": window!.timeZone,
    "cluster.ts: syncWindow.manualSync": window!.manualSync,
    "argocd.ts: argocd.repository": cluster!.argocd.repository,
    "argocd.ts: argocd.namespace": cluster!.argocd.namespace,
    "argocd.ts: argocd.settings.reconciliationTimeout": cluster!.argocd.settings.reconciliationTimeout,
    "argocd.ts: argocd.root.name": cluster!.argocd.root.name,
  };
  const documented = new Map(fields().map(({ place, documentation }) => [place, documentation]));
  for (const [place, value] of Object.entries(applied)) {
    const said = /\bDefault: (?:`([^`]*)`|([^\s.,(]+))/.exec(documented.get(place) ?? "");
    assert.equal(said?.[1] ?? said?.[2], String(value), place);
  }
});
