import { defineService } from "@3rvision/catalogue";
import { limits } from "./_shared/limits.ts";
import { pod } from "./_shared/pod.ts";
import { uploads } from "./_shared/uploads.ts";

/** Checks an uploaded picture, asks the model about it and answers with advice. Go with Gin. */
export default defineService({
  name: "backend",
  description: "Validates pictures and turns the model's answer into advice",
  owner: "vision-team",
  image: "ghcr.io/3rvision/backend:1.0.0",
  ports: [{ name: "http", port: 8080 }],
  env: {
    ...pod,
    API_TOKEN: { secret: "backend-credentials", key: "token" },
  },
  config: {
    ML_URL: "http://ml-service.ml.svc.cluster.local:5001",
    LOG_LEVEL: "info",
    ...uploads,
  },
  secrets: { "backend-credentials": { from: "existing" } },
  probes: {
    readiness: { http: { path: "/readyz" }, periodSeconds: 5 },
    liveness: { http: { path: "/healthz" } },
    startup: { http: { path: "/healthz" } },
  },
  resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "128Mi" } },
  calls: [{ service: "ml", methods: ["GET", "POST"] }],
  traffic: { ...limits, timeout: "10s" },
  canary: {
    image: "ghcr.io/3rvision/backend:1.1.0",
    routes: [{ headers: { "x-canary": { exact: "true" } } }],
    steps: [10, 25, 50, 100],
    step: 0,
    analysis: {
      interval: "60s",
      metrics: [
        { kind: "success-rate", minimum: 99 },
        { kind: "latency", percentile: 99, maximum: "500ms" },
      ],
    },
  },
  // What the program counts itself; the sidecar adds it to its own metrics.
  annotations: {
    "prometheus.io/scrape": "true",
    "prometheus.io/port": "8080",
    "prometheus.io/path": "/metrics",
  },
});
