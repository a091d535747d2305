import { accepts, refuses } from "./table.ts";
import { exposeHost } from "../../lib/rules/exposure/expose_host.ts";
import { exposePlain } from "../../lib/rules/exposure/expose_plain.ts";
import { exposePort } from "../../lib/rules/exposure/expose_port.ts";
import { exposeProtocol } from "../../lib/rules/exposure/expose_protocol.ts";
import { exposeTlsConflict } from "../../lib/rules/exposure/expose_tls_conflict.ts";
import { gatewayNameClash } from "../../lib/rules/exposure/gateway_name_clash.ts";
import { hostPathCollision } from "../../lib/rules/exposure/host_path_collision.ts";

const frontend = (fields: string) => `\n// services/frontend.ts\n${fields}`;

refuses(
  hostPathCollision,
  "one host for two services",
  `expose: [{ host: "www" }],${frontend(`expose: [{ host: "www" }],`)}`,
  [`services/frontend.ts expose[0].host: expose[0].host takes "www.lab.example/", which backend (services/backend.ts) has already (give each its own host or path)`],
);
refuses(
  hostPathCollision,
  "a short and a whole name of one host",
  `expose: [{ host: "www", paths: ["/a", "/b"] }],${
    frontend(`expose: [{ host: "www.lab.example", paths: ["/b"] }],`)
  }`,
  [`services/frontend.ts expose[0].paths[0]: expose[0].paths[0] takes "www.lab.example/b", which backend (services/backend.ts) has already (give each its own host or path)`],
);
refuses(
  hostPathCollision,
  "paths that differ in their last slash",
  `expose: [{ host: "www", paths: ["/api"] }],${frontend(`expose: [{ host: "www", paths: ["/api/"] }],`)}`,
  [`services/frontend.ts expose[0].paths[0]: expose[0].paths[0] takes "www.lab.example/api/", which backend (services/backend.ts) has already (give each its own host or path)`],
);
refuses(hostPathCollision, "one path twice in a service", `expose: [{ host: "www", paths: ["/a", "/a"] }],`, [
  `services/backend.ts expose[0].paths[1]: expose[0].paths[1] takes "www.lab.example/a", which this service has already (remove one of the two)`,
]);
refuses(
  hostPathCollision,
  "it at the overlay that makes it so",
  `expose: [{ host: "api" }],${frontend(`expose: [{ host: "www" }],`)}
// overlays/lab.ts
services: { frontend: { expose: [{ host: "api" }] } },`,
  [`overlays/lab.ts services.frontend.expose[0].host: expose[0].host takes "api.lab.example/", which backend (services/backend.ts) has already (give each its own host or path)`],
);
accepts(
  hostPathCollision,
  "one host with two paths, one within the other",
  `expose: [{ host: "www", paths: ["/api"] }],${
    frontend(`expose: [{ host: "www", paths: ["/", "/api/v2"] }],`)
  }`,
);
accepts(
  hostPathCollision,
  "one host where each cluster has it once",
  `expose: [{ host: "www" }],${frontend("")}
// overlays/lab.ts
services: { backend: { expose: [] }, frontend: { expose: [{ host: "www" }] } },
// overlays/staging.ts`,
);

refuses(
  exposePort,
  "a port that is nearly one",
  `expose: [{ host: "www" }, { host: "admin", port: "htpp" }],`,
  [`services/backend.ts expose[1].port: expose[1].port is "htpp", which is not one of ports (did you mean "http"?)`],
);
accepts(
  exposePort,
  "a declared port among others",
  `ports: [{ name: "http", port: 80 }, { name: "admin", port: 81 }],
expose: [{ host: "www", port: "http" }, { host: "a" }],`,
);
accepts(
  exposePort,
  "any where there are no ports, which another rule reports",
  `ports: [],
expose: [{ host: "www", port: "http" }],`,
);

