import { accepts, refuses } from "./table.ts";
import { autoscalingBounds } from "../../lib/rules/scaling/autoscaling_bounds.ts";
import { autoscalingRequests } from "../../lib/rules/scaling/autoscaling_requests.ts";
import { disruptionBlocks } from "../../lib/rules/scaling/disruption_blocks.ts";
import { disruptionNever } from "../../lib/rules/scaling/disruption_never.ts";
import { replicasAndAutoscaling } from "../../lib/rules/scaling/replicas_and_autoscaling.ts";
import { replicasFloor } from "../../lib/rules/scaling/replicas_floor.ts";
import { spreadRepeated } from "../../lib/rules/scaling/spread_repeated.ts";
import { toleration } from "../../lib/rules/scaling/toleration.ts";

const scaler = "autoscaling: { minReplicas: 2, maxReplicas: 6 },\n";

refuses(
  replicasAndAutoscaling,
  "both in the service's file",
  `replicas: 3,
${scaler}`,
  ["services/backend.ts replicas: replicas is 3, but autoscaling decides the number of pods (remove replicas or autoscaling)"],
);
refuses(
  replicasAndAutoscaling,
  "both in an overlay",
  `// services/backend.ts
// overlays/lab.ts
services: { backend: { replicas: 3, ${scaler} } },`,
  ["overlays/lab.ts services.backend.replicas: replicas is 3, but autoscaling decides the number of pods (remove replicas or autoscaling)"],
);
accepts(
  replicasAndAutoscaling,
  "a cluster that replaces one by the other",
  `replicas: 3,
// overlays/lab.ts
services: { backend: { ${scaler} } },`,
);
accepts(
  replicasAndAutoscaling,
  "replicas where the autoscaler is switched off",
  `replicas: 3,
autoscaling: false,`,
);

refuses(autoscalingBounds, "bounds that cross", "autoscaling: { minReplicas: 3, maxReplicas: 2 },", [
  "services/backend.ts autoscaling.maxReplicas: autoscaling.maxReplicas is 2, must be at least minReplicas, which is 3",
]);
accepts(autoscalingBounds, "an autoscaler that is switched off", "autoscaling: false,");
accepts(autoscalingRequests, "one that is switched off", "autoscaling: false,");
accepts(autoscalingBounds, "bounds that meet", "autoscaling: { minReplicas: 3, maxReplicas: 3 },");

refuses(
  autoscalingRequests,
  "a share of no memory",
  `autoscaling: { minReplicas: 2, maxReplicas: 6, memoryUtilization: 80 },
resources: { requests: { memory: "0" } },`,
  [`services/backend.ts autoscaling.memoryUtilization: autoscaling.memoryUtilization aims at 80 % of resources.requests.memory, which is "0"`],
);
refuses(
  autoscalingRequests,
  "the default target with no processor time",
  `${scaler}resources: { requests: { cpu: "0m" } },`,
  [`services/backend.ts autoscaling: autoscaling aims at 80 % of resources.requests.cpu, which is "0m"`],
);
accepts(autoscalingRequests, "the default request", scaler);

const floor = `\n// overlays/prod.ts\ndefaults: { replicas: 3, minimumReplicas: 2 },`;
refuses(replicasFloor, "too few fixed pods", `replicas: 1,${floor}`, [
  "services/backend.ts replicas: replicas is 1, must be at least 2 in prod (raise it here or in overlays/prod.ts)",
]);
refuses(
  replicasFloor,
  "an autoscaler that may take too many away",
  `autoscaling: { minReplicas: 1, maxReplicas: 9 },${floor}`,
  ["services/backend.ts autoscaling.minReplicas: autoscaling.minReplicas is 1, must be at least 2 in prod (raise it here or in overlays/prod.ts)"],
);
refuses(
  replicasFloor,
  "it at the overlay that says it",
  `replicas: 2,${floor}
services: { backend: { replicas: 1 } },`,
  ["overlays/prod.ts services.backend.replicas: replicas is 1, must be at least 2 in prod (raise it here or in overlays/prod.ts)"],
);
accepts(
  replicasFloor,
  "a default below the floor, which another rule reports",
  `autoscaling: false,
// overlays/prod.ts
defaults: { minimumReplicas: 2 },`,
);
accepts(
  replicasFloor,
  "the pods of a Job, and of what runs nowhere",
  `kind: "Job",
ports: [],
replicas: 1,
// services/model.ts
replicas: 1,
// overlays/prod.ts
defaults: { replicas: 2, minimumReplicas: 2 },
services: { model: { enabled: false } },`,
);
accepts(
  replicasFloor,
  "as many as the floor, the default, and a Job",
  `replicas: 2,
// services/model.ts
// services/report.ts
kind: "Job",
ports: [],${floor}`,
);

