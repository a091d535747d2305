import { mandatoryCanaryFields } from "../../model/merge_difference.ts";
import type { ServiceRule } from "../rule.ts";
import { at } from "../rule.ts";
import { listed } from "../words.ts";

/** MESH028: an overlay changes a canary that isn't there. */
export const canaryPartial: ServiceRule = {
  code: "MESH028",
  name: "canary-partial",
  severity: "error",
  over: "service",
  summary: "An overlay sets a part of a canary that the service does not have",
  reason:
    "What a cluster says of a canary is merged over the service's own. Where the service has none, or has none any " +
    "more, what is left has no image or no steps, and can't be rendered.",
  fix: "Remove `canary` from the overlay, or write a whole one there, with `image`, `steps` and `step`.",
  example: {
    wrong: `replicas: 2,\n// overlays/lab.ts\nservices: { backend: { canary: { step: 1 } } },`,
    right: `replicas: 2,
canary: { image: "registry.example/team/backend:1.1.0", steps: [10, 100], step: 0 },
// overlays/lab.ts
services: { backend: { canary: { step: 1 } } },`,
  },
  *check({ written, difference, file }) {
    const canary = difference?.canary;
    if (!canary || written.canary !== undefined) return;
    const missing = mandatoryCanaryFields.filter((field) => canary[field] === undefined);
    const text = `has no ${listed(missing)}, and ${file} has no canary to take ${
      missing.length === 1 ? "it" : "them"
    } from`;
    yield at(["canary"], text, "remove it, or write a whole canary here");
  },
};
