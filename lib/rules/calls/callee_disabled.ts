import type { ServiceModel } from "../../model/types.ts";
import type { ClusterRule } from "../rule.ts";
import { atFile } from "../rule.ts";
import { listed } from "../words.ts";

function needs(service: ServiceModel): readonly string[] {
  const { calls, traffic } = service.written;
  if (calls === undefined && traffic?.mirror === undefined) return [];
  const called = (calls ?? []).map((call) => typeof call === "string" ? call : call.service);
  return traffic?.mirror === undefined ? called : [...called, traffic.mirror.service];
}

/** MESH043: a service is switched off in a cluster where others still call it. */
export const calleeDisabled: ClusterRule = {
  code: "MESH043",
  name: "callee-disabled",
  severity: "error",
  over: "cluster",
  summary: "A cluster does not run a service that others there still call",
  reason: "Every such call would be answered 503 or 502 by the caller's own proxy.",
  fix: "Let it run in this cluster, or switch its callers off too.",
  example: {
    wrong: `calls: ["model"],
// services/model.ts
// overlays/lab.ts
services: { model: { enabled: false } },`,
    right: `calls: ["model"],
// services/model.ts
// overlays/lab.ts
services: { model: { enabled: false }, backend: { enabled: false } },`,
  },
  *check({ cluster, services, whole }) {
    if (cluster === undefined || services.size === whole.bases.size) return;
    const callers = new Map<string, string[]>();
    for (const service of services.values()) {
      for (const name of new Set(needs(service))) {
        if (!services.has(name) && whole.bases.has(name)) {
          callers.set(name, [...callers.get(name) ?? [], service.name]);
        }
      }
    }
    for (const [name, by] of callers) {
      const text = `is false, but ${listed(by)} ${by.length === 1 ? "needs" : "need"} it here`;
      yield atFile(
        cluster.file,
        ["services", name, "enabled"],
        text,
        "let it run, or switch off who needs it",
      );
    }
  },
};
