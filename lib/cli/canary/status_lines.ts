/** How a canary stands, in lines for people. */
import { isStable, type Service, weightOf, weightsOf } from "../../canary/actions/mod.ts";
import type { Model } from "../../model/types.ts";

function next(service: Service): string {
  const command = `deno task canary ${service.name}`;
  const { canary } = service;
  if (canary === undefined) return `"${command} start --image <reference>"`;
  if (weightOf(canary) === 100) return `"${command} promote"`;
  if (canary.paused) return `"${command} resume" or "${command} abort --remove"`;
  const more = canary.step + 1 < canary.steps.length;
  return `"${command} ${more ? "advance" : "promote"}"`;
}

/** The stable and canary images, the step, and what there is in each cluster. */
export function statusLines(service: Service, file: string, model: Model): readonly string[] {
  const { canary } = service;
  const lines = [`${file}`, `  stable  ${service.image}`];
  if (canary === undefined) lines.push("  canary  none");
  else {
    const weights = weightsOf(canary).map((weight, index) =>
      index === canary.step ? `[${weight}]` : `${weight}`
    );
    lines.push(`  canary  ${canary.image}`);
    lines.push(`  steps   ${weights.join(" → ")} %${canary.paused ? ", paused" : ""}`);
    if (isStable(service)) {
      lines.push("  stable has the canary's image already: the promotion isn't finished");
    }
    if (canary.analysis === undefined) lines.push("  no analysis, so that no step is automatic");
  }
  for (const { name, services } of model.clusters) {
    const here = services.find((other) => other.name === service.name);
    const text = here === undefined
      ? "doesn't run here"
      : here.canary === undefined
      ? "no canary"
      : `${here.canary.weight} % to ${here.versions.find(({ version }) => version === "canary")?.image}`;
    lines.push(`  ${name}: ${text}`);
  }
  return [...lines, `  next: ${next(service)}`];
}
