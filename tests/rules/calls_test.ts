import { accepts, refuses } from "./table.ts";
import { callCycle } from "../../lib/rules/calls/call_cycle.ts";
import { callFromOutsideMesh } from "../../lib/rules/calls/call_from_outside_mesh.ts";
import { callGrpcMethod } from "../../lib/rules/calls/call_grpc_method.ts";
import { callLimits } from "../../lib/rules/calls/call_limits.ts";
import { callPath } from "../../lib/rules/calls/call_path.ts";
import { callPort } from "../../lib/rules/calls/call_port.ts";
import { callRepeated } from "../../lib/rules/calls/call_repeated.ts";
import { calleeDisabled } from "../../lib/rules/calls/callee_disabled.ts";
import { calleeWithoutPorts } from "../../lib/rules/calls/callee_without_ports.ts";
import { mirrorService } from "../../lib/rules/calls/mirror_service.ts";
import { selfCall } from "../../lib/rules/calls/self_call.ts";
import { unknownCallee } from "../../lib/rules/calls/unknown_callee.ts";

/** A second service with these fields, and the lab. */
const model = (fields = "") => `\n// services/model.ts\n${fields}`;

refuses(unknownCallee, "a name that is nearly a service's", `calls: ["modle"],${model()}`, [
  `services/backend.ts calls[0]: calls[0] is "modle", no such service (did you mean "model"?)`,
]);
refuses(
  unknownCallee,
  "it in a call with limits",
  `calls: ["model", { service: "billing", methods: ["GET"] }],${model()}`,
  [`services/backend.ts calls[1].service: calls[1].service is "billing", no such service (known: "backend", "model")`],
);
refuses(
  unknownCallee,
  "it once for three clusters",
  `calls: ["modle"],${model()}
// overlays/lab.ts
// overlays/staging.ts
// overlays/prod.ts`,
  [`services/backend.ts calls[0]: calls[0] is "modle", no such service (did you mean "model"?)`],
);
refuses(
  unknownCallee,
  "it in a service that runs nowhere",
  `calls: ["modle"],${model()}
// overlays/lab.ts
services: { backend: { enabled: false } },`,
  [`services/backend.ts calls[0]: calls[0] is "modle", no such service (did you mean "model"?)`],
);
accepts(
  unknownCallee,
  "a service that runs elsewhere only",
  `calls: ["model"],${model()}
// overlays/lab.ts
services: { model: { enabled: false } },`,
);

refuses(
  callCycle,
  "two services that call each other",
  `calls: ["model"],${model(`calls: [{ service: "backend" }],`)}`,
  ["services/backend.ts calls[0]: calls[0] closes a circle: backend → model → backend (turn one of these calls round, or into an event)"],
);
refuses(
  callCycle,
  "the shortest way round a longer circle",
  `calls: ["a"],
// services/a.ts
calls: ["b", "c"],
// services/b.ts
calls: ["c"],
// services/c.ts
calls: ["backend"],`,
  ["services/a.ts calls[1]: calls[1] closes a circle: a → c → backend → a (turn one of these calls round, or into an event)"],
);
accepts(
  callCycle,
  "two ways to one service",
  `calls: ["model", "store"],
// services/model.ts
calls: ["store"],
// services/store.ts`,
);
accepts(callCycle, "a service that calls itself, which another rule reports", `calls: ["backend"],`);

refuses(selfCall, "a call to itself", `calls: ["model", { service: "backend" }],${model()}`, [
  `services/backend.ts calls[1].service: calls[1].service is "backend", the service itself (remove the call)`,
]);
accepts(selfCall, "a call to another", `calls: ["model"],${model()}`);

const off = (name: string) => `\n// overlays/lab.ts\nservices: { ${name}: { enabled: false } },`;
refuses(
  calleeDisabled,
  "a switched-off service that one calls",
  `calls: ["model"],${model()}${off("model")}`,
  ["overlays/lab.ts services.model.enabled: services.model.enabled is false, but backend needs it here (let it run, or switch off who needs it)"],
);
refuses(
  calleeDisabled,
  "one that three others call or mirror to",
  `calls: ["model"],
// services/a.ts
calls: [{ service: "model" }],
// services/b.ts
traffic: { mirror: { service: "model", percent: 5 } },${model()}${off("model")}`,
  ["overlays/lab.ts services.model.enabled: services.model.enabled is false, but a, b and backend need it here (let it run, or switch off who needs it)"],
);
accepts(
  calleeDisabled,
  "one whose callers are switched off too",
  `calls: ["model"],${model()}
// overlays/lab.ts
services: { model: { enabled: false }, backend: { enabled: false } },`,
);

