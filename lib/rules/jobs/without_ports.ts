import { isJob } from "../kind_of.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH144: requests for a service that listens on nothing. */
export const withoutPorts: DefinitionRule = {
  code: "MESH144",
  name: "without-ports",
  severity: "error",
  over: "definition",
  about: ["expose", "traffic", "serviceName", "canary"],
  summary: "A service without ports says how requests reach it",
  reason:
    "Without a port there is no Kubernetes Service, no route and no request: the field would do nothing.",
  fix: "Declare `ports`, or remove the field.",
  example: {
    wrong: `ports: [],\nexpose: [{ host: "www" }],`,
    right: `ports: [{ name: "http", port: 8080 }],\nexpose: [{ host: "www" }],`,
  },
  *check(service) {
    if (service.ports.length > 0 || isJob(service)) return;
    const { written } = service;
    for (const field of ["expose", "traffic", "serviceName", "canary"] as const) {
      const value = written[field];
      if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
      yield at([field], "is set, but the service has no ports", "declare ports, or remove it");
    }
  },
};
