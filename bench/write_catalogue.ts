/** A catalogue of any size: realistic service files, three clusters. */

/** The name of a service by its number, `service-00042`. */
export function serviceName(index: number): string {
  return `service-${String(index).padStart(5, "0")}`;
}

/** The file of a service below the repository's root, `services/service-00042.ts`. */
export function serviceFile(index: number): string {
  return `services/${serviceName(index)}.ts`;
}

/**
 * The text of a service file; like a real one it has some forty lines, calls two others and has a canary. One in ten
 * is exposed.
 *
 * @param tag The image tag of stable.
 */
export function serviceSource(index: number, count: number, tag = "1.4.0"): string {
  const name = serviceName(index);
  const calls = [index + 1, index + 7].filter((callee) => callee < count).map((callee) =>
    JSON.stringify(serviceName(callee))
  );
  // A caller waits at least as long as those that it calls.
  const timeout = 10 + Math.ceil(20 * (count - index) / count);
  const expose = index % 10 === 0
    ? `\n  expose: [{ host: "${name}", paths: ["/"], tls: { secret: "${name}-tls" } }],`
    : "";
  return `import { defineService } from "@3rvision/catalogue";

/** One of many. */
export default defineService({
  name: "${name}",
  description: "Service ${index} of ${count}",
  owner: "team-${index % 50}",
  namespace: "team-${index % 50}",
  image: "registry.example/${name}:${tag}",
  ports: [{ name: "http", port: 8080 }, { name: "metrics", port: 9090 }],
  env: {
    POD_NAME: { field: "metadata.name" },
    API_TOKEN: { secret: "${name}-credentials", key: "token" },
  },
  config: {
    LOG_LEVEL: "info",
    REGION: "eu-central-${index % 3}",
  },
  secrets: { "${name}-credentials": { from: "existing" } },
  probes: {
    readiness: { http: { path: "/readyz" }, periodSeconds: 5 },
    liveness: { http: { path: "/healthz" } },
    startup: { http: { path: "/healthz" } },
  },
  resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "128Mi" } },
  calls: [${calls.join(", ")}],${expose}
  traffic: {
    timeout: "${timeout}s",
    connectionPool: { maxConnections: 100, http1MaxPendingRequests: 50 },
    outlierDetection: { consecutive5xxErrors: 5, maxEjectionPercent: 50 },
  },
  canary: {
    image: "registry.example/${name}:1.5.0",
    steps: [10, 25, 50, 100],
    step: 0,
    analysis: { metrics: [{ kind: "success-rate", minimum: 99 }] },
  },
});
`;
}

const cluster = (name: string, fields: string) =>
  `import { defineCluster } from "@3rvision/catalogue";

export default defineCluster({
  name: "${name}",
  destination: { argocd: "hub", name: "${name}" },
  repository: { url: "https://git.example/platform.git", revision: "main" },
  domain: "${name}.example",
  istio: { version: "1.31.0" },
  tracing: { samplingPercent: 10 },
  ${fields}
});
`;

/** Writes `count` services and three clusters below `root`, which must exist and be without a catalogue. */
export function writeCatalogue(root: string, count: number): void {
  for (const folder of ["services", "overlays", "argocd", "clusters"]) Deno.mkdirSync(`${root}/${folder}`);
  for (let index = 0; index < count; index++) {
    Deno.writeTextFileSync(`${root}/${serviceFile(index)}`, serviceSource(index, count));
  }
  Deno.writeTextFileSync(`${root}/overlays/dev.ts`, cluster("dev", "lab: true,"));
  Deno.writeTextFileSync(
    `${root}/overlays/staging.ts`,
    cluster("staging", `after: "dev",\n  defaults: { replicas: 2 },`),
  );
  Deno.writeTextFileSync(
    `${root}/overlays/prod.ts`,
    cluster("prod", `after: "staging",\n  defaults: { replicas: 3 },`),
  );
  Deno.writeTextFileSync(
    `${root}/argocd/argocd.ts`,
    `import { defineArgoCD } from "@3rvision/catalogue";\n\nexport default defineArgoCD({ version: "v3.2.6" });\n`,
  );
}
