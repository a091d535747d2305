import type { ServiceModel } from "../../model/types.ts";
import { cycles } from "../cycles.ts";
import type { CatalogueRule } from "../rule.ts";
import { atFile } from "../rule.ts";

function calleeNames(service: ServiceModel | undefined): readonly string[] {
  return (service?.written.calls ?? []).map((call) => typeof call === "string" ? call : call.service);
}

/** MESH041: services that call each other in a circle. */
export const callCycle: CatalogueRule = {
  code: "MESH041",
  name: "call-cycle",
  severity: "warning",
  over: "catalogue",
  summary: "Services call each other in a circle",
  reason:
    "When one of them is slow, the others wait for each other and all are slow; none can be started or " +
    "changed before the others.",
  fix: "Turn one call into an event, or move what both need into a third service.",
  example: {
    wrong: `calls: ["model"],\n// services/model.ts\ncalls: ["backend"],`,
    right: `calls: ["model"],\n// services/model.ts\ncalls: [],`,
  },
  *check({ bases }) {
    const graph = new Map([...bases].map(([name, service]) => [name, calleeNames(service)]));
    for (const cycle of cycles(graph)) {
      const [first, second] = cycle;
      const service = bases.get(first!)!;
      const index = calleeNames(service).indexOf(second!);
      const text = `closes a circle: ${cycle.join(" → ")}`;
      yield atFile(service.file, ["calls", index], text, "turn one of these calls round, or into an event");
    }
  },
};
