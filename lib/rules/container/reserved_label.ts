import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

const owners: readonly (readonly [owner: string, label: RegExp])[] = [
  ["the platform", /^(app|version|app\.kubernetes\.io\/(name|managed-by)|platform\.3rvision\.dev\/.*)$/],
  ["Argo CD", /^(app\.kubernetes\.io\/instance|([a-z]+\.)?argoproj\.io\/.*)$/],
  ["Istio", /^([a-z]+\.)?istio\.io\/.*$/],
  ["Kubernetes", /^pod-template-hash$/],
];

/** MESH108: a label that isn't the service's to set. */
export const reservedLabel: DefinitionRule = {
  code: "MESH108",
  name: "reserved-label",
  severity: "error",
  over: "definition",
  about: ["labels"],
  summary: "A label belongs to the platform, Istio or Argo CD",
  reason:
    "Services find their pods, Istio its subsets and Argo CD its objects by these labels; another value " +
    "would break that.",
  fix: "Use a label of your own, best with a prefix such as `example.com/team`.",
  example: {
    wrong: `labels: { version: "1.0.0" },`,
    right: `labels: { "example.com/release": "1.0.0" },`,
  },
  *check({ written: { labels } }) {
    for (const label in labels) {
      const owner = owners.find(([, pattern]) => pattern.test(label))?.[0];
      if (owner !== undefined) yield at(["labels", label], `belongs to ${owner}`, "use a label of your own");
    }
  },
};
