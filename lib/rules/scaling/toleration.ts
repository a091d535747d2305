import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH136: a toleration that Kubernetes refuses. */
export const toleration: DefinitionRule = {
  code: "MESH136",
  name: "toleration",
  severity: "error",
  over: "definition",
  about: ["scheduling"],
  summary: "The parts of a toleration contradict each other",
  reason:
    "`Exists` takes no value, every key is tolerated only with `Exists`, and only a `NoExecute` taint has " +
    "a time. Kubernetes refuses a pod with another mix.",
  fix: "Remove the part that the message names.",
  example: {
    wrong: `scheduling: { tolerations: [{ key: "gpu", operator: "Exists", value: "yes" }] },`,
    right: `scheduling: { tolerations: [{ key: "gpu", operator: "Exists" }] },`,
  },
  *check({ scheduling }) {
    for (
      const [index, { key, operator, value, effect, tolerationSeconds }] of scheduling.tolerations.entries()
    ) {
      const here = ["scheduling", "tolerations", index];
      if (operator === "Exists" && value !== undefined) {
        yield at([...here, "value"], 'is set, but operator "Exists" takes none', "remove it");
      }
      if (key === undefined && operator !== "Exists") {
        yield at(
          here,
          'has no key, which needs operator "Exists"',
          'name a key, or write operator: "Exists"',
        );
      }
      if (tolerationSeconds !== undefined && effect !== "NoExecute") {
        yield at(
          [...here, "tolerationSeconds"],
          'is set, but only effect "NoExecute" has a time',
          'write effect: "NoExecute"',
        );
      }
    }
  },
};