refuses(
  disruptionBlocks,
  "as many as there are",
  `replicas: 2,
disruption: { minAvailable: 2 },`,
  ["services/backend.ts disruption.minAvailable: disruption.minAvailable is 2, so with 2 pods in lab none may ever be drained (let one pod go, or write disruption: false)"],
);
refuses(
  disruptionBlocks,
  "a percentage that rounds up to all",
  `replicas: 2,
disruption: { minAvailable: "51%" },`,
  [`services/backend.ts disruption.minAvailable: disruption.minAvailable is "51%", so with 2 pods in lab none may ever be drained (let one pod go, or write disruption: false)`],
);
refuses(
  disruptionBlocks,
  "none may go",
  `replicas: 5,
disruption: { maxUnavailable: 0 },
// services/model.ts
replicas: 5,
disruption: { maxUnavailable: "0%" },`,
  [
    "services/backend.ts disruption.maxUnavailable: disruption.maxUnavailable is 0, so with 5 pods in lab none may ever be drained (let one pod go, or write disruption: false)",
    `services/model.ts disruption.maxUnavailable: disruption.maxUnavailable is "0%", so with 5 pods in lab none may ever be drained (let one pod go, or write disruption: false)`,
  ],
);
refuses(
  disruptionBlocks,
  "the cluster where there is one pod",
  `disruption: { minAvailable: 1 },
// overlays/lab.ts
// overlays/prod.ts
defaults: { replicas: 3 },`,
  ["services/backend.ts disruption.minAvailable: disruption.minAvailable is 1, so with 1 pod in lab none may ever be drained (let one pod go, or write disruption: false)"],
);
const job = `kind: "Job",\nports: [],\n`;
accepts(
  disruptionBlocks,
  "the budget of a Job, which another rule reports",
  `${job}disruption: { minAvailable: 1 },`,
);
accepts(
  disruptionNever,
  "the budget of a Job, which another rule reports",
  `${job}disruption: { minAvailable: 0 },`,
);
accepts(
  disruptionBlocks,
  "one that may go",
  `replicas: 2,
disruption: { minAvailable: 1 },
// services/model.ts
replicas: 2,
disruption: { minAvailable: "50%" },
// services/store.ts
replicas: 1,
disruption: false,`,
);
accepts(
  disruptionBlocks,
  "a small percentage, which rounds up to one",
  `replicas: 2,
disruption: { maxUnavailable: "1%" },`,
);

refuses(
  disruptionNever,
  "all may go",
  `replicas: 3,
disruption: { maxUnavailable: 3 },`,
  ["services/backend.ts disruption.maxUnavailable: disruption.maxUnavailable is 3, so all pods may go at once in every cluster (keep one pod, or write disruption: false)"],
);
refuses(
  disruptionNever,
  "none must stay",
  `replicas: 3,
disruption: { minAvailable: 0 },`,
  ["services/backend.ts disruption.minAvailable: disruption.minAvailable is 0, so all pods may go at once in every cluster (keep one pod, or write disruption: false)"],
);
refuses(
  disruptionNever,
  "one pod that may go, in every cluster",
  `disruption: { maxUnavailable: 1 },
// overlays/lab.ts
// overlays/staging.ts`,
  ["services/backend.ts disruption.maxUnavailable: disruption.maxUnavailable is 1, so all pods may go at once in every cluster (keep one pod, or write disruption: false)"],
);
accepts(
  disruptionNever,
  "one pod in the lab and three in production",
  `disruption: { maxUnavailable: 1 },
// overlays/lab.ts
// overlays/prod.ts
defaults: { replicas: 3 },`,
);

const tolerate = (text: string) => `scheduling: { tolerations: [${text}] },`;
refuses(toleration, "a value with Exists", tolerate(`{ key: "gpu", operator: "Exists", value: "yes" }`), [
  `services/backend.ts scheduling.tolerations[0].value: scheduling.tolerations[0].value is set, but operator "Exists" takes none (remove it)`,
]);
refuses(toleration, "no key without Exists", tolerate(`{ effect: "NoSchedule" }`), [
  `services/backend.ts scheduling.tolerations[0]: scheduling.tolerations[0] has no key, which needs operator "Exists" (name a key, or write operator: "Exists")`,
]);
refuses(
  toleration,
  "a time without NoExecute",
  tolerate(`{ key: "gpu", operator: "Exists", effect: "NoSchedule", tolerationSeconds: 5 }`),
  [`services/backend.ts scheduling.tolerations[0].tolerationSeconds: scheduling.tolerations[0].tolerationSeconds is set, but only effect "NoExecute" has a time (write effect: "NoExecute")`],
);
accepts(
  toleration,
  "every taint, one taint, and one for a time",
  tolerate(
    `{ operator: "Exists" }, { key: "gpu", value: "yes" }, { key: "x", operator: "Exists", effect: "NoExecute", tolerationSeconds: 5 }`,
  ),
);

refuses(
  spreadRepeated,
  "the same places, one strictness by default",
  `scheduling: { spread: [{ topologyKey: "zone", whenUnsatisfiable: "ScheduleAnyway" }, { topologyKey: "zone", maxSkew: 2 }] },`,
  [`services/backend.ts scheduling.spread[1]: scheduling.spread[1] is about "zone", as is scheduling.spread[0] (keep one of them)`],
);
accepts(
  spreadRepeated,
  "the same places with two strictnesses",
  `scheduling: { spread: [{ topologyKey: "zone", whenUnsatisfiable: "DoNotSchedule", maxSkew: 3 }, { topologyKey: "zone" }] },`,
);