accepts(
  calleeDisabled,
  "a callee that doesn't exist, which another rule reports",
  `calls: ["nobody"],${model()}${off("model")}`,
);

refuses(
  callPort,
  "a port that is nearly one",
  `calls: [{ service: "model", ports: ["http", "grcp"] }],${
    model(`ports: [{ name: "http", port: 80 }, { name: "grpc", port: 81 }],`)
  }`,
  [`services/backend.ts calls[0].ports[1]: calls[0].ports[1] is "grcp", not a port of model (did you mean "grpc"?)`],
);
refuses(
  callPort,
  "a port that is like none",
  `calls: [{ service: "model", ports: ["metrics"] }],${model()}`,
  [`services/backend.ts calls[0].ports[0]: calls[0].ports[0] is "metrics", not a port of model (known: "http")`],
);
accepts(
  callPort,
  "any port of a callee without ports or that doesn't exist, which other rules report",
  `calls: [{ service: "model", ports: ["http"] }, { service: "nobody", ports: ["http"] }],${
    model("ports: [],")
  }`,
);
accepts(callPort, "a declared port", `calls: [{ service: "model", ports: ["http"] }],${model()}`);

refuses(calleeWithoutPorts, "a Job", `calls: ["model"],${model(`kind: "Job",\nports: [],`)}`, [
  `services/backend.ts calls[0]: calls[0] is "model", a Job with no ports (add ports in services/model.ts, or remove the call)`,
]);
refuses(
  calleeWithoutPorts,
  "a Deployment without ports",
  `calls: [{ service: "model" }],${model(`ports: [],`)}`,
  [`services/backend.ts calls[0].service: calls[0].service is "model", which has no ports (add ports in services/model.ts, or remove the call)`],
);
accepts(calleeWithoutPorts, "a service that doesn't exist, which another rule reports", `calls: ["nobody"],`);
accepts(calleeWithoutPorts, "a service with a port", `calls: ["model"],${model()}`);

const two = model(`ports: [{ name: "http", port: 80 }, { name: "admin", port: 81 }],`);
refuses(callRepeated, "the same call twice", `calls: ["model", "model"],${model()}`, [
  `services/backend.ts calls[1]: calls[1] lets requests to "model" through, as calls[0] does already (keep one of them)`,
]);
refuses(
  callRepeated,
  "the same limits twice",
  `calls: [{ service: "model", methods: ["GET"] }, { service: "model", methods: ["GET"] }],${model()}`,
  [`services/backend.ts calls[1]: calls[1] lets requests to "model" through, as calls[0] does already (keep one of them)`],
);
refuses(
  callRepeated,
  "a limit that another call lifts",
  `calls: ["model", { service: "model", paths: ["/v1/*"] }],${model()}`,
  [`services/backend.ts calls[1]: calls[1] limits requests to "model", but calls[0] lets all of them through (keep one of them)`],
);
refuses(
  callRepeated,
  "a limit that a later call lifts",
  `calls: [{ service: "model", paths: ["/v1/*"] }, "model"],${model()}`,
  [`services/backend.ts calls[0]: calls[0] limits requests to "model", but calls[1] lets all of them through (keep one of them)`],
);
refuses(
  callRepeated,
  "ports of which one is in both",
  `calls: [{ service: "model", ports: ["http", "admin"] }, { service: "model", ports: ["admin"] }],${two}`,
  [`services/backend.ts calls[1]: calls[1] lets requests to "model" through, as calls[0] does already (keep one of them)`],
);
refuses(
  callRepeated,
  "a limit for all ports that another call lifts for one",
  `calls: [{ service: "model", methods: ["GET"] }, { service: "model", ports: ["admin"] }],${two}`,
  [`services/backend.ts calls[0]: calls[0] limits requests to "model", but calls[1] lets all of them through (keep one of them)`],
);
refuses(
  callRepeated,
  "a limit for one port that another call lifts for all",
  `calls: [{ service: "model", ports: ["admin"], methods: ["GET"] }, "model"],${two}`,
  [`services/backend.ts calls[0]: calls[0] limits requests to "model", but calls[1] lets all of them through (keep one of them)`],
);
accepts(
  callRepeated,
  "calls to two services",
  `calls: ["model", "store"],${model()}
// services/store.ts`,
);
accepts(
  callRepeated,
  "different limits",
  `calls: [{ service: "model", methods: ["GET"] }, { service: "model", methods: ["POST"], paths: ["/v1/predict"] }],${model()}`,
);
accepts(
  callRepeated,
  "different ports",
  `calls: [{ service: "model", ports: ["http"], methods: ["GET"] }, { service: "model", ports: ["admin"] }],${two}`,
);

