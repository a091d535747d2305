import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";
import { parseQuantity } from "../../quantity.ts";

const kinds = ["cpu", "memory", "ephemeral-storage"] as const;

/** MESH104: more is asked for than may be used. */
export const resourceLimits: DefinitionRule = {
  code: "MESH104",
  name: "resource-limits",
  severity: "error",
  over: "definition",
  about: ["resources", "canary"],
  summary: "A container requests more than its limit",
  reason: "Kubernetes refuses such a pod.",
  fix: "Raise the limit, or lower the request.",
  example: {
    wrong: `resources: { requests: { memory: "1Gi" }, limits: { memory: "512Mi" } },`,
    right: `resources: { requests: { memory: "512Mi" }, limits: { memory: "1Gi" } },`,
  },
  *check({ versions, written }) {
    for (const { version, resources: { requests = {}, limits = {} } } of versions) {
      if (version === "canary" && written.canary?.resources === undefined) continue;
      const path = version === "canary" ? ["canary", "resources"] : ["resources"];
      for (const kind of kinds) {
        const [request, limit] = [requests[kind], limits[kind]];
        if (request === undefined || limit === undefined) continue;
        if (parseQuantity(request) <= parseQuantity(limit)) continue;
        const text = `is ${JSON.stringify(request)}, must be at most the limit, which is ${
          JSON.stringify(limit)
        }`;
        yield at([...path, "requests", kind], text);
      }
    }
  },
};
