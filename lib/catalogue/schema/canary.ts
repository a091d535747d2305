/** The canary policy: what differs, who is sent there, and when it may have more. */
import { z } from "zod";
import {
  dataKey,
  duration,
  environmentName,
  httpMethod,
  imageReference,
  nonNegative,
  percentage,
  positive,
  stringMatch,
} from "./scalars.ts";
import { environmentValue, resources } from "./container.ts";

/** Requests that always go to the canary, whatever the weight: all the given conditions together. */
export const forcedRoute = z.strictObject({
  /** Header name (lower case) → how its value is compared. */
  headers: z.record(z.string(), stringMatch).optional(),
  /** Cookie name → the value it must have. */
  cookies: z.record(
    z.string().regex(/^[A-Za-z0-9_-]+$/, { error: "must be a cookie name" }),
    z.string().regex(/^[A-Za-z0-9._-]+$/, { error: "must be a cookie value of letters, digits, . _ and -" }),
  ).optional(),
  /** How the path is compared. */
  path: stringMatch.optional(),
  /** The request's method. */
  method: httpMethod.optional(),
});

/** One step of the way to 100 %. */
export const step = z.union([
  z.number(),
  z.strictObject({
    /** Share of requests that go to the canary. Unit: percent. */
    weight: z.number(),
    /** How long this step lasts at the least before the next. Default: the analysis's interval. */
    pause: duration.optional(),
    /** Whether a person must say so before the next step. Default: false. */
    manual: z.boolean().optional(),
  }),
]);

const bounds = {
  /** The value must not be lower. */
  minimum: z.number().optional(),
  /** The value must not be higher. */
  maximum: z.number().optional(),
};

/** What is measured to judge the canary. */
export const metric = z.discriminatedUnion("kind", [
  z.strictObject({
    /** The share of answers that aren't 5xx. Unit: percent. */
    kind: z.literal("success-rate"),
    /** The canary must have at least so much. Unit: percent. */
    minimum: percentage,
    /** How much worse than stable it may be. Unit: percentage points. Default: 1. */
    tolerance: percentage.optional(),
  }),
  z.strictObject({
    /** How long answers take. */
    kind: z.literal("latency"),
    /** Which percentile. Default: 99. */
    percentile: z.number().gt(0).lt(100).optional(),
    /** The canary must not take longer. */
    maximum: duration,
    /** How many times stable's it may take. Default: 1.5. */
    ratio: z.number().min(1).optional(),
  }),
  z.strictObject({
    /** Your own PromQL; `{{service}}`, `{{namespace}}`, `{{version}}` and `{{interval}}` are filled in. */
    kind: z.literal("custom"),
    /** A name for reports. */
    name: z.string().min(1),
    /** A query that returns one number. */
    query: z.string().min(1),
    ...bounds,
  }),
]);

/** When the canary may take its next step. */
export const analysis = z.strictObject({
  /** Time between two judgements. Default: `60s`. Source: Flagger. */
  interval: duration.optional(),
  /** Good judgements in a row before the next step. Default: 1. */
  count: positive.optional(),
  /** Requests to each version below which nothing is judged. Default: 100. */
  minimumRequests: positive.optional(),
  /** Failed judgements before it is aborted. Default: 5. Source: Flagger. */
  failureLimit: nonNegative.optional(),
  /** What too few requests or no answer from Prometheus means. Default: `hold`. */
  noData: z.enum(["hold", "abort", "advance"]).optional(),
  /** What is measured. */
  metrics: z.array(metric).min(1),
});

/** A second Deployment behind the same Service, and the share of requests that it gets. */
export const canary = z.strictObject({
  /** The canary's image. */
  image: imageReference,
  /** Environment that differs from stable's; merged over it by name. */
  env: z.record(environmentName, environmentValue).optional(),
  /** Configuration that differs from stable's; merged over it by key. */
  config: z.record(dataKey, z.string()).optional(),
  /** Resources that differ from stable's. */
  resources: resources.optional(),
  /** Pods of the canary: a number, or `proportional` to its weight (at least one). Default: `proportional`. */
  replicas: z.union([positive, z.literal("proportional")]).optional(),
  /** Requests that always go to the canary. Default: header `x-canary: true`. */
  routes: z.array(forcedRoute).optional(),
  /** The weights on the way, rising. Unit: percent of requests. */
  steps: z.array(step).min(1, { error: "must have at least one step" }),
  /** The step it stands at now: an index into `steps`, counted from 0. */
  step: nonNegative,
  /** Nothing advances while this is true. Default: false. */
  paused: z.boolean().optional(),
  /** A copy of the requests that go to stable also goes to the canary; its answers are thrown away. */
  mirror: z.strictObject({
    /** Share of requests. Unit: percent. */
    percent: percentage,
  }).optional(),
  /** Keeps a browser on the version it was first given, by a cookie. Default: none. */
  affinity: z.strictObject({
    /** The cookie's name. Default: `<service>-version`. */
    cookie: z.string().regex(/^[A-Za-z0-9_-]+$/, { error: "must be a cookie name" }).optional(),
    /** How long it lasts. Default: `1h`. */
    maxAge: duration.optional(),
  }).optional(),
  /** How it is judged. Default: no automatic step. */
  analysis: analysis.optional(),
  /** How long the canary's pods may take to become ready. Default: `600s`. Source: Kubernetes. */
  deadline: duration.optional(),
});
