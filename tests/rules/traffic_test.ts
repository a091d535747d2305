import { accepts, refuses } from "./table.ts";
import { calleeRetriesTime } from "../../lib/rules/traffic/callee_retries_time.ts";
import { calleeTimeout } from "../../lib/rules/traffic/callee_timeout.ts";
import { connectTimeout } from "../../lib/rules/traffic/connect_timeout.ts";
import { corsCredentials } from "../../lib/rules/traffic/cors_credentials.ts";
import { corsOrigin } from "../../lib/rules/traffic/cors_origin.ts";
import { durationRange } from "../../lib/rules/traffic/duration_range.ts";
import { faultEmpty } from "../../lib/rules/traffic/fault_empty.ts";
import { faultOutsideLab } from "../../lib/rules/traffic/fault_outside_lab.ts";
import { outlierFewPods } from "../../lib/rules/traffic/outlier_few_pods.ts";
import { outlierOff } from "../../lib/rules/traffic/outlier_off.ts";
import { outlierSolePod } from "../../lib/rules/traffic/outlier_sole_pod.ts";
import { retriesIdempotent } from "../../lib/rules/traffic/retries_idempotent.ts";
import { retriesTime } from "../../lib/rules/traffic/retries_time.ts";
import { retryBudget } from "../../lib/rules/traffic/retry_budget.ts";
import { shareOfNone } from "../../lib/rules/traffic/share_of_none.ts";
import { sloWithoutRequests } from "../../lib/rules/traffic/slo_without_requests.ts";
import { trafficProtocol } from "../../lib/rules/traffic/traffic_protocol.ts";

const traffic = (fields: string) => `traffic: { ${fields} },\n`;
const tcp = `ports: [{ name: "db", port: 5432, protocol: "tcp" }],\n`;
const model = (fields: string) => `\n// services/model.ts\n${fields}`;

refuses(
  trafficProtocol,
  "every setting of requests on a TCP service",
  `${tcp}${
    traffic(
      `timeout: "5s", retries: { attempts: 0 }, idempotent: true, mirror: { service: "x", percent: 5 }, fault: {}, cors: { allowOrigins: [{ exact: "*" }] }, connectionPool: { maxRetries: 3, maxConnections: 5 }, loadBalancer: { consistentHash: { header: "x-user" } }`,
    )
  }`,
  [
    "services/backend.ts traffic.timeout: traffic.timeout is set, but no port speaks http, http2 or grpc (remove it, or set the port's protocol)",
    "services/backend.ts traffic.retries: traffic.retries is set, but no port speaks http, http2 or grpc (remove it, or set the port's protocol)",
    "services/backend.ts traffic.idempotent: traffic.idempotent is set, but no port speaks http, http2 or grpc (remove it, or set the port's protocol)",
    "services/backend.ts traffic.mirror: traffic.mirror is set, but no port speaks http, http2 or grpc (remove it, or set the port's protocol)",
    "services/backend.ts traffic.fault: traffic.fault is set, but no port speaks http, http2 or grpc (remove it, or set the port's protocol)",
    "services/backend.ts traffic.cors: traffic.cors is set, but no port speaks http, http2 or grpc (remove it, or set the port's protocol)",
    "services/backend.ts traffic.connectionPool.maxRetries: traffic.connectionPool.maxRetries is set, but no port speaks http, http2 or grpc (remove it, or set the port's protocol)",
    "services/backend.ts traffic.loadBalancer.consistentHash: traffic.loadBalancer.consistentHash is set, but no port speaks http, http2 or grpc (remove it, or set the port's protocol)",
  ],
);
accepts(
  trafficProtocol,
  "settings of connections on a TCP service",
  `${tcp}${
    traffic(
      `connectionPool: { maxConnections: 5, connectTimeout: "1s", idleTimeout: "4s" }, outlierDetection: {}, loadBalancer: { consistentHash: { sourceIp: true } }`,
    )
  }`,
);
accepts(
  trafficProtocol,
  "settings of requests where one port speaks HTTP",
  `ports: [{ name: "db", port: 5432, protocol: "tcp" }, { name: "http", port: 80 }],
${traffic(`timeout: "5s"`)}`,
);

