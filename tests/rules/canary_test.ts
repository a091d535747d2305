import { accepts, refuses } from "./table.ts";
import { canaryAffinityCookie } from "../../lib/rules/canary/canary_affinity_cookie.ts";
import { canaryDiffers } from "../../lib/rules/canary/canary_differs.ts";
import { canaryHeaderName } from "../../lib/rules/canary/canary_header_name.ts";
import { canaryKind } from "../../lib/rules/canary/canary_kind.ts";
import { canaryLatency } from "../../lib/rules/canary/canary_latency.ts";
import { canaryMetricBounds } from "../../lib/rules/canary/canary_metric_bounds.ts";
import { canaryMirror } from "../../lib/rules/canary/canary_mirror.ts";
import { canaryOutsideMesh } from "../../lib/rules/canary/canary_outside_mesh.ts";
import { canaryPartial } from "../../lib/rules/canary/canary_partial.ts";
import { canaryPause } from "../../lib/rules/canary/canary_pause.ts";
import { canaryProtocol } from "../../lib/rules/canary/canary_protocol.ts";
import { canaryQuery } from "../../lib/rules/canary/canary_query.ts";
import { canaryRouteCondition } from "../../lib/rules/canary/canary_route_condition.ts";
import { canaryRouteCookies } from "../../lib/rules/canary/canary_route_cookies.ts";
import { canaryRoutePath } from "../../lib/rules/canary/canary_route_path.ts";
import { canaryRouteRepeated } from "../../lib/rules/canary/canary_route_repeated.ts";
import { canaryStep } from "../../lib/rules/canary/canary_step.ts";
import { canarySteps } from "../../lib/rules/canary/canary_steps.ts";
import { regexSyntax } from "../../lib/rules/canary/regex_syntax.ts";

/** A canary policy with these fields besides what it must have. */
const canary = (fields: string) =>
  `canary: { image: "registry.example/team/backend:1.1.0", steps: [10, 100], step: 0, ${fields} },\n`;
const routes = (list: string) => canary(`routes: [${list}]`);
const metrics = (list: string) => canary(`analysis: { metrics: [${list}] }`);
const tcp = `ports: [{ name: "db", port: 5432, protocol: "tcp" }],\n`;

refuses(
  canaryKind,
  "the canary of a CronJob",
  `kind: "CronJob",
ports: [],
job: { schedule: "15 3 * * *" },
${canary("")}`,
  ["services/backend.ts canary: canary is set, but a CronJob has no canary (remove canary)"],
);
accepts(canaryKind, "the canary of a Deployment", canary(""));

refuses(canaryStep, "a step past the last", canary("step: 2"), [
  "services/backend.ts canary.step: canary.step is 2, must be at most 1: there are 2 steps, counted from 0",
]);
refuses(canaryStep, "a step past the only one", canary("steps: [100], step: 1"), [
  "services/backend.ts canary.step: canary.step is 1, must be at most 0: there is 1 step, counted from 0",
]);
refuses(
  canaryStep,
  "it where a cluster has fewer steps, and names the cluster",
  `canary: { image: "registry.example/team/backend:1.1.0", steps: [10, 50, 100], step: 2 },
// overlays/lab.ts
services: { backend: { canary: { steps: [50, 100] } } },`,
  ["services/backend.ts canary.step: canary.step is 2, must be at most 1: there are 2 steps in lab, counted from 0"],
);
refuses(
  canaryStep,
  "it once where a cluster's canary differs in something else",
  `canary: { image: "registry.example/team/backend:1.1.0", steps: [10, 50], step: 2 },
// overlays/lab.ts
services: { backend: { canary: { replicas: 2 } } },`,
  ["services/backend.ts canary.step: canary.step is 2, must be at most 1: there are 2 steps, counted from 0"],
);
accepts(canaryStep, "the last step", canary("step: 1"));

