import assert from "node:assert/strict";
import { RE2JS } from "re2js";
import { istiodValues } from "../../../lib/argocd/values/istiod_values.ts";
import { telemetry } from "../../../lib/resources/platform/telemetry.ts";
import { clusterModel } from "../../resources/cluster_model_fixture.ts";

const { tracing } = clusterModel({});

Deno.test("a lab's control plane is small", () => {
  const { meshConfig: _, ...values } = istiodValues({ lab: true, tracing });
  assert.deepEqual(values, {
    autoscaleEnabled: false,
    replicaCount: 1,
    resources: { requests: { cpu: "50m", memory: "256Mi" } },
    seccompProfile: { type: "RuntimeDefault" },
    cni: { enabled: true },
    base: { validationFailurePolicy: "Fail" },
    global: {
      proxy: {
        seccompProfile: { type: "RuntimeDefault" },
        readinessPeriodSeconds: 5,
        resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "256Mi" } },
      },
    },
  });
});

Deno.test("outside a lab there are two of it, as large as the chart has them", () => {
  const { meshConfig: _, ...values } = istiodValues({ lab: false, tracing });
  assert.deepEqual(values, {
    autoscaleEnabled: false,
    replicaCount: 2,
    seccompProfile: { type: "RuntimeDefault" },
    cni: { enabled: true },
    base: { validationFailurePolicy: "Fail" },
    global: { proxy: { seccompProfile: { type: "RuntimeDefault" }, readinessPeriodSeconds: 5 } },
  });
});

Deno.test("the mesh lets nothing undeclared out, tries nothing again by itself and sends spans to the collector", () => {
  const { defaultConfig, ...mesh } = istiodValues({ lab: true, tracing }).meshConfig;
  assert.deepEqual(mesh, {
    accessLogFile: "/dev/stdout",
    accessLogEncoding: "JSON",
    enableTracing: true,
    outboundTrafficPolicy: { mode: "REGISTRY_ONLY" },
    defaultHttpRetryPolicy: { attempts: 0 },
    extensionProviders: [{
      name: "otel-tracing",
      opentelemetry: { service: "jaeger-collector.observability.svc.cluster.local", port: 4317 },
    }],
  });
  assert.equal(defaultConfig.holdApplicationUntilProxyStarts, true);
});

Deno.test("the provider that the Telemetry names is the one that is declared", () => {
  const { spec } = telemetry({ tracing }) as unknown as {
    spec: { tracing: { providers: { name: string }[] }[] };
  };
  const declared = istiodValues({ lab: true, tracing }).meshConfig.extensionProviders.map(({ name }) => name);
  assert.deepEqual(spec.tracing.flatMap(({ providers }) => providers.map(({ name }) => name)), declared);
});

const cluster = "cluster.outbound|8080|canary|backend-service.backend.svc.cluster.local;";

for (
  const [figure, kept] of [
    [`${cluster}.circuit_breakers.default.cx_open`, true],
    [`${cluster}.outlier_detection.ejections_active`, true],
    [`${cluster}.upstream_rq_pending_overflow`, true],
    [`${cluster}.upstream_rq_5xx`, true],
    [`${cluster}.membership_healthy`, true],
    ["cluster.outbound|8080|stable|backend-service.backend.svc.cluster.local.upstream_rq_total", true],
    [`${cluster}.upstream_rq_503`, false],
    ["cluster.outbound|8080||backend-service.backend.svc.cluster.local;.upstream_rq_total", false],
    ["cluster.xds-grpc.upstream_rq_total", false],
  ] as const
) {
  Deno.test(`Envoy's figure ${figure} is ${kept ? "" : "not "}kept`, () => {
    const { inclusionRegexps } =
      istiodValues({ lab: true, tracing }).meshConfig.defaultConfig.proxyStatsMatcher;
    assert.equal(inclusionRegexps.some((regexp) => RE2JS.compile(regexp).matches(figure)), kept);
  });
}
