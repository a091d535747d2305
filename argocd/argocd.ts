import { defineArgoCD } from "@3rvision/catalogue";

/** What Argo CD itself is told, in every cluster that it is installed in. */
export default defineArgoCD({
  version: "v3.2.6",
  settings: { reconciliationTimeout: "120s" },
  projects: { services: { description: "The three tiers of 3RVision" } },
  root: { name: "root" },
});
