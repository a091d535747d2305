import { knownNames } from "../known_names.ts";
import { probedPort, probesOf } from "../probes.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH033: a probe asks a port that isn't declared. */
export const probePort: DefinitionRule = {
  code: "MESH033",
  name: "probe-port",
  severity: "error",
  over: "definition",
  about: ["probes"],
  summary: "A probe asks a port that is not declared",
  reason: "Nothing is known to answer there: the pod never becomes ready, or is restarted for ever.",
  fix: "Name one of the `ports`, by its name or its container port's number.",
  example: {
    wrong: `probes: { readiness: { http: { path: "/readyz", port: "metrics" } } },`,
    right: `ports: [{ name: "http", port: 8080 }, { name: "metrics", port: 9090 }],
probes: { readiness: { http: { path: "/readyz", port: "metrics" } } },`,
  },
  *check(service) {
    for (const found of probesOf(service)) {
      const { kind, path, port } = found;
      if (kind === "exec" || probedPort(service, found) !== undefined) continue;
      if (port === undefined) {
        yield at(
          [...path, kind],
          "has no port to ask, since the service has none",
          "declare a port in ports",
        );
        continue;
      }
      const text = `is ${JSON.stringify(port)}, which is not one of ports`;
      const names = service.ports.map(({ name }) => name);
      const numbers = service.ports.map(({ containerPort }) => containerPort).join(", ");
      const fix = typeof port === "string"
        ? knownNames(port, names)
        : `container ports: ${numbers === "" ? "none" : numbers}`;
      yield at([...path, kind, "port"], text, fix);
    }
  },
};
