import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

const owners: readonly (readonly [owner: string, annotation: RegExp, instead: string])[] = [
  ["Istio", /^(sidecar\.istio\.io\/inject|istio\.io\/rev)$/, "use mesh"],
  ["Argo CD", /^([a-z]+\.)?argoproj\.io\/.*$/, "remove it: Argo CD looks at objects, not at pods"],
  ["the platform", /^platform\.3rvision\.dev\/.*$/, "use an annotation of your own"],
  ["Kubernetes", /^(kubectl|deployment)\.kubernetes\.io\/.*$/, "remove it"],
];

/** MESH109: an annotation that isn't the service's to set. */
export const reservedAnnotation: DefinitionRule = {
  code: "MESH109",
  name: "reserved-annotation",
  severity: "error",
  over: "definition",
  about: ["annotations"],
  summary: "An annotation belongs to the platform, Istio, Argo CD or Kubernetes",
  reason:
    "Whether a pod is in the mesh decides about its policies and routes, so it has one place, `mesh`. The " +
    "others are overwritten by their owners.",
  fix: "Use the field that the message names, or an annotation of your own.",
  example: {
    wrong: `annotations: { "sidecar.istio.io/inject": "false" },`,
    right: `mesh: false,`,
  },
  *check({ written: { annotations } }) {
    for (const annotation in annotations) {
      const found = owners.find(([, pattern]) => pattern.test(annotation));
      if (found !== undefined) yield at(["annotations", annotation], `belongs to ${found[0]}`, found[2]);
    }
  },
};
