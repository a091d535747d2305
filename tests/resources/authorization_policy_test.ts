import assert from "node:assert/strict";
import type { IAuthorizationPolicy } from "@kubernetes-models/istio/security.istio.io/v1/AuthorizationPolicy";
import { authorizationPolicy } from "../../lib/resources/authorization_policy.ts";
import { callerModel, gatewayCallerModel } from "./mesh_model_fixture.ts";
import { read } from "./read_object.ts";
import { portModel, serviceModel } from "./service_model_fixture.ts";

const rules = (callers: Parameters<typeof callerModel>[0][]) =>
  read<IAuthorizationPolicy>(
    authorizationPolicy(serviceModel({ callers: callers.map(callerModel) })),
  ).spec.rules;

Deno.test("each caller may call by its identity on the pods' port", () => {
  const service = serviceModel({
    callers: [
      callerModel({ methods: ["GET", "POST"] }),
      gatewayCallerModel({ ports: [portModel({ port: 80, containerPort: 8080 })] }),
    ],
  });
  assert.deepEqual(authorizationPolicy(service), {
    apiVersion: "security.istio.io/v1",
    kind: "AuthorizationPolicy",
    metadata: {
      name: "backend",
      namespace: "backend",
      labels: {
        app: "backend",
        "app.kubernetes.io/name": "backend",
        "app.kubernetes.io/managed-by": "3rvision",
      },
    },
    spec: {
      selector: { matchLabels: { app: "backend" } },
      action: "ALLOW",
      rules: [
        {
          from: [{ source: { principals: ["cluster.local/ns/frontend/sa/frontend"] } }],
          to: [{ operation: { ports: ["8080"], methods: ["GET", "POST"] } }],
        },
        {
          from: [{ source: { principals: ["cluster.local/ns/istio-ingress/sa/istio-ingress"] } }],
          to: [{ operation: { ports: ["8080"] } }],
        },
      ],
    },
  });
});

Deno.test("nobody calls it, or it is outside the mesh: no policy, since the namespace denies all", () => {
  assert.equal(authorizationPolicy(serviceModel({})), undefined);
  assert.equal(authorizationPolicy(serviceModel({ mesh: false, callers: [callerModel({})] })), undefined);
});

Deno.test("a caller without an identity is never allowed: a rule without one would allow everybody", () => {
  assert.equal(authorizationPolicy(serviceModel({ callers: [callerModel({ mesh: false })] })), undefined);
  const [rule, ...others] = rules([{ name: "job", mesh: false }, { name: "frontend" }]);
  assert.deepEqual(rule?.from, [{ source: { principals: ["cluster.local/ns/frontend/sa/frontend"] } }]);
  assert.deepEqual(others, []);
});

Deno.test("a caller of no port is not allowed: a rule without ports would allow all of them", () => {
  assert.equal(authorizationPolicy(serviceModel({ callers: [callerModel({ ports: [] })] })), undefined);
});

Deno.test("methods and paths hold for HTTP ports alone, where the proxy knows them", () => {
  const ports = [
    portModel({ name: "http", port: 8080 }),
    portModel({ name: "db", port: 5432, protocol: "tcp" }),
  ];
  assert.deepEqual(rules([{ ports, methods: ["GET"], paths: ["/a", "/b/*"] }])[0]?.to, [
    { operation: { ports: ["8080"], methods: ["GET"], paths: ["/a", "/b/*"] } },
    { operation: { ports: ["5432"] } },
  ]);
  assert.deepEqual(rules([{ ports: [ports[1]!], methods: ["GET"] }])[0]?.to, [{
    operation: { ports: ["5432"] },
  }]);
});

Deno.test("ports that share a container port are named once, in the order of their numbers", () => {
  const ports = [
    portModel({ name: "http", port: 80, containerPort: 9090 }),
    portModel({ name: "public", port: 81, containerPort: 8080 }),
    portModel({ name: "inner", port: 82, containerPort: 8080 }),
  ];
  assert.deepEqual(rules([{ ports }])[0]?.to, [{ operation: { ports: ["8080", "9090"] } }]);
});
