import type { ClusterRule } from "../rule.ts";
import { atFile } from "../rule.ts";

/** MESH167: generated requests where customers are. */
export const loadGeneratorOutsideLab: ClusterRule = {
  code: "MESH167",
  name: "load-generator-outside-lab",
  severity: "error",
  over: "cluster",
  summary: "A cluster that is not a lab sends requests to itself",
  reason:
    "Its requests would be counted with those of customers: in dashboards, alerts, autoscaling, and in what " +
    "a canary is judged by.",
  fix: "Write `lab: true`, or remove `loadGenerator`.",
  example: {
    wrong: `// overlays/prod.ts\nloadGenerator: { host: "shop" },\ndefaults: { replicas: 2 },\n` +
      `// services/shop.ts\nexpose: [{ host: "shop", tls: { secret: "certificate" } }],`,
    right: `// overlays/lab.ts\nlab: true,\nloadGenerator: { host: "shop" },\n` +
      `// services/shop.ts\nexpose: [{ host: "shop" }],`,
  },
  *check({ cluster }) {
    if (cluster?.loadGenerator === undefined || cluster.lab) return;
    yield atFile(
      cluster.file,
      ["loadGenerator"],
      `is set, but ${cluster.name} is not a lab`,
      "write lab: true, or remove loadGenerator",
    );
  },
};
