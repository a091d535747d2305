import type { ServiceDefinition } from "../../model/types.ts";
import { hasHttpPort, isJob } from "../kind_of.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";
import { withArticle } from "../words.ts";

/** Why the mesh counts no requests of a service, and what to do; undefined where it does. */
function unmeasured(service: ServiceDefinition): readonly [text: string, fix: string] | undefined {
  if (isJob(service)) return [`nobody calls ${withArticle(service.kind)}`, "remove it"];
  if (!hasHttpPort(service)) {
    return ["no port speaks http, http2 or grpc", "remove it, or set the port's protocol"];
  }
  return service.mesh ? undefined : ["the service is outside the mesh", "set mesh: true, or remove it"];
}

/** MESH096: a promise that nothing measures. */
export const sloWithoutRequests: DefinitionRule = {
  code: "MESH096",
  name: "slo-without-requests",
  severity: "warning",
  over: "definition",
  about: ["slo"],
  summary: "An `slo` of a service whose requests the mesh doesn't count",
  reason:
    "A promise is about requests, and its alert compares what the sidecars count of them. Of plain TCP, of " +
    "a service outside the mesh and of a Job they count none: the alert could never fire, and silence would look " +
    "like a promise that is kept.",
  fix: "Say what the port speaks with `protocol`, set `mesh: true`, or remove `slo`.",
  example: {
    wrong: `ports: [{ name: "db", port: 5432, protocol: "tcp" }],\nslo: { availability: 99.9 },`,
    right: `ports: [{ name: "db", port: 5432, protocol: "tcp" }],\nslo: false,`,
  },
  *check(service) {
    const { slo } = service.written;
    if (slo === undefined || slo === false) return;
    const why = unmeasured(service);
    if (why !== undefined) yield at(["slo"], `is set, but ${why[0]}`, why[1]);
  },
};
