import { accepts, refuses } from "./table.ts";
import { egressInternal } from "../../lib/rules/egress/egress_internal.ts";
import { egressOutsideMesh } from "../../lib/rules/egress/egress_outside_mesh.ts";
import { egressProtocol } from "../../lib/rules/egress/egress_protocol.ts";
import { egressRepeated } from "../../lib/rules/egress/egress_repeated.ts";
import { egressNetworks } from "../../lib/rules/egress/egress_networks.ts";
import { egressSharedHost } from "../../lib/rules/egress/egress_shared_host.ts";
import { egressWildcard } from "../../lib/rules/egress/egress_wildcard.ts";
import { networkAddress } from "../../lib/rules/egress/network_address.ts";

refuses(
  egressWildcard,
  "a wildcard",
  `egress: [{ host: "api.example.com" }, { host: "*.example.com" }, { host: "*" }],`,
  [
    `services/backend.ts egress[1].host: egress[1].host is "*.example.com", must be one host (name each host)`,
    `services/backend.ts egress[2].host: egress[2].host is "*", must be one host (name each host)`,
  ],
);
accepts(egressWildcard, "a host", `egress: [{ host: "api.example.com" }],`);

refuses(
  egressInternal,
  "a service of the catalogue, and names it",
  `egress: [{ host: "model-service.model.svc.cluster.local" }, { host: "model-service.model.svc" }],
// services/model.ts`,
  [
    `services/backend.ts egress[0].host: egress[0].host is "model-service.model.svc.cluster.local", which is inside the cluster (add "model" to calls)`,
    `services/backend.ts egress[1].host: egress[1].host is "model-service.model.svc", which is inside the cluster (add "model" to calls)`,
  ],
);
refuses(
  egressInternal,
  "another Service of the cluster",
  `egress: [{ host: "kubernetes.default.svc.cluster.local" }],`,
  [`services/backend.ts egress[0].host: egress[0].host is "kubernetes.default.svc.cluster.local", which is inside the cluster (use calls for a service of the catalogue)`],
);
refuses(egressInternal, "an address", `egress: [{ host: "10.0.0.5" }],`, [
  `services/backend.ts egress[0].host: egress[0].host is "10.0.0.5", must be a name, not an address (use a DNS name, and networks for where it lives)`,
]);
refuses(egressInternal, "the pod itself", `egress: [{ host: "localhost" }],`, [
  `services/backend.ts egress[0].host: egress[0].host is "localhost", which is the pod itself (remove it)`,
]);
refuses(egressInternal, "a name without a dot", `egress: [{ host: "database" }],`, [
  `services/backend.ts egress[0].host: egress[0].host is "database", which has no dot, must be a whole host name`,
]);
accepts(
  egressInternal,
  "a private host with a whole name",
  `egress: [{ host: "db.corp.internal", port: 5432, protocol: "TCP", networks: ["10.0.0.0/8"] }],`,
);

refuses(
  egressRepeated,
  "the default port written and not",
  `egress: [{ host: "api.example.com" }, { host: "api.example.com", port: 443 }],`,
  [`services/backend.ts egress[1]: egress[1] is "api.example.com:443", as is egress[0] (keep one of them)`],
);
accepts(
  egressRepeated,
  "two ports",
  `egress: [{ host: "api.example.com" }, { host: "api.example.com", port: 8443 }],`,
);

refuses(
  egressOutsideMesh,
  "a host that only a policy holds",
  `mesh: false,
egress: [{ host: "api.example.com" }],`,
  [`services/backend.ts egress[0].host: egress[0].host is "api.example.com", but outside the mesh any host on port 443 can be reached (set mesh: true, or add networks)`],
);
accepts(
  egressOutsideMesh,
  "a host with its network, and any inside the mesh",
  `mesh: false,
egress: [{ host: "api.example.com", networks: ["203.0.113.0/24"] }],
// services/model.ts
egress: [{ host: "api.example.com" }],`,
);