refuses(
  retriesIdempotent,
  "each condition under which a server has seen the request",
  traffic(`retries: { attempts: 1, on: ["connect-failure", "5xx", "reset"] }`),
  [
    `services/backend.ts traffic.retries.on[1]: traffic.retries.on[1] is "5xx", which repeats requests that a server may have carried out (set traffic.idempotent: true, or remove the condition)`,
    `services/backend.ts traffic.retries.on[2]: traffic.retries.on[2] is "reset", which repeats requests that a server may have carried out (set traffic.idempotent: true, or remove the condition)`,
  ],
);
accepts(
  retriesIdempotent,
  "the conditions under which none has",
  traffic(`retries: { attempts: 2, on: ["connect-failure", "refused-stream", "reset-before-request"] }`),
);
accepts(
  retriesIdempotent,
  "any condition where every request may be sent twice",
  traffic(`idempotent: true, retries: { attempts: 2, on: ["5xx"] }`),
);
accepts(
  retriesIdempotent,
  "any condition where nothing is tried again",
  traffic(`retries: { attempts: 0, on: ["5xx"] }`),
);

refuses(
  retriesTime,
  "a timeout shorter than its tries",
  traffic(`timeout: "5s", retries: { attempts: 2, perTryTimeout: "2s" }`),
  [`services/backend.ts traffic.timeout: traffic.timeout is "5s", must be at least 6s for 3 tries of 2s`],
);
refuses(
  retriesTime,
  "tries longer than the default timeout",
  traffic(`retries: { attempts: 3, perTryTimeout: "4s" }`),
  [`services/backend.ts traffic.retries: traffic.retries makes 4 tries of 4s, but traffic.timeout is "15s" by default, must be at least 16s`],
);
accepts(
  retriesTime,
  "a timeout as long as its tries",
  traffic(`timeout: "300ms", retries: { attempts: 2, perTryTimeout: "100ms" }`),
);
accepts(
  retriesTime,
  "any tries where requests may last as long as they like",
  traffic(`timeout: "0s", retries: { attempts: 9, perTryTimeout: "1h" }`),
);
accepts(retriesTime, "tries that share the timeout", traffic(`timeout: "1s", retries: { attempts: 10 }`));

const tries = traffic(`timeout: "20s", retries: { attempts: 2, perTryTimeout: "6s" }`);
refuses(
  calleeRetriesTime,
  "a timeout shorter than the callee's tries",
  `calls: ["model"],
${traffic(`timeout: "17s"`)}${model(tries)}`,
  [`services/backend.ts traffic.timeout: traffic.timeout is "17s", must be at least 18s for 3 tries of 6s at model`],
);
refuses(
  calleeRetriesTime,
  "the default timeout where it is shorter",
  `calls: [{ service: "model" }],${model(tries)}`,
  [`services/backend.ts calls[0].service: calls[0].service is "model", but traffic.timeout is "15s" by default, must be at least 18s for 3 tries of 6s at model`],
);
accepts(
  calleeRetriesTime,
  "a timeout as long as the callee's tries",
  `calls: ["model"],
${traffic(`timeout: "18s"`)}${model(tries)}`,
);
accepts(
  calleeRetriesTime,
  "a caller without a limit",
  `calls: ["model"],
${traffic(`timeout: "0s"`)}${model(tries)}`,
);
refuses(
  calleeRetriesTime,
  "a timeout shorter than the tries of a callee without a limit",
  `calls: ["model"],${model(traffic(`timeout: "0s", retries: { attempts: 2, perTryTimeout: "6s" }`))}`,
  [`services/backend.ts calls[0]: calls[0] is "model", but traffic.timeout is "15s" by default, must be at least 18s for 3 tries of 6s at model`],
);
accepts(
  calleeRetriesTime,
  "a caller that nobody waits for",
  `ports: [],
calls: ["model"],${model(tries)}`,
);

