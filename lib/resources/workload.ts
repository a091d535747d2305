/** What Kubernetes itself needs to run a service, without the mesh. */
import { configMaps } from "./config_map.ts";
import { cronJob } from "./cron_job.ts";
import { deployments } from "./deployment.ts";
import { horizontalPodAutoscalers } from "./horizontal_pod_autoscaler.ts";
import { job } from "./job.ts";
import { networkPolicy } from "./network_policy.ts";
import { type Part, part } from "./part.ts";
import { persistentVolumeClaims } from "./persistent_volume_claim.ts";
import { podDisruptionBudgets } from "./pod_disruption_budget.ts";
import { secretSources } from "./secret.ts";
import { kubernetesService } from "./service.ts";
import { serviceAccount } from "./service_account.ts";

/**
 * The objects of a service but for the mesh's, in the order in which one reads them: first what pods need, then the
 * pods, then what leads to them and guards them.
 *
 * 1. ServiceAccount
 * 2. ConfigMaps: stable's settings, the canary's, files
 * 3. ExternalSecrets and SealedSecrets, in the catalogue's order
 * 4. PersistentVolumeClaims, in the catalogue's order
 * 5. Deployments (stable, canary), or the Job, or the CronJob
 * 6. Service
 * 7. HorizontalPodAutoscalers (stable, canary)
 * 8. PodDisruptionBudgets (stable, canary)
 * 9. NetworkPolicy
 */
export const workloadParts: readonly Part[] = [
  part([], serviceAccount),
  part([], configMaps),
  part([], secretSources),
  part([], persistentVolumeClaims),
  part(["versions"], deployments),
  part([], job),
  part([], cronJob),
  part([], kubernetesService),
  part(["versions"], horizontalPodAutoscalers),
  part(["versions", "disruption"], podDisruptionBudgets),
  part(["callers", "callees", "surroundings"], networkPolicy),
];
