/** An editor completes, documents and checks every field of a catalogue file. */
import assert from "node:assert/strict";
import { Editor } from "./editor.ts";

const service = `import { defineService } from "@3rvision/catalogue";

export default defineService({
  name: "backend",
  image: "registry.example/team/backend:1.4.0",
  ports: [{ name: "http", port: 8080, containerPort: 8081 }],
  env: { TOKEN: { secret: "credentials", key: "token" } },
  probes: { readiness: { http: { path: "/readyz" }, periodSeconds: 5 } },
  volumes: { data: { mountPath: "/data", claim: { size: "1Gi", accessMode: "ReadWriteMany" } } },
  secrets: { credentials: { from: "externalSecret", store: { name: "vault" }, data: {}, refreshInterval: "2h" } },
  calls: [{ service: "ml", methods: ["GET"] }],
  traffic: {
    connectionPool: { idleTimeout: "3s" },
    outlierDetection: { maxEjectionPercent: 50 },
    loadBalancer: { consistentHash: { cookie: "pod", ttl: "5m" } },
  },
  canary: {
    image: "registry.example/team/backend:1.5.0",
    routes: [{ headers: { "x-canary": { prefix: "t" } } }],
    steps: [{ weight: 10, manual: true }],
    step: 0,
    analysis: { noData: "hold", metrics: [{ kind: "latency", percentile: 95, maximum: "1s" }] },
  },
});
`;

const cluster = `import { defineCluster } from "@3rvision/catalogue";

export default defineCluster({
  name: "prod",
  destination: { argocd: "hub", name: "prod-1" },
  repository: { url: "https://git.example.com/platform.git", revision: "main" },
  domain: "example.com",
  istio: { version: "1.31.0" },
  tracing: { samplingPercent: 1, collector: { namespace: "tempo", service: "tempo", port: 4317 } },
  services: { backend: { enabled: false, scheduling: { priorityClassName: "p" }, canary: { paused: true } } },
  sync: { windows: [{ kind: "allow", schedule: "0 8 * * 1-5", duration: "8h", manualSync: false }] },
});
`;

const argocd = `import { defineArgoCD } from "@3rvision/catalogue";

export default defineArgoCD({
  version: "v3.2.6",
  settings: { reconciliationTimeout: "180s" },
  projects: { vision: { groups: ["team:vision"] } },
});
`;

