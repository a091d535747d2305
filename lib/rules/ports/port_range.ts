import type { ValuePath } from "../../diagnostic.ts";
import type { ServiceDefinition } from "../../model/types.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

function* numbers({ written }: ServiceDefinition): Iterable<readonly [ValuePath, number | undefined]> {
  for (const [index, port] of written.ports?.entries() ?? []) {
    yield [["ports", index, "port"], port.port];
    yield [["ports", index, "containerPort"], port.containerPort];
  }
  for (const [index, egress] of written.egress?.entries() ?? []) {
    yield [["egress", index, "port"], egress.port];
  }
}

/** MESH030: a number that isn't a port. */
export const portRange: DefinitionRule = {
  code: "MESH030",
  name: "port-range",
  severity: "error",
  over: "definition",
  about: ["ports", "egress"],
  summary: "A port is out of range",
  reason: "TCP has the ports 1 to 65535; Kubernetes refuses every other number.",
  fix: "Write a number from 1 to 65535.",
  example: {
    wrong: `ports: [{ name: "http", port: 80800 }],`,
    right: `ports: [{ name: "http", port: 8080 }],`,
  },
  *check(service) {
    for (const [path, port] of numbers(service)) {
      if (port !== undefined && (port < 1 || port > 65535)) {
        yield at(path, `is ${port}, must be from 1 to 65535`);
      }
    }
  },
};