const mixed = `ports: [{ name: "http", port: 80 }, { name: "db", port: 81, protocol: "tcp" }],`;
refuses(
  callLimits,
  "methods where one of the ports is TCP",
  `calls: [{ service: "model", methods: ["GET"] }],${model(mixed)}`,
  [`services/backend.ts calls[0].methods: calls[0].methods limits requests, but port "db" of model speaks tcp (name the HTTP ports in ports, or remove methods)`],
);
refuses(
  callLimits,
  "paths at a callee outside the mesh",
  `calls: [{ service: "model", paths: ["/v1"] }],${model("mesh: false,")}`,
  ["services/backend.ts calls[0].paths: calls[0].paths limits requests, but model is outside the mesh (remove paths)"],
);
accepts(
  callLimits,
  "methods on the HTTP port",
  `calls: [{ service: "model", ports: ["http"], methods: ["GET"] }],${model(mixed)}`,
);
accepts(
  callLimits,
  "no limits where one of the ports is TCP",
  `calls: [{ service: "model" }],${model(mixed)}`,
);

refuses(
  callFromOutsideMesh,
  "a caller without identity",
  `mesh: false,
calls: ["model"],${model()}`,
  [`services/backend.ts calls[0]: calls[0] is "model", which takes mutual TLS only, but this service is outside the mesh (set mesh: true here, or mesh: false in services/model.ts)`],
);
accepts(
  callFromOutsideMesh,
  "a callee that doesn't exist, which another rule reports",
  `mesh: false,
calls: ["nobody"],`,
);
accepts(
  callFromOutsideMesh,
  "both outside",
  `mesh: false,
calls: ["model"],${model("mesh: false,")}`,
);
accepts(callFromOutsideMesh, "a callee outside", `calls: ["model"],${model("mesh: false,")}`);

refuses(
  callPath,
  "a star in the middle",
  `calls: [{ service: "model", paths: ["/ok", "/v1/*/predict", "/*/*", "/a*b"] }],${model()}`,
  [
    `services/backend.ts calls[0].paths[1]: calls[0].paths[1] is "/v1/*/predict", where "*" must be the last character`,
    `services/backend.ts calls[0].paths[2]: calls[0].paths[2] is "/*/*", where "*" must be the last character`,
    `services/backend.ts calls[0].paths[3]: calls[0].paths[3] is "/a*b", where "*" must be the last character`,
  ],
);
refuses(callPath, "a query", `calls: [{ service: "model", paths: ["/v1?debug=1"] }],${model()}`, [
  `services/backend.ts calls[0].paths[0]: calls[0].paths[0] is "/v1?debug=1", must be a path without query`,
]);
accepts(
  callPath,
  "an exact path and a prefix",
  `calls: [{ service: "model", paths: ["/v1", "/v1/*"] }],${model()}`,
);

const grpc = `ports: [{ name: "grpc", port: 9000, protocol: "grpc" }],`;
refuses(
  callGrpcMethod,
  "GET on a gRPC port",
  `calls: [{ service: "model", methods: ["GET", "PUT"] }],${model(grpc)}`,
  [`services/backend.ts calls[0].methods: calls[0].methods has no "POST", but port "grpc" speaks gRPC, where every request is one (add "POST", or limit paths instead)`],
);
accepts(
  callGrpcMethod,
  "POST on a gRPC port",
  `calls: [{ service: "model", methods: ["POST"] }],${model(grpc)}`,
);
accepts(callGrpcMethod, "GET on an HTTP port", `calls: [{ service: "model", methods: ["GET"] }],${model()}`);

const mirror = (name: string) => `traffic: { mirror: { service: "${name}", percent: 5 } },`;
refuses(mirrorService, "a mirror that doesn't exist", `${mirror("modle")}${model()}`, [
  `services/backend.ts traffic.mirror.service: traffic.mirror.service is "modle", no such service (did you mean "model"?)`,
]);
refuses(mirrorService, "the service itself", mirror("backend"), [
  `services/backend.ts traffic.mirror.service: traffic.mirror.service is "backend", the service itself (use canary.mirror for the new version)`,
]);
refuses(
  mirrorService,
  "a mirror without HTTP port",
  `${mirror("model")}${model(`ports: [{ name: "db", port: 1, protocol: "tcp" }],`)}`,
  [`services/backend.ts traffic.mirror.service: traffic.mirror.service is "model", which has no port that speaks http, http2 or grpc`],
);
accepts(mirrorService, "no mirror", `traffic: { timeout: "5s" },`);
accepts(
  mirrorService,
  "a mirror with one HTTP port among others",
  `${mirror("model")}${
    model(`ports: [{ name: "db", port: 1, protocol: "tcp" }, { name: "http", port: 2 }],`)
  }`,
);