/** What is hovered over, the last of it in the text, and what the docstring says. */
const hovers: readonly (readonly [text: string, before: string, said: RegExp])[] = [
  [service, "defineService(", /^A service: the default export of a file in `services\/`\.$/],
  [service, "ports: ", /^The ports it answers on\. Default: none\.$/],
  [service, "image: ", /^The canary's image\.$/],
  [service, "containerPort: ", /^The port the process listens on.*Default: the same as `port`\.$/],
  [service, "secret: ", /^The name of a Secret: one of this service's `secrets`\.$/],
  [service, "path: ", /^The path to ask for/],
  [service, "accessMode: ", /Default: ReadWriteOnce/],
  [service, "refreshInterval: ", /Default: `1h`/],
  [service, "methods: ", /^The only methods that are let through/],
  [service, "idleTimeout: ", /Default: `4s`/],
  [service, "maxEjectionPercent: ", /Unit: percent\. Default: 50 /],
  [service, "ttl: ", /Default: `0s`/],
  [service, "prefix: ", /^What the value begins with\.$/],
  [service, "weight: ", /Unit: percent\.$/],
  [service, "manual: ", /Default: false\.$/],
  [service, "step: ", /counted from 0\.$/],
  [service, "noData: ", /Default: `hold`\.$/],
  [service, "percentile: ", /^Which percentile\. Default: 99\.$/],
  [cluster, "argocd: ", /^`hub`: one Argo CD elsewhere/],
  [cluster, "samplingPercent: ", /Unit: percent\.$/],
  [cluster, "port: ", /^Default: 4317\.$/],
  [cluster, "enabled: ", /Default: true\.$/],
  [cluster, "priorityClassName: ", /^The name of a PriorityClass\.$/],
  [cluster, "paused: ", /Default: false\.$/],
  [cluster, "manualSync: ", /Default: true\.$/],
  [argocd, "reconciliationTimeout: ", /Default: `120s`\. Source: Argo CD\.$/],
  [argocd, "groups: ", /^Groups of the identity provider/],
];

const paths: ReadonlyMap<string, string> = new Map([
  [service, "services/edited.ts"],
  [cluster, "overlays/edited.ts"],
  [argocd, "argocd/edited.ts"],
]);

for (const [text, path] of paths) {
  Deno.test(`an editor finds nothing wrong in a right file, and documents its fields: ${path}`, async (test) => {
    const editor = new Editor(path);
    editor.write(text);
    assert.deepEqual(editor.problems(), []);
    for (const [of, before, said] of hovers) {
      if (of !== text) continue;
      await test.step(before.trim(), () => {
        const offset = text.lastIndexOf(before) + before.search(/\w/);
        const hover = editor.hover(offset);
        assert.ok(hover !== undefined, `nothing is shown over ${JSON.stringify(before)}`);
        assert.match(hover.documentation.replaceAll("\n", " "), said, hover.declaration);
      });
    }
  });
}

/** Where `|` stands, what is offered; each with a docstring. */
const completions: readonly (readonly [fields: string, offered: readonly string[]])[] = [
  [`name: "a", image: "b:1", |`, ["calls", "canary", "egress", "expose", "ports", "traffic", "volumes"]],
  [`name: "a", image: "b:1", traffic: { | }`, ["timeout", "retries", "connectionPool", "cors", "fault"]],
  [
    `name: "a", image: "b:1", canary: { image: "b:2", steps: [1], step: 0, analysis: { | } }`,
    ["interval", "count", "minimumRequests", "failureLimit", "noData", "metrics"],
  ],
  [`name: "a", image: "b:1", probes: { liveness: { | } }`, ["http", "grpc", "tcp", "exec"]],
  // Common to several forms of a union: TypeScript offers and documents these, but shows nothing over them.
  [
    `name: "a", image: "b:1", probes: { liveness: { tcp: {}, | } }`,
    ["initialDelaySeconds", "periodSeconds", "timeoutSeconds", "failureThreshold", "successThreshold"],
  ],
  [`name: "a", image: "b:1", volumes: { data: { | } }`, ["mountPath", "readOnly", "emptyDir", "claim"]],
  [`name: "a", image: "b:1", expose: [{ host: "www", tls: { | } }]`, ["secret", "redirect"]],
];

Deno.test("an editor offers the fields that may stand in a place, each with its docstring", async (test) => {
  const editor = new Editor("services/completed.ts");
  for (const [fields, offered] of completions) {
    await test.step(fields, () => {
      const text =
        `import { defineService } from "@3rvision/catalogue";\nexport default defineService({ ${fields} });\n`;
      editor.write(text.replace("|", ""));
      const found = editor.complete(text.indexOf("|"));
      for (const name of offered) {
        assert.ok(
          found.has(name),
          `${name} is not offered, only ${[...found.keys()].slice(0, 40).join(", ")}`,
        );
        assert.notEqual(found.get(name), "", `${name} is offered without its docstring`);
      }
    });
  }
});

Deno.test("an editor offers the values that may stand in a place", () => {
  const editor = new Editor("services/completed.ts");
  const text = `import { defineService } from "@3rvision/catalogue";
export default defineService({ name: "a", image: "b:1", ports: [{ name: "x", port: 1, protocol: "|" }] });\n`;
  editor.write(text.replace("|", ""));
  assert.deepEqual([...editor.complete(text.indexOf("|")).keys()].sort(), [
    "grpc",
    "http",
    "http2",
    "https",
    "tcp",
  ]);
});

Deno.test("an editor underlines a field that doesn't exist, a wrong type and a missing field", () => {
  const editor = new Editor("services/wrong.ts");
  const problems = (fields: string) => {
    editor.write(
      `import { defineService } from "@3rvision/catalogue";\nexport default defineService({ ${fields} });\n`,
    );
    return editor.problems().join("\n");
  };
  assert.equal(problems(`name: "a", image: "b:1"`), "");
  assert.match(problems(`name: "a", image: "b:1", replica: 2`), /'replica' does not exist/);
  assert.match(
    problems(`name: "a", image: "b:1", traffic: { timeout: 5 }`),
    /'number' is not assignable to type 'string'/,
  );
  assert.match(problems(`name: "a"`), /'image' is missing/);
  assert.match(
    problems(`name: "a", image: "b:1", canary: { image: "b:2", steps: [1] }`),
    /'step' is missing/,
  );
});