refuses(canarySteps, "a weight above 100", canary("steps: [10, 50, 120]"), [
  "services/backend.ts canary.steps[2]: canary.steps[2] is 120, must be at most 100",
]);
refuses(canarySteps, "a weight below 0", canary("steps: [-1, 50]"), [
  "services/backend.ts canary.steps[0]: canary.steps[0] is -1, must be at least 0",
]);
refuses(canarySteps, "a weight that is no whole number", canary("steps: [12.5, 50]"), [
  "services/backend.ts canary.steps[0]: canary.steps[0] is 12.5, must be a whole number",
]);
refuses(canarySteps, "weights that fall", canary("steps: [50, 25, 100]"), [
  "services/backend.ts canary.steps[1]: canary.steps[1] is 25, must be above the step before it, which is 50",
]);
refuses(canarySteps, "a weight that stays the same", canary("steps: [50, 50]"), [
  "services/backend.ts canary.steps[1]: canary.steps[1] is 50, must be above the step before it, which is 50",
]);
refuses(
  canarySteps,
  "every wrong weight in one run",
  canary("steps: [{ weight: 101 }, { weight: -5, manual: true }]"),
  [
    "services/backend.ts canary.steps[0].weight: canary.steps[0].weight is 101, must be at most 100",
    "services/backend.ts canary.steps[1].weight: canary.steps[1].weight is -5, must be at least 0",
  ],
);
refuses(
  canarySteps,
  "a weight that a cluster sets, at the cluster's file",
  `${canary("")}
// overlays/lab.ts
services: { backend: { canary: { steps: [10, 120] } } },`,
  ["overlays/lab.ts services.backend.canary.steps[1]: canary.steps[1] is 120, must be at most 100"],
);
accepts(canarySteps, "weights from 0 to 100 that rise", canary("steps: [0, 1, { weight: 99 }, 100]"));
accepts(canarySteps, "a service without canary", ``);

refuses(
  canaryDiffers,
  "a canary with stable's image and nothing else",
  canary(`image: "registry.example/team/backend:1.0.0"`),
  [`services/backend.ts canary.image: canary.image is "registry.example/team/backend:1.0.0", the same as image, and nothing else differs (name the new version's image, or remove canary)`],
);
refuses(
  canaryDiffers,
  "a canary that repeats stable's settings",
  `config: { MODE: "a" },
${canary(`image: "registry.example/team/backend:1.0.0", config: { MODE: "a" }`)}`,
  [`services/backend.ts canary.image: canary.image is "registry.example/team/backend:1.0.0", the same as image, and nothing else differs (name the new version's image, or remove canary)`],
);
accepts(
  canaryDiffers,
  "stable's image with other settings",
  canary(`image: "registry.example/team/backend:1.0.0", config: { MODE: "b" }`),
);
accepts(
  canaryDiffers,
  "stable's image with other resources",
  canary(`image: "registry.example/team/backend:1.0.0", resources: { requests: { cpu: "1" } }`),
);

refuses(
  canaryDiffers,
  "an equal canary that does not yet get all requests",
  canary(`image: "registry.example/team/backend:1.0.0", steps: [99, 100]`),
  [`services/backend.ts canary.image: canary.image is "registry.example/team/backend:1.0.0", the same as image, and nothing else differs (name the new version's image, or remove canary)`],
);
accepts(
  canaryDiffers,
  "an equal canary that gets all requests while stable is replaced",
  canary(`image: "registry.example/team/backend:1.0.0", step: 1`),
);

refuses(canaryRouteCondition, "a route without anything", routes("{}"), [
  "services/backend.ts canary.routes[0]: canary.routes[0] has no condition, so every request would go to the canary (name a header, cookie, path or method)",
]);
refuses(
  canaryRouteCondition,
  "a route with an empty list of headers",
  routes(`{ method: "GET" }, { headers: {}, cookies: {} }`),
  ["services/backend.ts canary.routes[1]: canary.routes[1] has no condition, so every request would go to the canary (name a header, cookie, path or method)"],
);
accepts(canaryRouteCondition, "a route with a method alone", routes(`{ method: "GET" }`));
accepts(canaryRouteCondition, "no routes at all", routes(""));