refuses(
  calleeTimeout,
  "a timeout shorter than the callee's",
  `calls: ["model"],
${traffic(`timeout: "5s"`)}${model("")}`,
  [`services/backend.ts traffic.timeout: traffic.timeout is "5s", below that of model, which is "15s" by default`],
);
refuses(
  calleeTimeout,
  "the default timeout where the callee's is longer",
  `calls: ["model"],${model(traffic(`timeout: "20s"`))}`,
  [`services/backend.ts calls[0]: calls[0] is "model" with a timeout of "20s", above this service's "15s" by default`],
);
refuses(
  calleeTimeout,
  "a longer timeout whose tries would just fit",
  `calls: ["model"],
${traffic(`timeout: "18s"`)}${model(tries)}`,
  [`services/backend.ts traffic.timeout: traffic.timeout is "18s", below that of model, which is "20s"`],
);
refuses(
  calleeTimeout,
  "a limit where the callee has none",
  `calls: ["model"],
${traffic(`timeout: "20s"`)}${model(traffic(`timeout: "0s"`))}
// services/other.ts
calls: ["model"],`,
  [
    `services/backend.ts traffic.timeout: traffic.timeout is "20s", below that of model, which has no limit`,
    `services/other.ts calls[0]: calls[0] is "model" without a limit of time, above this service's "15s" by default`,
  ],
);
accepts(
  calleeTimeout,
  "no limit, whatever the callee's",
  `calls: ["model", "other"],
${traffic(`timeout: "0s"`)}${model(traffic(`timeout: "0s"`))}
// services/other.ts
${traffic(`timeout: "1h"`)}`,
);
accepts(
  calleeTimeout,
  "a caller that nobody waits for",
  `ports: [],
calls: ["model"],${model(traffic(`timeout: "20s"`))}`,
);
accepts(
  calleeTimeout,
  "a callee that doesn't exist, which another rule reports",
  `calls: ["nobody"],
${traffic(`timeout: "1s"`)}`,
);
accepts(calleeTimeout, "the same timeout", `calls: ["model"],${model("")}`);
accepts(calleeTimeout, "what the callee's tries are the reason for", `calls: ["model"],${model(tries)}`);
accepts(
  calleeTimeout,
  "a callee without requests",
  `calls: ["model"],
${traffic(`timeout: "5s"`)}${model(tcp)}`,
);

refuses(
  retryBudget,
  "retries that the pool forbids",
  traffic(`retries: { attempts: 1 }, connectionPool: { maxRetries: 0 }`),
  ["services/backend.ts traffic.connectionPool.maxRetries: traffic.connectionPool.maxRetries is 0, but traffic.retries.attempts is 1 (raise maxRetries, or set attempts to 0)"],
);
accepts(retryBudget, "no retries and none allowed", traffic(`connectionPool: { maxRetries: 0 }`));

const fault = traffic(`fault: { abort: { percent: 10, status: 503 } }`);
refuses(
  faultOutsideLab,
  "a fault in the service's file, for each cluster that is no lab",
  `${fault}
// overlays/lab.ts
// overlays/prod.ts
// overlays/staging.ts`,
  [
    "services/backend.ts traffic.fault: traffic.fault is set, but prod is not a lab (move it to the overlay of a lab)",
    "services/backend.ts traffic.fault: traffic.fault is set, but staging is not a lab (move it to the overlay of a lab)",
  ],
);
refuses(
  faultOutsideLab,
  "a fault in the overlay",
  `// services/backend.ts
// overlays/prod.ts
services: { backend: { ${fault} } },`,
  ["overlays/prod.ts services.backend.traffic.fault: traffic.fault is set, but prod is not a lab (move it to the overlay of a lab)"],
);
accepts(faultOutsideLab, "a fault in a lab", fault);
accepts(
  faultOutsideLab,
  "a fault of a service that runs nowhere",
  `${fault}
// overlays/prod.ts
services: { backend: { enabled: false } },`,
);

refuses(faultEmpty, "a fault without anything", traffic("fault: {}"), [
  "services/backend.ts traffic.fault: traffic.fault has neither delay nor abort (add one of them, or remove fault)",
]);
accepts(faultEmpty, "a delay alone", traffic(`fault: { delay: { percent: 10, duration: "1s" } }`));

