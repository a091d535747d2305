import assert from "node:assert/strict";
import { containerPortName, containerPorts } from "../../lib/resources/container_port.ts";
import { portModel } from "./service_model_fixture.ts";

const ports = [
  portModel({ name: "http", port: 80, containerPort: 8080 }),
  portModel({ name: "public", port: 8080, containerPort: 8080 }),
  portModel({ name: "admin", port: 9000, protocol: "tcp" }),
];

Deno.test("a container port that two ports lead to is declared once, under the first name", () => {
  assert.deepEqual(containerPorts(ports), [
    { name: "http", containerPort: 8080, protocol: "TCP" },
    { name: "admin", containerPort: 9000, protocol: "TCP" },
  ]);
});

Deno.test("a container port is found by its number, not by the Service's", () => {
  assert.equal(containerPortName(ports, 8080), "http");
  assert.equal(containerPortName(ports, 9000), "admin");
  assert.equal(containerPortName(ports, 80), undefined);
});