refuses(
  exposeProtocol,
  "the first port where it is TCP",
  `ports: [{ name: "db", port: 1, protocol: "tcp" }, { name: "http", port: 2 }],
expose: [{ host: "www" }],`,
  [`services/backend.ts expose[0]: expose[0] leads to port "db", which speaks tcp, must be http, http2 or grpc`],
);
refuses(
  exposeProtocol,
  "a named port whose process ends TLS",
  `ports: [{ name: "http", port: 1 }, { name: "tls", port: 2, protocol: "https" }],
expose: [{ host: "www", port: "tls" }],`,
  [`services/backend.ts expose[0].port: expose[0].port is "tls", which speaks https, must be http, http2 or grpc`],
);
accepts(
  exposeProtocol,
  "a gRPC port",
  `ports: [{ name: "db", port: 1, protocol: "tcp" }, { name: "grpc", port: 2, protocol: "grpc" }],
expose: [{ host: "www", port: "grpc" }],`,
);

refuses(exposeHost, "a wildcard", `expose: [{ host: "*.example.com" }, { host: "*" }],`, [
  `services/backend.ts expose[0].host: expose[0].host is "*.example.com", must be one host (name each host)`,
  `services/backend.ts expose[1].host: expose[1].host is "*", must be one host (name each host)`,
]);
refuses(exposeHost, "an address", `expose: [{ host: "192.0.2.7" }],`, [
  `services/backend.ts expose[0].host: expose[0].host is "192.0.2.7", must be a name, not an address`,
]);
refuses(
  exposeHost,
  "a Service's name",
  `expose: [{ host: "backend-service.backend.svc.cluster.local" }, { host: "cluster.local" }, { host: "a.b.svc" }],`,
  [
    `services/backend.ts expose[0].host: expose[0].host is "backend-service.backend.svc.cluster.local", which is a name of the cluster's own (choose a name that is seen from outside)`,
    `services/backend.ts expose[1].host: expose[1].host is "cluster.local", which is a name of the cluster's own (choose a name that is seen from outside)`,
    `services/backend.ts expose[2].host: expose[2].host is "a.b.svc", which is a name of the cluster's own (choose a name that is seen from outside)`,
  ],
);
accepts(
  exposeHost,
  "a short name, a whole name and one that looks like an address",
  `expose: [{ host: "www" }, { host: "www.example.com" }, { host: "300.0.0.1.example" }],`,
);

refuses(
  exposeTlsConflict,
  "TLS and plain HTTP on one host",
  `expose: [{ host: "www", paths: ["/api"] }],${
    frontend(`expose: [{ host: "www", tls: { secret: "www" } }],`)
  }`,
  [`services/frontend.ts expose[0].tls: expose[0].tls is TLS with Secret "www", but backend has plain HTTP on www.lab.example (write the same tls in both)`],
);
refuses(
  exposeTlsConflict,
  "two certificates for one host",
  `expose: [{ host: "www", paths: ["/api"], tls: { secret: "a" } }],${
    frontend(`expose: [{ host: "www", tls: { secret: "b", redirect: false } }],`)
  }`,
  [`services/frontend.ts expose[0].tls: expose[0].tls is TLS with Secret "b" without redirect, but backend has TLS with Secret "a" on www.lab.example (write the same tls in both)`],
);
accepts(
  exposeTlsConflict,
  "the same TLS, said in two ways",
  `expose: [{ host: "www", paths: ["/api"], tls: { secret: "a" } }],${
    frontend(`expose: [{ host: "www", tls: { secret: "a", redirect: true } }],`)
  }`,
);

refuses(
  gatewayNameClash,
  "hosts that differ in a hyphen",
  `expose: [{ host: "a.b.example" }],${frontend(`expose: [{ host: "a-b.example" }],`)}`,
  [`services/frontend.ts expose[0].host: expose[0].host makes the Gateway "istio-ingress/a-b-example", as does a.b.example of backend (choose another host)`],
);
accepts(
  gatewayNameClash,
  "one host for two services",
  `expose: [{ host: "a.b.example" }],${frontend(`expose: [{ host: "a.b.example", paths: ["/x"] }],`)}`,
);

refuses(
  exposePlain,
  "plain HTTP in production",
  `expose: [{ host: "www" }],
// overlays/prod.ts`,
  ["services/backend.ts expose[0]: expose[0] is plain HTTP on www.prod.example in prod (add tls: { secret: … })"],
);
accepts(
  exposePlain,
  "plain HTTP in a lab, and TLS in production",
  `expose: [{ host: "www" }],
// overlays/lab.ts
// overlays/prod.ts
services: { backend: { expose: [{ host: "www", tls: { secret: "www" } }] } },`,
);
