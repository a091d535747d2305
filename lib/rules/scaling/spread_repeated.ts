import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH137: one spread twice. */
export const spreadRepeated: DefinitionRule = {
  code: "MESH137",
  name: "spread-repeated",
  severity: "error",
  over: "definition",
  about: ["scheduling"],
  summary: "Two spreads are about the same places and equally strict",
  reason: "Kubernetes refuses a pod with two constraints of the same `topologyKey` and `whenUnsatisfiable`.",
  fix: "Keep one of the two.",
  example: {
    wrong: `scheduling: {
  spread: [{ topologyKey: "kubernetes.io/hostname" }, { topologyKey: "kubernetes.io/hostname", maxSkew: 2 }],
},`,
    right: `scheduling: {
  spread: [{ topologyKey: "kubernetes.io/hostname" }, { topologyKey: "topology.kubernetes.io/zone", maxSkew: 2 }],
},`,
  },
  *check({ scheduling: { spread } }) {
    for (const [index, { topologyKey, whenUnsatisfiable }] of spread.entries()) {
      const first = spread.findIndex((other) =>
        other.topologyKey === topologyKey && other.whenUnsatisfiable === whenUnsatisfiable
      );
      if (first === index) continue;
      const text = `is about ${JSON.stringify(topologyKey)}, as is scheduling.spread[${first}]`;
      yield at(["scheduling", "spread", index], text, "keep one of them");
    }
  },
};