refuses(outlierOff, "no number of errors", traffic("outlierDetection: { consecutive5xxErrors: 0 }"), [
  "services/backend.ts traffic.outlierDetection.consecutive5xxErrors: traffic.outlierDetection.consecutive5xxErrors is 0, and so is consecutiveGatewayErrors: no number of errors ejects a pod (raise it, or write outlierDetection: false)",
]);
refuses(outlierOff, "no share of pods", traffic("outlierDetection: { maxEjectionPercent: 0 }"), [
  "services/backend.ts traffic.outlierDetection.maxEjectionPercent: traffic.outlierDetection.maxEjectionPercent is 0, so no pod may be ejected (raise it, or write outlierDetection: false)",
]);
refuses(outlierOff, "a health of 100", traffic("outlierDetection: { minHealthPercent: 100 }"), [
  "services/backend.ts traffic.outlierDetection.minHealthPercent: traffic.outlierDetection.minHealthPercent is 100, so nothing is ejected any more once one pod is (lower it, or write outlierDetection: false)",
]);
accepts(
  outlierOff,
  "gateway errors alone, and what is switched off on purpose",
  `${traffic("outlierDetection: { consecutive5xxErrors: 0, consecutiveGatewayErrors: 3 }")}
// services/model.ts
${traffic("outlierDetection: false")}`,
);

refuses(
  outlierFewPods,
  "too few pods in every cluster",
  `replicas: 4,
${traffic("outlierDetection: { maxEjectionPercent: 20 }")}
// overlays/lab.ts
services: { backend: { replicas: 1 } },
// overlays/prod.ts`,
  ["services/backend.ts traffic.outlierDetection.maxEjectionPercent: traffic.outlierDetection.maxEjectionPercent is 20, which ejects nobody below 5 pods, and in prod there are at most 4"],
);
refuses(outlierFewPods, "the default share with one pod", traffic("outlierDetection: {}"), [
  "services/backend.ts traffic.outlierDetection: traffic.outlierDetection ejects at most 50 % by default, which is nobody below 2 pods, and in lab there is at most 1",
]);
accepts(
  outlierFewPods,
  "what is switched off by its numbers or is a Job, which other rules report",
  `${traffic("outlierDetection: { maxEjectionPercent: 0 }")}
// services/report.ts
kind: "Job",
ports: [],
${traffic("outlierDetection: {}")}`,
);
refuses(
  outlierFewPods,
  "the only pod in one cluster, whatever the others have",
  `replicas: 2,
${traffic("outlierDetection: { maxEjectionPercent: 50 }")}
// overlays/east.ts
// overlays/north.ts
services: { backend: { replicas: 1 } },
// overlays/west.ts
services: { backend: { replicas: 1 } },`,
  ["services/backend.ts traffic.outlierDetection.maxEjectionPercent: traffic.outlierDetection.maxEjectionPercent is 50, which ejects nobody below 2 pods, and in north and west there is at most 1"],
);
refuses(
  outlierFewPods,
  "what an overlay sets, where it is set",
  `replicas: 2,
${traffic("outlierDetection: { maxEjectionPercent: 50 }")}
// overlays/east.ts
services: { backend: { traffic: { outlierDetection: { maxEjectionPercent: 40 } } } },
// overlays/west.ts`,
  ["overlays/east.ts services.backend.traffic.outlierDetection.maxEjectionPercent: traffic.outlierDetection.maxEjectionPercent is 40, which ejects nobody below 3 pods, and in east there are at most 2"],
);
accepts(
  outlierFewPods,
  "too few pods in a lab of what others run too, and in one lab of several",
  `replicas: 1,
${traffic("outlierDetection: { maxEjectionPercent: 20 }")}
// overlays/lab.ts
// overlays/prod.ts
services: { backend: { replicas: 5 }, report: { enabled: false } },
// overlays/small.ts
lab: true,
// services/report.ts
${traffic("outlierDetection: {}")}
// overlays/lab.ts
services: { report: { replicas: 2 } },`,
);
accepts(
  outlierFewPods,
  "few pods of a canary",
  `replicas: 2,
canary: { image: "registry.example/team/backend:1.1.0", steps: [10, 100], step: 0 },
${traffic("outlierDetection: {}")}`,
);
accepts(
  outlierFewPods,
  "an autoscaler that may bring enough",
  `autoscaling: { minReplicas: 1, maxReplicas: 2 },
${traffic("outlierDetection: {}")}`,
);

