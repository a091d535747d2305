import { defineCluster } from "@3rvision/catalogue";

/** Where a change is proved before customers see it. */
export default defineCluster({
  name: "staging",
  description: "Where a change is proved before customers see it",
  after: "lab",
  destination: { argocd: "hub", name: "staging" },
  repository: { url: "https://github.com/3rvision/platform.git", revision: "main" },
  domain: "staging.3rvision.example",
  istio: { version: "1.31.0" },
  tracing: { samplingPercent: 10 },
  observability: { prometheus: { storage: "20Gi" }, kiali: {} },
  defaults: { replicas: 2 },
  services: {
    frontend: { expose: [{ host: "frontend", tls: { secret: "frontend-certificate" } }] },
  },
});
