/** What moves canaries from within a cluster. */
import type { ClusterInput } from "../catalogue/types.ts";
import type { CanaryDriverModel } from "./cluster_types.ts";
import * as defaults from "./defaults.ts";
import { durationSeconds } from "./duration.ts";
import type { Frozen } from "./frozen.ts";

/** Applies every default; undefined where nothing does. */
export function canaryDriverModel(
  { canaryDriver, observability }: Pick<Frozen<ClusterInput>, "canaryDriver" | "observability">,
): CanaryDriverModel | undefined {
  if (canaryDriver === undefined) return undefined;
  const { schedule = "*/5 * * * *", image, credentials, author, deadline = "10m", resources } = canaryDriver;
  return {
    schedule,
    image,
    secret: credentials.secret,
    author: {
      name: author?.name ?? defaults.canaryDriverNamespace,
      email: author?.email ?? `${defaults.canaryDriverNamespace}@localhost`,
    },
    prometheus: prometheusOf(canaryDriver.prometheus, observability !== undefined),
    // Kubernetes counts in whole seconds.
    deadlineSeconds: Math.max(1, Math.ceil(durationSeconds(deadline))),
    resources: resources ?? defaults.canaryDriverResources,
  };
}

function prometheusOf(written: string | undefined, own: boolean): CanaryDriverModel["prometheus"] {
  if (written !== undefined) return { address: written, own: false };
  if (!own) return undefined;
  const { observabilityNamespace: namespace, clusterDomain } = defaults;
  return { address: `http://prometheus.${namespace}.svc.${clusterDomain}:9090`, own: true };
}
