import { defineService } from "@3rvision/catalogue";
import { limits } from "./_shared/limits.ts";
import { pod } from "./_shared/pod.ts";
import { uploads } from "./_shared/uploads.ts";

/** The pages people see: upload a picture, read the answer. Next.js. */
export default defineService({
  name: "frontend",
  description: "Upload page and result page",
  owner: "vision-team",
  image: "ghcr.io/3rvision/frontend:1.0.0",
  ports: [{ name: "http", port: 3000 }],
  env: pod,
  config: {
    BACKEND_URL: "http://backend-service.backend.svc.cluster.local:8080",
    HOSTNAME: "0.0.0.0",
    NEXT_TELEMETRY_DISABLED: "1",
    ...uploads,
  },
  volumes: { "next-cache": { mountPath: "/app/.next/cache", emptyDir: { sizeLimit: "128Mi" } } },
  probes: {
    readiness: { http: { path: "/api/readyz" }, periodSeconds: 5 },
    liveness: { http: { path: "/api/healthz" } },
    startup: { http: { path: "/api/healthz" } },
  },
  resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "256Mi" } },
  calls: [{ service: "backend", methods: ["GET", "POST"] }],
  expose: [{ host: "frontend" }],
  traffic: { ...limits, timeout: "15s" },
  canary: {
    image: "ghcr.io/3rvision/frontend:1.1.0",
    routes: [{ headers: { "x-canary": { exact: "true" } } }],
    steps: [10, 25, 50, 100],
    step: 0,
    analysis: {
      interval: "60s",
      metrics: [
        { kind: "success-rate", minimum: 99 },
        { kind: "latency", percentile: 99, maximum: "1s" },
      ],
    },
  },
});