refuses(canaryHeaderName, "capitals", routes(`{ headers: { "X-Canary": { exact: "true" } } }`), [
  `services/backend.ts canary.routes[0].headers["X-Canary"]: canary.routes[0].headers["X-Canary"] must be in lower case (write "x-canary")`,
]);
refuses(
  canaryHeaderName,
  "what is no header name",
  routes(`{ headers: { "x canary": { exact: "true" } } }`),
  [`services/backend.ts canary.routes[0].headers["x canary"]: canary.routes[0].headers["x canary"] is not the name of a header`],
);
refuses(canaryHeaderName, "a pseudo header", routes(`{ headers: { ":path": { exact: "/" } } }`), [
  `services/backend.ts canary.routes[0].headers[":path"]: canary.routes[0].headers[":path"] is not the name of a header`,
]);
refuses(
  canaryHeaderName,
  "what Istio leaves out",
  routes(`{ headers: { uri: { prefix: "/beta" }, method: { exact: "GET" } } }`),
  [
    "services/backend.ts canary.routes[0].headers.uri: canary.routes[0].headers.uri is left out by Istio (use path)",
    "services/backend.ts canary.routes[0].headers.method: canary.routes[0].headers.method is left out by Istio (use method)",
  ],
);
refuses(
  canaryHeaderName,
  "the cookie header beside cookies",
  routes(`{ headers: { cookie: { regex: ".*a=b.*" } }, cookies: { beta: "yes" } }`),
  ["services/backend.ts canary.routes[0].headers.cookie: canary.routes[0].headers.cookie stands beside cookies, which is the same header (use cookies alone)"],
);
accepts(
  canaryHeaderName,
  "a name in lower case, and the cookie header alone",
  routes(`{ headers: { "x-canary": { exact: "true" }, cookie: { regex: ".*a=b.*" } } }`),
);

refuses(regexSyntax, "look-around", routes(`{ path: { regex: "/(?!admin).*" } }`), [
  `services/backend.ts canary.routes[0].path.regex: canary.routes[0].path.regex is "/(?!admin).*", which RE2 can't read: invalid or unsupported Perl syntax: "(?!"`,
]);
refuses(regexSyntax, "back-references", routes(String.raw`{ headers: { "x-user": { regex: "(a+)\\1" } } }`), [
  'services/backend.ts canary.routes[0].headers["x-user"].regex: canary.routes[0].headers["x-user"].regex is "(a+)\\\\1", which RE2 can\'t read: invalid escape sequence: "\\1"',
]);
refuses(
  regexSyntax,
  "an expression that isn't closed, in CORS",
  `traffic: { cors: { allowOrigins: [{ regex: "https://(app" }] } },`,
  [`services/backend.ts traffic.cors.allowOrigins[0].regex: traffic.cors.allowOrigins[0].regex is "https://(app", which RE2 can't read: missing closing ): "https://(app"`],
);
refuses(regexSyntax, "more repetitions than RE2 allows", routes(`{ path: { regex: "a{1001}" } }`), [
  `services/backend.ts canary.routes[0].path.regex: canary.routes[0].path.regex is "a{1001}", which RE2 can't read: invalid repeat count: "{1001}"`,
]);
accepts(
  regexSyntax,
  "what only RE2 knows",
  routes(
    String.raw`{ path: { regex: "(?i)/[[:alpha:]]+\\z" } }, { path: { regex: "(?P<id>[0-9]{1,1000})" } }`,
  ),
);
accepts(regexSyntax, "an exact value that would be a wrong expression", routes(`{ path: { exact: "/(" } }`));

refuses(
  canaryProtocol,
  "what is about requests on a TCP service",
  `${tcp}${
    canary(
      `routes: [{ method: "GET" }], affinity: {}, mirror: { percent: 5 }, analysis: { metrics: [{ kind: "success-rate", minimum: 99 }, { kind: "latency", maximum: "1s" }] }`,
    )
  }`,
  [
    "services/backend.ts canary.routes: canary.routes is set, but no port speaks http, http2 or grpc (remove routes)",
    "services/backend.ts canary.affinity: canary.affinity is set, but no port speaks http, http2 or grpc (remove affinity)",
    "services/backend.ts canary.mirror: canary.mirror is set, but no port speaks http, http2 or grpc (remove mirror)",
    `services/backend.ts canary.analysis.metrics[0].kind: canary.analysis.metrics[0].kind is "success-rate", but no port speaks http, http2 or grpc (use a custom metric)`,
    `services/backend.ts canary.analysis.metrics[1].kind: canary.analysis.metrics[1].kind is "latency", but no port speaks http, http2 or grpc (use a custom metric)`,
  ],
);
accepts(
  canaryProtocol,
  "weights, no routes and custom metrics on a TCP service",
  `${tcp}${
    canary(`routes: [], analysis: { metrics: [{ kind: "custom", name: "lag", query: "lag", maximum: 5 }] }`)
  }`,
);
accepts(
  canaryProtocol,
  "all of it where one port speaks gRPC",
  `ports: [{ name: "db", port: 5432, protocol: "tcp" }, { name: "grpc", port: 9000, protocol: "grpc" }],
${canary(`affinity: {}`)}`,
);

