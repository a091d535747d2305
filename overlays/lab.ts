import { defineCluster } from "@3rvision/catalogue";

/** Requests may ask a tier to fail or to wait: so is measured here what its callers do about it. */
const faults = { FAULTS_BY_HEADER: "true" } as const;

/** The lab on one machine: Kind, its own Argo CD, every request traced. */
export default defineCluster({
  name: "lab",
  description: "The lab on one machine",
  lab: true,
  destination: { argocd: "in-cluster" },
  repository: { url: "http://gitea.gitea.svc.cluster.local:3000/3rvision/platform.git", revision: "main" },
  domain: "local",
  kind: { workers: 2, hostPorts: { http: 80, https: 443 } },
  gateway: { serviceType: "NodePort", nodePorts: { http: 30080, https: 30443 } },
  istio: { version: "1.31.0" },
  tracing: { samplingPercent: 100 },
  observability: {},
  services: {
    backend: {
      secrets: { "backend-credentials": { from: "generated", keys: { token: { length: 32 } } } },
      config: { LOG_LEVEL: "debug", ...faults },
      // So that outlier detection has one to leave out: at most half of them.
      replicas: 2,
    },
    frontend: { config: faults },
    ml: { config: faults },
  },
});