refuses(
  egressProtocol,
  "plain protocols on 443",
  `egress: [{ host: "a.example.com", protocol: "HTTP" }, { host: "b.example.com", port: 443, protocol: "GRPC" }],`,
  [
    `services/backend.ts egress[0].protocol: egress[0].protocol is "HTTP" on port 443, where TLS is spoken (write "TLS")`,
    `services/backend.ts egress[1].protocol: egress[1].protocol is "GRPC" on port 443, where TLS is spoken (write "TLS")`,
  ],
);
refuses(
  egressProtocol,
  "TLS on 80, by default and written",
  `egress: [{ host: "a.example.com", port: 80 }, { host: "b.example.com", port: 80, protocol: "HTTPS" }],`,
  [
    `services/backend.ts egress[0].port: egress[0].port is 80 with protocol "TLS", where plain HTTP is spoken (write protocol: "HTTP")`,
    `services/backend.ts egress[1].protocol: egress[1].protocol is "HTTPS" on port 80, where plain HTTP is spoken (write protocol: "HTTP")`,
  ],
);
accepts(
  egressProtocol,
  "what is usual, and other ports",
  `egress: [{ host: "a.example.com" }, { host: "b.example.com", port: 80, protocol: "HTTP" }, { host: "c.example.com", port: 8080, protocol: "TLS" }],`,
);

refuses(
  egressSharedHost,
  "other ports in the same namespace",
  `namespace: "vision",
egress: [{ host: "api.example.com" }],
// services/model.ts
namespace: "vision",
egress: [{ host: "api.example.com" }, { host: "api.example.com", port: 8443, protocol: "TCP" }],`,
  ["services/model.ts egress[0]: egress[0] reaches api.example.com on 443 (TLS), 8443 (TCP), but backend on 443 (TLS) (list the same ports in both)"],
);
accepts(
  egressSharedHost,
  "other ports outside the mesh, where there is no ServiceEntry",
  `namespace: "vision",
mesh: false,
egress: [{ host: "api.example.com" }],
// services/model.ts
namespace: "vision",
mesh: false,
egress: [{ host: "api.example.com", port: 8443 }],`,
);
accepts(
  egressSharedHost,
  "the same ports in another order, and other ports in another namespace",
  `namespace: "vision",
egress: [{ host: "api.example.com" }, { host: "api.example.com", port: 8443 }],
// services/model.ts
namespace: "vision",
egress: [{ host: "api.example.com", port: 8443 }, { host: "api.example.com" }],
// services/other.ts
egress: [{ host: "api.example.com", port: 1 }],`,
);

const to = (network: string) =>
  `egress: [{ host: "db.example.com", port: 5432, protocol: "TCP", networks: ["${network}"] }],`;
refuses(networkAddress, "bits beyond the length", to("10.1.2.3/16"), [
  `services/backend.ts egress[0].networks[0]: egress[0].networks[0] is "10.1.2.3/16", which has bits set beyond the first 16`,
]);
refuses(networkAddress, "what is no address", to("300.0.0.0/8"), [
  `services/backend.ts egress[0].networks[0]: egress[0].networks[0] is "300.0.0.0/8", which is not an address`,
]);
refuses(networkAddress, "bits beyond the length of an IPv6 network", to("2001:db8::1/32"), [
  `services/backend.ts egress[0].networks[0]: egress[0].networks[0] is "2001:db8::1/32", which has bits set beyond the first 32`,
]);
refuses(
  networkAddress,
  "a cluster's private network",
  `// overlays/lab.ts
privateNetworks: ["10.0.0.0/8", "172.16.5.0/12"],`,
  [`overlays/lab.ts privateNetworks[1]: privateNetworks[1] is "172.16.5.0/12", which has bits set beyond the first 12`],
);
accepts(networkAddress, "an IPv4 network", to("10.1.0.0/16"));
accepts(networkAddress, "a single address", to("203.0.113.9/32"));
accepts(networkAddress, "the whole world", to("0.0.0.0/0"));
accepts(networkAddress, "an IPv6 network", to("2001:db8::/32"));

refuses(
  egressNetworks,
  "TCP to anywhere",
  `egress: [{ host: "api.example.com" }, { host: "db.example.com", port: 5432, protocol: "TCP" }],`,
  [`services/backend.ts egress[1]: egress[1] speaks TCP to "db.example.com" without networks, so it would take all connections to port 5432 (add networks)`],
);
refuses(
  egressNetworks,
  "it where only a cluster says so",
  `// services/backend.ts
// overlays/lab.ts
services: { backend: { egress: [{ host: "db.example.com", port: 5432, protocol: "TCP" }] } },`,
  [`overlays/lab.ts services.backend.egress[0]: egress[0] speaks TCP to "db.example.com" without networks, so it would take all connections to port 5432 (add networks)`],
);
accepts(
  egressNetworks,
  "TCP to a network, what names its host, and a service outside the mesh",
  `egress: [{ host: "db.example.com", port: 5432, protocol: "TCP", networks: ["203.0.113.0/24"] }, { host: "api.example.com" }],
// services/model.ts
mesh: false,
egress: [{ host: "db.example.com", port: 5432, protocol: "TCP" }],`,
);
