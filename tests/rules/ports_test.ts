import { accepts, refuses } from "./table.ts";
import { portRange } from "../../lib/rules/ports/port_range.ts";
import { portReserved } from "../../lib/rules/ports/port_reserved.ts";
import { portUnique } from "../../lib/rules/ports/port_unique.ts";
import { probePort } from "../../lib/rules/ports/probe_port.ts";
import { probeProtocol } from "../../lib/rules/ports/probe_protocol.ts";
import { probeSuccessThreshold } from "../../lib/rules/ports/probe_success_threshold.ts";
import { probeTiming } from "../../lib/rules/ports/probe_timing.ts";

refuses(
  portRange,
  "port 0 and port 65536",
  `ports: [{ name: "a", port: 0 }, { name: "b", port: 80, containerPort: 65536 }],`,
  [
    "services/backend.ts ports[0].port: ports[0].port is 0, must be from 1 to 65535",
    "services/backend.ts ports[1].containerPort: ports[1].containerPort is 65536, must be from 1 to 65535",
  ],
);
refuses(portRange, "a port of egress", `egress: [{ host: "api.example.com", port: -1 }],`, [
  "services/backend.ts egress[0].port: egress[0].port is -1, must be from 1 to 65535",
]);
accepts(portRange, "port 1 and port 65535", `ports: [{ name: "a", port: 1, containerPort: 65535 }],`);

refuses(portUnique, "one name twice", `ports: [{ name: "http", port: 80 }, { name: "http", port: 81 }],`, [
  `services/backend.ts ports[1].name: ports[1].name is "http", already the name of ports[0]`,
]);
refuses(
  portUnique,
  "one number twice",
  `ports: [{ name: "a", port: 80 }, { name: "b", port: 80, containerPort: 81 }],`,
  ["services/backend.ts ports[1].port: ports[1].port is 80, already the port of ports[0]"],
);
refuses(
  portUnique,
  "one container port with two protocols",
  `ports: [{ name: "a", port: 80, containerPort: 8080 }, { name: "b", port: 8080, protocol: "grpc" }],`,
  ["services/backend.ts ports[1].port: ports[1].port is 8080, where ports[0] speaks http, not grpc"],
);
accepts(
  portUnique,
  "one container port under two numbers",
  `ports: [{ name: "a", port: 80, containerPort: 8080 }, { name: "b", port: 8080 }],`,
);

refuses(
  portReserved,
  "a port of the sidecar, as either number",
  `ports: [{ name: "a", port: 15021 }, { name: "b", port: 80, containerPort: 15001 }],`,
  [
    "services/backend.ts ports[0].port: ports[0].port is 15021, which the sidecar uses for health checks",
    "services/backend.ts ports[1].containerPort: ports[1].containerPort is 15001, which the sidecar uses for outbound traffic",
  ],
);
accepts(
  portReserved,
  "it outside the mesh",
  `mesh: false,
ports: [{ name: "a", port: 15021 }],`,
);
accepts(portReserved, "a port between the sidecar's", `ports: [{ name: "a", port: 15007 }],`);

refuses(
  probePort,
  "a name that is nearly a port's",
  `probes: { readiness: { http: { path: "/", port: "htp" } } },`,
  [`services/backend.ts probes.readiness.http.port: probes.readiness.http.port is "htp", which is not one of ports (did you mean "http"?)`],
);
refuses(
  probePort,
  "the Service's number where the container has another",
  `ports: [{ name: "http", port: 80, containerPort: 8080 }],
probes: { liveness: { tcp: { port: 80 } } },`,
  ["services/backend.ts probes.liveness.tcp.port: probes.liveness.tcp.port is 80, which is not one of ports (container ports: 8080)"],
);
refuses(
  probePort,
  "a probe where there is no port",
  `ports: [],
probes: { startup: { grpc: {} } },`,
  ["services/backend.ts probes.startup.grpc: probes.startup.grpc has no port to ask, since the service has none (declare a port in ports)"],
);
accepts(
  probePort,
  "a declared number, the first port, and a command",
  `probes: { readiness: { tcp: { port: 8080 } }, liveness: { http: { path: "/" } }, startup: { exec: { command: ["true"] } } },`,
);

refuses(
  probeSuccessThreshold,
  "two successes for liveness and start-up",
  `probes: { liveness: { tcp: {}, successThreshold: 2 }, startup: { tcp: {}, successThreshold: 3 } },`,
  [
    "services/backend.ts probes.liveness.successThreshold: probes.liveness.successThreshold is 2, must be 1 (remove it)",
    "services/backend.ts probes.startup.successThreshold: probes.startup.successThreshold is 3, must be 1 (remove it)",
  ],
);
accepts(
  probeSuccessThreshold,
  "two for readiness and one for liveness",
  `probes: { readiness: { tcp: {}, successThreshold: 2 }, liveness: { tcp: {}, successThreshold: 1 } },`,
);

refuses(
  probeProtocol,
  "HTTP on a gRPC port",
  `ports: [{ name: "grpc", port: 9000, protocol: "grpc" }],
probes: { readiness: { http: { path: "/" } } },`,
  [`services/backend.ts probes.readiness.http: probes.readiness.http asks port "grpc", which speaks grpc (use grpc or tcp)`],
);
refuses(
  probeProtocol,
  "gRPC on a port whose process ends TLS",
  `ports: [{ name: "http", port: 8080 }, { name: "tls", port: 8443, protocol: "https" }],
probes: { liveness: { grpc: { port: "tls" } } },`,
  [`services/backend.ts probes.liveness.grpc: probes.liveness.grpc asks port "tls", which speaks https (use tcp)`],
);
accepts(
  probeProtocol,
  "TCP and a command on a gRPC port",
  `ports: [{ name: "grpc", port: 9000, protocol: "grpc" }, { name: "tls", port: 9443, protocol: "https" }],
probes: { readiness: { tcp: {} }, liveness: { exec: { command: ["true"] } }, startup: { tcp: { port: "tls" } } },`,
);
accepts(
  probeProtocol,
  "HTTP on a port whose process ends TLS",
  `ports: [{ name: "tls", port: 8443, protocol: "https" }],
probes: { readiness: { http: { path: "/" } } },`,
);

refuses(
  probeTiming,
  "more time than the period",
  `probes: { readiness: { tcp: {}, timeoutSeconds: 11 }, startup: { tcp: {}, timeoutSeconds: 3 } },`,
  [
    "services/backend.ts probes.readiness.timeoutSeconds: probes.readiness.timeoutSeconds is 11, must be at most periodSeconds, which is 10",
    "services/backend.ts probes.startup.timeoutSeconds: probes.startup.timeoutSeconds is 3, must be at most periodSeconds, which is 2",
  ],
);
accepts(
  probeTiming,
  "as much time as the period",
  `probes: { readiness: { tcp: {}, timeoutSeconds: 10 }, liveness: { tcp: {}, periodSeconds: 30, timeoutSeconds: 30 } },`,
);
