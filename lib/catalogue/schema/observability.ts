/** What a cluster is watched with, and what a service promises. */
import { z } from "zod";
import { resources } from "./container.ts";
import { dnsLabel, imageReference, portNumber, positive, quantity } from "./scalars.ts";

/** A length of time as Prometheus writes it, with one unit: `15s`, `24h`, `15d`. */
const timeSpan = z.string().regex(/^[1-9][0-9]*[smhdwy]$/, {
  error: `must be such as "15s", "24h" or "15d"`,
});

/** A share of 100 that can be kept and missed. */
const objective = z.number({ error: "must be a number between 0 and 100" })
  .gt(0, { error: "must be more than 0" }).lt(100, { error: "must be less than 100" });

const component = {
  /** Its image. Default: the version that this generator was tested with. */
  image: imageReference.optional(),
  /** Requests and limits. Default: little in a lab, more elsewhere. */
  resources: resources.optional(),
} as const;

/** What a cluster is watched with: everything runs in the namespace `observability`. */
export const observability = z.strictObject({
  /** Metrics, rules and alerts. */
  prometheus: z.strictObject({
    ...component,
    /** How often every pod is asked. Default: `15s`. */
    scrapeInterval: timeSpan.optional(),
    /** How long metrics are kept. Default: `24h` in a lab, else `15d`. */
    retention: timeSpan.optional(),
    /** The size of its PersistentVolumeClaim. Default: none, metrics go with the pod. */
    storage: quantity.optional(),
    /** Where alerts are sent. Default: nowhere, they are only shown. */
    alertmanagers: z.array(z.strictObject({
      /** Its namespace. */
      namespace: dnsLabel,
      /** Its Service. */
      service: dnsLabel,
      /** Default: 9093. */
      port: portNumber.optional(),
    })).optional(),
  }).optional(),
  /** Traces. `false`: none is run. Default: it runs where `tracing.collector` names no other collector. */
  jaeger: z.union([
    z.strictObject({
      ...component,
      /** How many traces it keeps in memory. Default: 20000. */
      maxTraces: positive.optional(),
    }),
    z.literal(false),
  ]).optional(),
  /** Dashboards. `false`: none are rendered. Default: it runs. */
  grafana: z.union([
    z.strictObject({
      ...component,
      /** Further settings, over ours: section of `grafana.ini` → key → value. */
      settings: z.record(
        z.string().regex(/^[a-z][a-z0-9_.]*$/, { error: `must be a section such as "auth.generic_oauth"` }),
        z.record(
          z.string().regex(/^[a-z][a-z0-9_]*$/, { error: "must be a key of grafana.ini" }),
          z.string(),
        ),
      ).optional(),
    }),
    z.literal(false),
  ]).optional(),
  /** A picture of the mesh, to look at and not to change. Default: none. */
  kiali: z.strictObject({ ...component }).optional(),
});

/** What a service promises to whoever calls it; alerts say when the promise is about to be broken. */
export const slo = z.strictObject({
  /** The share of requests that aren't answered by an error of the server. Unit: percent. Default: `99.5`. */
  availability: objective.optional(),
  /** How fast answers are. Default: nothing is promised. */
  latency: z.strictObject({
    /** The share of requests that are answered in time. Unit: percent. */
    objective,
    /** What in time means: a boundary of Istio's histogram. */
    within: z.string().regex(/^((5|10|25|50|100|250|500)ms|(1|2\.5|5|10|30|60)s)$/, {
      error: `must be a boundary of Istio's histogram: "5ms", "10ms", "25ms", "50ms", "100ms", "250ms", ` +
        `"500ms", "1s", "2.5s", "5s", "10s", "30s" or "60s"`,
    }),
  }).optional(),
});