refuses(
  canaryOutsideMesh,
  "a canary without sidecar",
  `mesh: false,
${canary("")}`,
  ["services/backend.ts canary: canary is set, but the service is outside the mesh (set mesh: true, or remove canary)"],
);
accepts(
  canaryOutsideMesh,
  "a canary with sidecar",
  `mesh: true,
${canary("")}`,
);

refuses(
  canaryRouteRepeated,
  "the same route again",
  routes(`{ method: "GET" }, { cookies: { a: "1" } }, { method: "GET" }`),
  ["services/backend.ts canary.routes[2]: canary.routes[2] says the same as canary.routes[0]"],
);
accepts(
  canaryRouteRepeated,
  "routes that share a condition",
  routes(`{ method: "GET" }, { method: "GET", cookies: { a: "1" } }`),
);

refuses(
  canaryMetricBounds,
  "a metric without bound",
  metrics(`{ kind: "custom", name: "lag", query: "lag" }`),
  ["services/backend.ts canary.analysis.metrics[0]: canary.analysis.metrics[0] has neither minimum nor maximum, so it can never fail (add one of them)"],
);
refuses(
  canaryMetricBounds,
  "bounds that cross",
  metrics(
    `{ kind: "success-rate", minimum: 99 }, { kind: "custom", name: "lag", query: "lag", minimum: 5, maximum: 3 }`,
  ),
  ["services/backend.ts canary.analysis.metrics[1].minimum: canary.analysis.metrics[1].minimum is 5, must be at most maximum, which is 3"],
);
accepts(
  canaryMetricBounds,
  "one bound, or two that meet",
  metrics(
    `{ kind: "custom", name: "a", query: "a", minimum: 5 }, { kind: "custom", name: "b", query: "b", minimum: 5, maximum: 5 }`,
  ),
);

refuses(canaryPause, "a pause without analysis", canary(`steps: [{ weight: 10, pause: "5m" }, 100]`), [
  `services/backend.ts canary.steps[0].pause: canary.steps[0].pause is "5m", but without canary.analysis no step is automatic (add canary.analysis, or remove pause)`,
]);
accepts(
  canaryPause,
  "a step for a person without analysis",
  canary(`steps: [{ weight: 10, manual: true }, 100]`),
);
accepts(
  canaryPause,
  "a pause with analysis",
  canary(
    `steps: [{ weight: 10, pause: "5m" }, 100], analysis: { metrics: [{ kind: "success-rate", minimum: 99 }] }`,
  ),
);

accepts(
  canaryLatency,
  "any limit where requests may last as long as they like",
  `traffic: { timeout: "0s" },\n${metrics(`{ kind: "latency", maximum: "1h" }`)}`,
);
refuses(canaryLatency, "a limit at the default timeout", metrics(`{ kind: "latency", maximum: "15s" }`), [
  `services/backend.ts canary.analysis.metrics[0].maximum: canary.analysis.metrics[0].maximum is "15s", must be below traffic.timeout, which is "15s"`,
]);
accepts(
  canaryLatency,
  "a limit just below the timeout, and other metrics",
  metrics(
    `{ kind: "success-rate", minimum: 99 }, { kind: "custom", name: "a", query: "a", maximum: 99 }, { kind: "latency", maximum: "14999ms" }`,
  ),
);

refuses(
  canaryAffinityCookie,
  "one cookie for both",
  canary(`affinity: { cookie: "v" }, routes: [{ method: "GET" }, { cookies: { v: "canary" } }]`),
  [`services/backend.ts canary.affinity.cookie: canary.affinity.cookie is "v", also a condition of canary.routes[1] (choose another cookie)`],
);
refuses(
  canaryAffinityCookie,
  "the cookie that the affinity has by default",
  canary(`affinity: {}, routes: [{ cookies: { "backend-version": "canary" } }]`),
  [`services/backend.ts canary.affinity.cookie: canary.affinity.cookie is "backend-version", also a condition of canary.routes[0] (choose another cookie)`],
);
accepts(
  canaryAffinityCookie,
  "two cookies",
  canary(`affinity: { cookie: "v" }, routes: [{ cookies: { w: "canary" } }]`),
);

