import { defineService } from "@3rvision/catalogue";
import { limits } from "./_shared/limits.ts";
import { pod } from "./_shared/pod.ts";
import { uploads } from "./_shared/uploads.ts";

/** Says what a picture shows. Flask under gunicorn. */
export default defineService({
  name: "ml",
  description: "Image classification",
  owner: "model-team",
  image: "ghcr.io/3rvision/ml:1.0.0",
  ports: [{ name: "http", port: 5001 }],
  env: pod,
  config: { WEB_CONCURRENCY: "1", LOG_LEVEL: "info", ...uploads },
  probes: {
    readiness: { http: { path: "/readyz" }, periodSeconds: 5 },
    liveness: { http: { path: "/healthz" }, periodSeconds: 15, timeoutSeconds: 3 },
    startup: { http: { path: "/healthz" }, failureThreshold: 60 },
  },
  resources: { requests: { cpu: "200m", memory: "256Mi" }, limits: { memory: "512Mi" } },
  traffic: { ...limits, timeout: "8s" },
  canary: {
    image: "ghcr.io/3rvision/ml:1.1.0",
    routes: [{ headers: { "x-canary": { exact: "true" } } }],
    steps: [10, 25, 50, 100],
    step: 0,
    analysis: {
      interval: "60s",
      minimumRequests: 200,
      metrics: [
        { kind: "success-rate", minimum: 99 },
        { kind: "latency", percentile: 95, maximum: "2s" },
      ],
    },
  },
});
