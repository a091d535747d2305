import { knownNames } from "../known_names.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH061: an exposed port that isn't declared. */
export const exposePort: DefinitionRule = {
  code: "MESH061",
  name: "expose-port",
  severity: "error",
  over: "definition",
  about: ["expose"],
  summary: "An exposure leads to a port that is not declared",
  reason: "The gateway would have nowhere to send the requests.",
  fix: "Name one of the service's `ports`, or leave `port` out for the first.",
  example: {
    wrong: `expose: [{ host: "www", port: "htp" }],`,
    right: `expose: [{ host: "www", port: "http" }],`,
  },
  *check({ written, ports }) {
    for (const [index, { port }] of written.expose?.entries() ?? []) {
      if (port === undefined || ports.length === 0 || ports.some(({ name }) => name === port)) continue;
      const known = ports.map(({ name }) => name);
      yield at(
        ["expose", index, "port"],
        `is ${JSON.stringify(port)}, which is not one of ports`,
        knownNames(port, known),
      );
    }
  },
};