refuses(
  canaryQuery,
  "a placeholder that is nearly one",
  metrics(`{ kind: "custom", name: "lag", query: "lag{app='{{ servce }}'}", maximum: 5 }`),
  [`services/backend.ts canary.analysis.metrics[0].query: canary.analysis.metrics[0].query uses {{servce}}, which is not filled in (did you mean "service"?)`],
);
refuses(
  canaryQuery,
  "one that is like none",
  metrics(`{ kind: "custom", name: "lag", query: "lag{a='{{cluster}}'}", maximum: 5 }`),
  [`services/backend.ts canary.analysis.metrics[0].query: canary.analysis.metrics[0].query uses {{cluster}}, which is not filled in (known: "interval", "namespace", "service", "version")`],
);
accepts(
  canaryQuery,
  "all that there are, and metrics without query",
  metrics(
    `{ kind: "success-rate", minimum: 99 }, { kind: "custom", name: "lag", query: "rate(lag{s='{{service}}',n='{{namespace}}',v='{{ version }}'}[{{interval}}])", maximum: 5 }`,
  ),
);

refuses(
  canaryRouteCookies,
  "five cookies",
  routes(`{ cookies: { a: "1", b: "2", c: "3", d: "4", e: "5" } }`),
  ["services/backend.ts canary.routes[0].cookies: canary.routes[0].cookies has 5 cookies, must have at most 4"],
);
accepts(canaryRouteCookies, "four cookies", routes(`{ cookies: { a: "1", b: "2", c: "3", d: "4" } }`));

refuses(
  canaryRoutePath,
  "an expression where a part of the paths is exposed",
  `expose: [{ host: "www", paths: ["/api", "/v2"] }],
${routes(`{ path: { regex: "/api/.*" } }`)}`,
  ["services/backend.ts canary.routes[0].path: canary.routes[0].path compares by an expression, but the service has only some paths of www.lab.example (use exact or prefix)"],
);
accepts(
  canaryRoutePath,
  "an expression where all paths are exposed",
  `expose: [{ host: "www" }],
${routes(`{ path: { regex: "/api/.*" } }`)}`,
);
accepts(
  canaryRoutePath,
  "a prefix where a part of the paths is exposed",
  `expose: [{ host: "www", paths: ["/api"] }],
${routes(`{ path: { prefix: "/api/v2" } }`)}`,
);

refuses(canaryMirror, "copies at a weight above 0", canary("mirror: { percent: 50 }"), [
  "services/backend.ts canary.mirror: canary.mirror makes no copies while the weight is 10 (remove mirror from here on)",
]);
accepts(canaryMirror, "copies at a weight of 0", canary("mirror: { percent: 50 }, steps: [0, 10]"));

refuses(
  canaryPartial,
  "a step of a canary that there isn't",
  `replicas: 2,
// overlays/lab.ts
services: { backend: { canary: { step: 1 } } },`,
  ["overlays/lab.ts services.backend.canary: canary has no image and steps, and services/backend.ts has no canary to take them from (remove it, or write a whole canary here)"],
);
refuses(
  canaryPartial,
  "a canary without its image, in each cluster",
  `replicas: 2,
// overlays/lab.ts
services: { backend: { canary: { steps: [10, 100], step: 0 } } },
// overlays/prod.ts
services: { backend: { canary: {} } },`,
  [
    "overlays/lab.ts services.backend.canary: canary has no image, and services/backend.ts has no canary to take it from (remove it, or write a whole canary here)",
    "overlays/prod.ts services.backend.canary: canary has no image, steps and step, and services/backend.ts has no canary to take them from (remove it, or write a whole canary here)",
  ],
);
accepts(
  canaryPartial,
  "a whole canary of one cluster",
  `replicas: 2,
// overlays/lab.ts
services: { backend: { canary: { image: "registry.example/team/backend:1.1.0", steps: [10], step: 0 } } },`,
);
accepts(
  canaryPartial,
  "a part of a canary that there is, and none",
  `${canary("")}
// overlays/lab.ts
services: { backend: { canary: { step: 1 } } },
// overlays/prod.ts
services: { backend: { canary: false } },`,
);
accepts(
  canaryPartial,
  "a part of a canary where the service does not run",
  `replicas: 2,
// overlays/lab.ts
services: { backend: { enabled: false, canary: { step: 1 } } },`,
);
