import assert from "node:assert/strict";
import type { IProbe } from "kubernetes-models/v1";
import type { Frozen, ProbeInput } from "../../lib/model/types.ts";
import { probes } from "../../lib/resources/probe.ts";
import { portModel, serviceModel } from "./service_model_fixture.ts";

const ports = [
  portModel({ name: "http", port: 80, containerPort: 8080 }),
  portModel({ name: "public", port: 81, containerPort: 8080 }),
  portModel({ name: "rpc", port: 9000, containerPort: 9001, protocol: "grpc" }),
  portModel({ name: "tls", port: 443, containerPort: 8443, protocol: "https" }),
];

const cases: readonly (readonly [what: string, written: Frozen<ProbeInput>, rendered: IProbe])[] = [
  ["asks the first port by HTTP", { http: { path: "/healthz" } }, {
    httpGet: { path: "/healthz", port: "http" },
  }],
  [
    "asks another port by HTTP, by name",
    { http: { path: "/", port: "rpc" } },
    { httpGet: { path: "/", port: "rpc" } },
  ],
  [
    "takes the declared name of a container port's number",
    { http: { path: "/", port: 9001 } },
    { httpGet: { path: "/", port: "rpc" } },
  ],
  [
    "takes the name that the container has for a port declared twice",
    { http: { path: "/", port: "public" } },
    { httpGet: { path: "/", port: "http" } },
  ],
  [
    "leaves a number that isn't declared",
    { http: { path: "/", port: 7000 } },
    { httpGet: { path: "/", port: 7000 } },
  ],
  [
    "asks by HTTPS where the process ends TLS itself",
    { http: { path: "/", port: "tls" } },
    { httpGet: { path: "/", port: "tls", scheme: "HTTPS" } },
  ],
  [
    "sends headers",
    { http: { path: "/", headers: { Host: "a", "X-B": "c" } } },
    {
      httpGet: {
        path: "/",
        port: "http",
        httpHeaders: [{ name: "Host", value: "a" }, { name: "X-B", value: "c" }],
      },
    },
  ],
  ["asks by gRPC, which takes numbers only", { grpc: { port: "rpc" } }, { grpc: { port: 9001 } }],
  ["asks by gRPC for one service", { grpc: { port: 9001, service: "a" } }, {
    grpc: { port: 9001, service: "a" },
  }],
  ["asks the first port by gRPC", { grpc: {} }, { grpc: { port: 8080 } }],
  ["opens a TCP connection", { tcp: { port: "rpc" } }, { tcpSocket: { port: "rpc" } }],
  ["opens a TCP connection to the first port", { tcp: {} }, { tcpSocket: { port: "http" } }],
  ["runs a command", { exec: { command: ["true", "-x"] } }, { exec: { command: ["true", "-x"] } }],
  [
    "says its timing",
    {
      tcp: {},
      initialDelaySeconds: 0,
      periodSeconds: 5,
      timeoutSeconds: 2,
      failureThreshold: 4,
      successThreshold: 3,
    },
    {
      tcpSocket: { port: "http" },
      initialDelaySeconds: 0,
      periodSeconds: 5,
      timeoutSeconds: 2,
      failureThreshold: 4,
      successThreshold: 3,
    },
  ],
];

for (const [what, written, rendered] of cases) {
  Deno.test(`a probe ${what}`, () => {
    const of = (kind: "readiness" | "liveness") =>
      probes(serviceModel({
        ports,
        probes: { readiness: undefined, liveness: undefined, startup: undefined, [kind]: written },
      }));
    assert.deepEqual(of("readiness"), { readinessProbe: rendered });
    assert.deepEqual(of("liveness"), { livenessProbe: rendered });
  });
}

Deno.test("a start-up probe gives a minute unless the catalogue says otherwise", () => {
  const startup = (written: Frozen<ProbeInput>) =>
    probes(serviceModel({ probes: { readiness: undefined, liveness: undefined, startup: written } }))
      .startupProbe;
  assert.deepEqual(startup({ tcp: {} }), {
    tcpSocket: { port: "http" },
    periodSeconds: 2,
    failureThreshold: 30,
  });
  assert.deepEqual(startup({ tcp: {}, periodSeconds: 7, failureThreshold: 60 }), {
    tcpSocket: { port: "http" },
    periodSeconds: 7,
    failureThreshold: 60,
  });
});

for (
  const [what, override, message] of [
    ["there is no port", { ports: [] }, 'Cannot render the probes of "backend": no port is declared'],
    ["its port has no such name", {}, 'Cannot render the probes of "backend": no port "admin" is declared'],
  ] as const
) {
  Deno.test(`a probe is never left out where ${what}`, () => {
    const readiness: Frozen<ProbeInput> = "ports" in override ? { tcp: {} } : { tcp: { port: "admin" } };
    const service = serviceModel({
      ...override,
      probes: { readiness, liveness: undefined, startup: undefined },
    });
    assert.throws(() => probes(service), { message });
  });
}
