import { didYouMean } from "../../did_you_mean.ts";
import { rawObjects, renderedObjects } from "../raw_objects.ts";
import type { ServiceRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH175: a patch of nothing. */
export const patchTarget: ServiceRule = {
  code: "MESH175",
  name: "patch-target",
  severity: "error",
  over: "service",
  about: ["patches"],
  summary: "A patch's target is not rendered for the service",
  reason: "The change would be made to nothing, without a word.",
  fix: "Name the kind, and if there are several the name, of an object in the service's folder below " +
    "`clusters/`.",
  example: {
    wrong: `patches: [{
  target: { kind: "Deploymnet" },
  operations: [{ op: "add", path: "/spec/minReadySeconds", value: 5 }],
}],`,
    right: `patches: [{
  target: { kind: "Deployment" },
  operations: [{ op: "add", path: "/spec/minReadySeconds", value: 5 }],
}],`,
  },
  *check(service) {
    if (service.patches.length === 0) return;
    const rendered = renderedObjects(service);
    if (rendered === undefined) return;
    const all = [...rendered, ...rawObjects(service).map(({ object }) => object)];
    for (const [index, { target }] of service.patches.entries()) {
      const here = ["patches", index, "target"];
      const ofKind = all.filter(({ kind }) => kind === target.kind);
      const names = ofKind.map(({ metadata }) => metadata.name);
      if (ofKind.length === 0) {
        const text = `is ${JSON.stringify(target.kind)}, of which none is rendered for ${service.name}`;
        yield at([...here, "kind"], text, didYouMean(target.kind, all.map(({ kind }) => kind)));
      } else if (target.name !== undefined && !names.includes(target.name)) {
        const text = `is ${JSON.stringify(target.name)}, but of kind ${target.kind} there is only ${
          names.join(", ")
        }`;
        yield at([...here, "name"], text, didYouMean(target.name, names));
      }
    }
  },
};
