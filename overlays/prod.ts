import { defineCluster } from "@3rvision/catalogue";

/** What customers use. */
export default defineCluster({
  name: "prod",
  description: "What customers use",
  after: "staging",
  destination: { argocd: "hub", name: "prod" },
  repository: { url: "https://github.com/3rvision/platform.git", revision: "release" },
  domain: "3rvision.example",
  istio: { version: "1.31.0" },
  tracing: { samplingPercent: 1 },
  observability: {
    prometheus: {
      retention: "30d",
      storage: "100Gi",
      alertmanagers: [{ namespace: "alerting", service: "alertmanager" }],
    },
    jaeger: {
      maxTraces: 100_000,
      resources: { requests: { cpu: "250m", memory: "1Gi" }, limits: { memory: "2Gi" } },
    },
  },
  defaults: { replicas: 3, minimumReplicas: 2, requireDigest: true },
  services: {
    frontend: {
      image:
        "ghcr.io/3rvision/frontend:1.0.0@sha256:4bc453b53cb3d914b45f4b250294236adba2c0e09ff6f03793949e7e39fd4cc1",
      expose: [{ host: "www", tls: { secret: "frontend-certificate" } }],
      canary: false,
    },
    backend: {
      image:
        "ghcr.io/3rvision/backend:1.0.0@sha256:0c15e883dee85bb2f3540a47ec58f617a2547117f9096417ba5422268029f501",
      autoscaling: { minReplicas: 3, maxReplicas: 12, cpuUtilization: 70 },
      secrets: {
        "backend-credentials": {
          from: "externalSecret",
          store: { name: "vault" },
          data: { token: { key: "vision/backend", property: "token" } },
        },
      },
      canary: false,
    },
    ml: {
      image:
        "ghcr.io/3rvision/ml:1.0.0@sha256:5efb2b97d37ca5fbf3f20b18d05b0b8fa5b6e31a1b87d0ab8e9a6ad0b9e2d6f7",
      resources: { requests: { cpu: "1", memory: "512Mi" }, limits: { memory: "1Gi" } },
      canary: false,
    },
  },
  sync: {
    automated: false,
    windows: [{ kind: "allow", schedule: "0 8 * * 1-5", duration: "8h", timeZone: "Europe/Zurich" }],
  },
});
