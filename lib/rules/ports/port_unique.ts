import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH031: two ports of a service collide. */
export const portUnique: DefinitionRule = {
  code: "MESH031",
  name: "port-unique",
  severity: "error",
  over: "definition",
  about: ["ports"],
  summary: "Two ports of a service have the same name or number",
  reason:
    "A Service's ports are told apart by name and by number. Two ports may lead to the same container " +
    "port, but not with two protocols: the sidecar speaks one on each port.",
  fix: "Give each port its own name and number.",
  example: {
    wrong: `ports: [{ name: "http", port: 8080 }, { name: "admin", port: 8080 }],`,
    right: `ports: [{ name: "http", port: 8080 }, { name: "admin", port: 8081 }],`,
  },
  *check({ ports, written }) {
    for (const [index, port] of ports.entries()) {
      for (const [other, before] of ports.slice(0, index).entries()) {
        const here = ["ports", index];
        if (port.name === before.name) {
          yield at([...here, "name"], `is ${JSON.stringify(port.name)}, already the name of ports[${other}]`);
        }
        if (port.port === before.port) {
          yield at([...here, "port"], `is ${port.port}, already the port of ports[${other}]`);
        } else if (port.containerPort === before.containerPort && port.protocol !== before.protocol) {
          const field = written.ports?.[index]?.containerPort === undefined ? "port" : "containerPort";
          const text =
            `is ${port.containerPort}, where ports[${other}] speaks ${before.protocol}, not ${port.protocol}`;
          yield at([...here, field], text);
        }
      }
    }
  },
};
