/** How requests to a service are carried: timeouts, retries, balancing, limits. */
import { z } from "zod";
import { dnsLabel, duration, httpMethod, nonNegative, percentage, positive, stringMatch } from "./scalars.ts";

/** Conditions of Envoy's retry policy. Source: Envoy, `x-envoy-retry-on` and `x-envoy-retry-grpc-on`. */
export const retryCondition = z.enum([
  "connect-failure",
  "refused-stream",
  "reset-before-request",
  "reset",
  "5xx",
  "gateway-error",
  "retriable-4xx",
  "cancelled",
  "deadline-exceeded",
  "internal",
  "resource-exhausted",
  "unavailable",
]);

/** How a request is tried again. */
export const retries = z.strictObject({
  /** How often after the first time; 0 switches retries off. */
  attempts: nonNegative,
  /** How long one try may take. Default: the timeout shared out over all tries; no limit where that has none. */
  perTryTimeout: duration.optional(),
  /** When to try again. Default: `connect-failure`, `refused-stream`, `reset-before-request`: no request was seen. */
  on: z.array(retryCondition).min(1).optional(),
});

/** How a pod is chosen for a request. */
export const loadBalancer = z.union([
  z.enum(["ROUND_ROBIN", "LEAST_REQUEST", "RANDOM", "PASSTHROUGH"]),
  z.strictObject({
    /** Requests with the same key go to the same pod of a version; it does not pin a user to a version. */
    consistentHash: z.union([
      z.strictObject({
        /** The key is this header's value. */
        header: z.string().min(1),
      }),
      z.strictObject({
        /** The key is this cookie's value. */
        cookie: z.string().min(1),
        /** How long a cookie made by the proxy lives. Default: `0s`, a session cookie. */
        ttl: duration.optional(),
      }),
      z.strictObject({
        /** The key is the caller's address. */
        sourceIp: z.literal(true),
      }),
    ]),
  }),
]);

/** How much may be under way towards the service from one proxy (circuit breaker). */
export const connectionPool = z.strictObject({
  /** TCP connections at most. Default: 100. */
  maxConnections: positive.optional(),
  /** How long a connection may take to open. Default: `10s`. Source: Istio. */
  connectTimeout: duration.optional(),
  /** Requests that wait for a connection at most. Default: 50. */
  http1MaxPendingRequests: positive.optional(),
  /** Requests under way at most. Default: 1024. Source: Envoy. */
  http2MaxRequests: positive.optional(),
  /** Requests that one connection serves before it is closed; 0 is no limit. Default: 0. */
  maxRequestsPerConnection: nonNegative.optional(),
  /** Retries under way at most. Default: 3. */
  maxRetries: nonNegative.optional(),
  /** How long an unused connection stays open; keep it below the process's keep-alive. Default: `4s`. */
  idleTimeout: duration.optional(),
});

/** When a pod that fails gets no requests for a while. */
export const outlierDetection = z.strictObject({
  /** Answers of 500 to 599 in a row. Default: 5. Source: Istio. */
  consecutive5xxErrors: nonNegative.optional(),
  /** Answers 502, 503, 504 in a row; 0 switches it off. Default: 0. */
  consecutiveGatewayErrors: nonNegative.optional(),
  /** Time between two looks. Default: `10s`. Source: Istio. */
  interval: duration.optional(),
  /** How long the first ejection lasts; it grows with each. Default: `30s`. Source: Istio. */
  baseEjectionTime: duration.optional(),
  /** How many pods of a version may be out at once. Unit: percent. Default: 50 (Istio's 10 ejects nobody under 10 pods). */
  maxEjectionPercent: percentage.optional(),
  /** Below this share of well pods nobody is ejected any more. Unit: percent. Default: 0. */
  minHealthPercent: percentage.optional(),
});

/** Which pages of other origins may call from a browser. */
export const cors = z.strictObject({
  /** The origins, for example `{ exact: "https://app.example.com" }`. */
  allowOrigins: z.array(stringMatch).min(1),
  /** Default: GET and HEAD. */
  allowMethods: z.array(httpMethod).min(1).optional(),
  /** Request headers that a page may set. */
  allowHeaders: z.array(z.string()).optional(),
  /** Response headers that a page may read. */
  exposeHeaders: z.array(z.string()).optional(),
  /** How long a browser may remember this. Default: `24h`. */
  maxAge: duration.optional(),
  /** Whether cookies may come along. Default: false. */
  allowCredentials: z.boolean().optional(),
});

/** Failures made on purpose, in labs only. */
export const fault = z.strictObject({
  /** Some requests are delayed. */
  delay: z.strictObject({
    /** Share of requests. Unit: percent. */
    percent: percentage,
    /** How long. */
    duration: duration,
  }).optional(),
  /** Some requests are answered with an error. */
  abort: z.strictObject({
    /** Share of requests. Unit: percent. */
    percent: percentage,
    /** The status of the answer, 200 to 599. */
    status: z.int().min(200).max(599),
  }).optional(),
});

/** How requests to the service are carried. Each field has a default that is safe to keep. */
export const traffic = z.strictObject({
  /**
   * How long a request may take with all its retries; `0s` is no limit, as long-lived gRPC streams need it.
   * Default: `15s`. HTTP and gRPC ports.
   */
  timeout: duration.optional(),
  /** Default: none (`attempts: 0`): Istio's own default would repeat requests that change things. */
  retries: retries.optional(),
  /** Whether every request may safely be sent twice. Default: false. */
  idempotent: z.boolean().optional(),
  /** Default: `ROUND_ROBIN`. */
  loadBalancer: loadBalancer.optional(),
  /** Limits of what is under way. */
  connectionPool: connectionPool.optional(),
  /** Default: none; `false` says so on purpose. */
  outlierDetection: z.union([outlierDetection, z.literal(false)]).optional(),
  /** A copy of some requests goes to another service; its answers are thrown away. */
  mirror: z.strictObject({
    /** The service that gets the copies, from this catalogue. */
    service: dnsLabel,
    /** Share of requests. Unit: percent. */
    percent: percentage,
  }).optional(),
  /** Failures made on purpose; refused outside labs. */
  fault: fault.optional(),
  /** Default: none. */
  cors: cors.optional(),
});