refuses(
  outlierSolePod,
  "the only pod",
  `replicas: 1,
${traffic("outlierDetection: { maxEjectionPercent: 100 }")}`,
  ["services/backend.ts traffic.outlierDetection.maxEjectionPercent: traffic.outlierDetection.maxEjectionPercent is 100, so the only pod of stable in lab may be ejected"],
);
refuses(
  outlierSolePod,
  "the only pod of the canary",
  `replicas: 3,
canary: { image: "registry.example/team/backend:1.1.0", steps: [10, 100], step: 0 },
${traffic("outlierDetection: { maxEjectionPercent: 100 }")}`,
  ["services/backend.ts traffic.outlierDetection.maxEjectionPercent: traffic.outlierDetection.maxEjectionPercent is 100, so the only pod of canary in lab may be ejected"],
);
accepts(
  outlierSolePod,
  "99 percent of one pod, and all of two",
  `replicas: 1,
${traffic("outlierDetection: { maxEjectionPercent: 99 }")}
// services/model.ts
replicas: 2,
${traffic("outlierDetection: { maxEjectionPercent: 100 }")}`,
);

refuses(
  connectTimeout,
  "as long as the request",
  traffic(`timeout: "5s", connectionPool: { connectTimeout: "5s" }`),
  [`services/backend.ts traffic.connectionPool.connectTimeout: traffic.connectionPool.connectTimeout is "5s", must be below traffic.timeout, which is "5s"`],
);
accepts(
  connectTimeout,
  "any where requests may last as long as they like",
  traffic(`timeout: "0s", connectionPool: { connectTimeout: "1h" }`),
);
accepts(
  connectTimeout,
  "shorter than the default timeout, and any on TCP",
  `${traffic(`connectionPool: { connectTimeout: "14s" }`)}
// services/store.ts
${tcp}${traffic(`connectionPool: { connectTimeout: "60s" }`)}`,
);

const origins = (list: string, more = "") => traffic(`cors: { allowOrigins: [${list}], ${more} }`);
refuses(
  corsOrigin,
  "no scheme, a path, a last slash",
  origins(`{ exact: "app.example.com" }, { exact: "https://a.example/b" }, { exact: "https://a.example/" }`),
  [
    `services/backend.ts traffic.cors.allowOrigins[0].exact: traffic.cors.allowOrigins[0].exact is "app.example.com", must be an origin such as "https://app.example.com"`,
    `services/backend.ts traffic.cors.allowOrigins[1].exact: traffic.cors.allowOrigins[1].exact is "https://a.example/b", must be an origin such as "https://app.example.com"`,
    `services/backend.ts traffic.cors.allowOrigins[2].exact: traffic.cors.allowOrigins[2].exact is "https://a.example/", must be an origin such as "https://app.example.com"`,
  ],
);
accepts(
  corsOrigin,
  "origins, everybody, and what isn't exact",
  origins(`{ exact: "https://a.example:8443" }, { exact: "*" }, { exact: "null" }, { prefix: "https://" }`),
);

const credentials = "allowCredentials: true";
refuses(corsCredentials, "a star", origins(`{ exact: "https://a.example" }, { exact: "*" }`, credentials), [
  "services/backend.ts traffic.cors.allowCredentials: traffic.cors.allowCredentials is true, but traffic.cors.allowOrigins[1] allows every origin (name the origins)",
]);
refuses(corsCredentials, "an expression that matches all", origins(`{ regex: "^.*$" }`, credentials), [
  "services/backend.ts traffic.cors.allowCredentials: traffic.cors.allowCredentials is true, but traffic.cors.allowOrigins[0] allows every origin (name the origins)",
]);
refuses(corsCredentials, "the beginning of every origin", origins(`{ prefix: "https://" }`, credentials), [
  "services/backend.ts traffic.cors.allowCredentials: traffic.cors.allowCredentials is true, but traffic.cors.allowOrigins[0] allows every origin (name the origins)",
]);
accepts(
  corsCredentials,
  "named origins with cookies, everybody without",
  `${
    origins(
      `{ exact: "https://a.example" }, { regex: "https://.*\\\\.example" }, { prefix: "https://a" }`,
      credentials,
    )
  }
// services/model.ts
${origins(`{ exact: "*" }`)}`,
);

