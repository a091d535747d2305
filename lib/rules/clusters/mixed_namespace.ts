import type { ClusterRule } from "../rule.ts";
import { atService } from "../rule.ts";
import { listed } from "../words.ts";

/** MESH164: services with and without sidecar side by side. */
export const mixedNamespace: ClusterRule = {
  code: "MESH164",
  name: "mixed-namespace",
  severity: "warning",
  over: "cluster",
  summary: "A namespace has services inside the mesh and outside",
  reason:
    "Who reads the namespace's policies believes that they hold for all of it; for the pods without a " +
    "sidecar none of Istio's does.",
  fix: "Give the services outside the mesh a namespace of their own.",
  example: {
    wrong: `namespace: "vision",\n// services/report.ts\nnamespace: "vision",\nmesh: false,`,
    right: `namespace: "vision",\n// services/report.ts\nmesh: false,`,
  },
  *check({ cluster, services }) {
    for (const { name, mesh, services: names } of cluster?.namespaces ?? []) {
      if (!mesh || names.length < 2) continue;
      const inside = names.filter((each) => services.get(each)!.mesh);
      for (const each of names) {
        const service = services.get(each)!;
        if (service.mesh) continue;
        const [first, ...others] = inside;
        const whom = others.length > 2 ? `${first} and ${others.length} others` : listed(inside);
        const text = `is false, but ${whom} in namespace ${name} ${
          inside.length === 1 ? "is" : "are"
        } inside the mesh`;
        yield atService(service, ["mesh"], text, "give it a namespace of its own");
      }
    }
  },
};
