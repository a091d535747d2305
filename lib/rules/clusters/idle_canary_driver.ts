import { gitAddress } from "../../resources/platform/git_address.ts";
import { cronMistake } from "../cron.ts";
import type { ClusterRule } from "../rule.ts";
import { atFile } from "../rule.ts";

/** MESH169: a canary driver that could never take a step. */
export const idleCanaryDriver: ClusterRule = {
  code: "MESH169",
  name: "idle-canary-driver",
  severity: "error",
  over: "cluster",
  summary: "A cluster's canary driver could never take a step",
  reason:
    "It takes a step when Argo CD, which it asks as its pod's own account, has the last one rolled out and " +
    "Prometheus has the requests; then it pushes. Without one of them, or at a time that never comes, it does " +
    "nothing.",
  fix: "Give the cluster what is missing, or run `deno task canary:run` where it can be reached.",
  example: {
    wrong: `// overlays/lab.ts
canaryDriver: { image: "registry.example/canary-driver:1.0.0", credentials: { secret: "git" } },`,
    right: `// overlays/lab.ts
observability: {},
canaryDriver: { image: "registry.example/canary-driver:1.0.0", credentials: { secret: "git" } },`,
  },
  *check({ cluster }) {
    if (cluster?.canaryDriver === undefined) return;
    const { file, destination, repository, canaryDriver } = cluster;
    const place = ["canaryDriver"];
    const mistake = cronMistake(canaryDriver.schedule);
    if (mistake !== undefined) {
      yield atFile(file, [...place, "schedule"], `is ${JSON.stringify(canaryDriver.schedule)}: ${mistake}`);
    }
    if (destination.argocd === "hub") {
      yield atFile(
        file,
        place,
        `is set, but the Applications of ${cluster.name} are in its hub's cluster`,
        "remove it, and run canary:run where the hub can be asked",
      );
    }
    if (canaryDriver.prometheus === undefined) {
      yield atFile(
        file,
        place,
        "has no Prometheus to ask",
        "add observability: {}, or say in canaryDriver.prometheus where one answers",
      );
    }
    if (gitAddress(repository.url).transport === "file") {
      yield atFile(
        file,
        place,
        `cannot clone ${JSON.stringify(repository.url)} in its pod`,
        "name a repository that is reached by https or ssh",
      );
    }
  },
};
