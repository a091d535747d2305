import { namespaceObjects } from "../../resources/platform/platform_parts.ts";
import { identityOf, rawObjects, renderedObjects } from "../raw_objects.ts";
import type { ClusterRule } from "../rule.ts";
import { atService } from "../rule.ts";

/** MESH173: a raw object that is rendered already. */
export const objectClash: ClusterRule = {
  code: "MESH173",
  name: "object-clash",
  severity: "error",
  over: "cluster",
  summary: "A raw object has the kind and name of another object of its namespace",
  reason: "One of the two would be lost, or two Applications would overwrite each other for ever.",
  fix: "Rename the raw object; to change one that is rendered, use `patches`.",
  example: {
    wrong:
      `objects: [{ apiVersion: "v1", kind: "Service", metadata: { name: "backend-service" }, spec: {} }],`,
    right:
      `objects: [{ apiVersion: "v1", kind: "Service", metadata: { name: "backend-headless" }, spec: {} }],`,
  },
  *check({ cluster, services }) {
    for (const namespace of cluster?.namespaces ?? []) {
      const there = namespace.services.map((name) => services.get(name)!);
      if (!there.some((service) => service.objects.length > 0)) continue;
      const owners = new Map<string, string>();
      for (const object of namespaceObjects(namespace, cluster!)) {
        owners.set(identityOf(object), "is rendered for the platform");
      }
      for (const service of there) {
        for (const object of renderedObjects(service) ?? []) {
          owners.set(identityOf(object), `is rendered for ${service.name}`);
        }
      }
      for (const service of there) {
        for (const { index, object } of rawObjects(service)) {
          const identity = identityOf(object);
          const owner = owners.get(identity);
          if (owner === undefined) owners.set(identity, `is objects[${index}] of ${service.name}`);
          else {
            const text = `is ${identity}, which ${owner} already`;
            yield atService(
              service,
              ["objects", index],
              text,
              "rename it; use patches to change a rendered object",
            );
          }
        }
      }
    }
  },
};
