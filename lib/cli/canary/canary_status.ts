/** How a canary stands, for people and for programs. */
import { isStable, type Service, weightOf, weightsOf } from "../../canary/actions/mod.ts";
import type { Model } from "../../model/types.ts";

/** A service's canary, as its file and the clusters have it. */
export interface CanaryStatus {
  /** The service's name. */
  readonly service: string;
  /** `services/backend.ts`. */
  readonly file: string;
  /** Stable's image. */
  readonly stable: string;
  /** As the service file has it; null: there is none. */
  readonly canary: {
    readonly image: string;
    /** Of the step that it stands at, in percent. */
    readonly weight: number;
    /** In percent. */
    readonly steps: readonly number[];
    /** An index into `steps`. */
    readonly step: number;
    readonly paused: boolean;
    /** Whether it is judged, so that steps can be automatic. */
    readonly analysed: boolean;
    /** Whether stable is what the canary is, so that only its removal is left of the promotion. */
    readonly stable: boolean;
  } | null;
  /** Sorted by name. */
  readonly clusters: readonly {
    readonly cluster: string;
    /** Whether the service runs there. */
    readonly runs: boolean;
    /** What the canary gets there, in percent, and its image; null: there is none. */
    readonly canary: { readonly weight: number; readonly image: string } | null;
  }[];
  /** Commands that could be next. */
  readonly next: readonly string[];
}

function nextOf({ name, canary }: Service): readonly string[] {
  const command = `deno task canary ${name}`;
  if (canary === undefined) return [`${command} start --image <reference>`];
  if (weightOf(canary) === 100) return [`${command} promote`];
  if (canary.paused) return [`${command} resume`, `${command} abort --remove`];
  return [`${command} ${canary.step + 1 < canary.steps.length ? "advance" : "promote"}`];
}

/** The stable and canary images, the step, and what there is in each cluster. */
export function canaryStatus(service: Service, file: string, model: Model): CanaryStatus {
  const { canary } = service;
  return {
    service: service.name,
    file,
    stable: service.image,
    canary: canary === undefined ? null : {
      image: canary.image,
      weight: weightOf(canary),
      steps: weightsOf(canary),
      step: canary.step,
      paused: canary.paused ?? false,
      analysed: canary.analysis !== undefined,
      stable: isStable(service),
    },
    clusters: model.clusters.map(({ name: cluster, services }) => {
      const here = services.find((other) => other.name === service.name);
      const image = here?.versions.find(({ version }) => version === "canary")?.image;
      return {
        cluster,
        runs: here !== undefined,
        canary: here?.canary === undefined || image === undefined
          ? null
          : { weight: here.canary.weight, image },
      };
    }),
    next: nextOf(service),
  };
}

/** The same in lines for people. */
export function statusLines({ file, stable, canary, clusters, next }: CanaryStatus): readonly string[] {
  const lines = [file, `  stable  ${stable}`];
  if (canary === null) lines.push("  canary  none");
  else {
    const weights = canary.steps.map((weight, index) => index === canary.step ? `[${weight}]` : `${weight}`);
    lines.push(`  canary  ${canary.image}`);
    lines.push(`  steps   ${weights.join(" → ")} %${canary.paused ? ", paused" : ""}`);
    if (canary.stable) {
      lines.push("  stable has the canary's image already: the promotion isn't finished");
    }
    if (!canary.analysed) lines.push("  no analysis, so that no step is automatic");
  }
  for (const { cluster, runs, canary: here } of clusters) {
    const text = !runs
      ? "doesn't run here"
      : here === null
      ? "no canary"
      : `${here.weight} % to ${here.image}`;
    lines.push(`  ${cluster}: ${text}`);
  }
  return [...lines, `  next: ${next.map((command) => JSON.stringify(command)).join(" or ")}`];
}