refuses(
  durationRange,
  "nothing",
  `gracePeriod: "0s",
${traffic(`connectionPool: { connectTimeout: "0ms" }, outlierDetection: { interval: "0s" }`)}`,
  [
    `services/backend.ts traffic.connectionPool.connectTimeout: traffic.connectionPool.connectTimeout is "0ms", must be more than 0`,
    `services/backend.ts traffic.outlierDetection.interval: traffic.outlierDetection.interval is "0s", must be more than 0`,
    `services/backend.ts gracePeriod: gracePeriod is "0s", must be more than 0`,
  ],
);
refuses(
  durationRange,
  "parts of a millisecond, and of a second",
  `gracePeriod: "1500ms",
canary: { image: "registry.example/team/backend:1.1.0", steps: [10, 100], step: 0, deadline: "0.5s" },
${traffic(`timeout: "0.5ms", retries: { attempts: 1, perTryTimeout: "1.5ms" }`)}`,
  [
    `services/backend.ts traffic.timeout: traffic.timeout is "0.5ms", must be whole milliseconds`,
    `services/backend.ts traffic.retries.perTryTimeout: traffic.retries.perTryTimeout is "1.5ms", must be whole milliseconds`,
    `services/backend.ts canary.deadline: canary.deadline is "0.5s", must be whole seconds`,
    `services/backend.ts gracePeriod: gracePeriod is "1500ms", must be whole seconds`,
  ],
);
accepts(durationRange, "a timeout of nothing, which is none at all", traffic(`timeout: "0s"`));
accepts(
  durationRange,
  "whole ones",
  `gracePeriod: "1m30s",
${
    traffic(
      `timeout: "1.5s", retries: { attempts: 1, perTryTimeout: "0.25s" }, cors: { allowOrigins: [{ exact: "*" }], maxAge: "2000ms" }`,
    )
  }`,
);

refuses(
  shareOfNone,
  "0 percent, wherever it is",
  `canary: { image: "registry.example/team/backend:1.1.0", steps: [0, 100], step: 0, mirror: { percent: 0 } },
${
    traffic(
      `mirror: { service: "model", percent: 0 }, fault: { delay: { percent: 0, duration: "1s" }, abort: { percent: 0, status: 500 } }`,
    )
  }${model("")}`,
  [
    "services/backend.ts traffic.mirror.percent: traffic.mirror.percent is 0, so it does nothing (raise it, or remove the setting)",
    "services/backend.ts traffic.fault.delay.percent: traffic.fault.delay.percent is 0, so it does nothing (raise it, or remove the setting)",
    "services/backend.ts traffic.fault.abort.percent: traffic.fault.abort.percent is 0, so it does nothing (raise it, or remove the setting)",
    "services/backend.ts canary.mirror.percent: canary.mirror.percent is 0, so it does nothing (raise it, or remove the setting)",
  ],
);
accepts(shareOfNone, "a little", traffic(`fault: { delay: { percent: 0.1, duration: "1s" } }`));

refuses(sloWithoutRequests, "a promise of a TCP service", `${tcp}slo: { availability: 99.9 },`, [
  "services/backend.ts slo: slo is set, but no port speaks http, http2 or grpc (remove it, or set the port's protocol)",
]);
refuses(sloWithoutRequests, "a promise without ports", `ports: [],\nslo: {},`, [
  "services/backend.ts slo: slo is set, but no port speaks http, http2 or grpc (remove it, or set the port's protocol)",
]);
refuses(sloWithoutRequests, "a promise outside the mesh", `mesh: false,\nslo: { availability: 99.9 },`, [
  "services/backend.ts slo: slo is set, but the service is outside the mesh (set mesh: true, or remove it)",
]);
refuses(sloWithoutRequests, "a promise of a Job", `kind: "Job",\nports: [],\nslo: {},`, [
  "services/backend.ts slo: slo is set, but nobody calls a Job (remove it)",
]);
refuses(
  sloWithoutRequests,
  "a promise of one cluster",
  `${tcp}
// overlays/lab.ts
services: { backend: { slo: { availability: 99 } } },`,
  ["overlays/lab.ts services.backend.slo: slo is set, but no port speaks http, http2 or grpc (remove it, or set the port's protocol)"],
);
accepts(
  sloWithoutRequests,
  "a promise where one port speaks HTTP",
  `ports: [{ name: "db", port: 5432, protocol: "tcp" }, { name: "http", port: 80 }],\nslo: { availability: 99.9 },`,
);
accepts(sloWithoutRequests, "none, and none on purpose", `${tcp}slo: false,\n${model(tcp)}`);
