/** How many services there are. */
export const SERVICES = 30;

/** How many of them are exposed: each begins a chain of calls through {@linkcode SERVICES} / EXPOSED services. */
export const EXPOSED = 10;

/** The name of a service by its number. */
export function serviceName(index: number): string {
  return `service-${String(index).padStart(2, "0")}`;
}

/** Writes the service files of a catalogue, and the one cluster that it has, in place of what is there. */
export async function writeSyntheticCatalogue(root: string): Promise<void> {
  for (const folder of ["services", "overlays", "clusters"]) {
    await Deno.remove(`${root}/${folder}`, { recursive: true });
    await Deno.mkdir(`${root}/${folder}`);
  }
  for (let index = 0; index < SERVICES; index++) {
    await Deno.writeTextFile(`${root}/services/${serviceName(index)}.ts`, serviceSource(index));
  }
  await Deno.writeTextFile(`${root}/overlays/lab.ts`, CLUSTER);
}

/**
 * One in ten has a canary, since a proxy takes three of the 128 inotify instances that Linux gives a user by default;
 * a caller waits longer than those that it calls.
 */
function serviceSource(index: number): string {
  const name = serviceName(index);
  const callee = index + EXPOSED;
  const fields = [
    `name: "${name}"`,
    `owner: "team-${index % 5}"`,
    `namespace: "team-${index % 5}"`,
    'image: "ghcr.io/3rvision/synthetic:1.0.0"',
    'ports: [{ name: "http", port: 8080 }]',
    callee < SERVICES
      ? `calls: ["${serviceName(callee)}"], config: { UPSTREAM_URL: "${urlOf(callee)}" }`
      : "calls: []",
    ...(index < EXPOSED ? [`expose: [{ host: "${serviceName(index)}" }]`] : []),
    'probes: { readiness: { http: { path: "/readyz" } } }',
    'resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "256Mi" } }',
    `traffic: { timeout: "${12 - 4 * Math.floor(index / EXPOSED)}s" }`,
    ...(index % EXPOSED === 0 ? [CANARY] : []),
  ];
  return `import { defineService } from "@3rvision/catalogue";

export default defineService({ ${fields.join(", ")} });
`;
}

function urlOf(index: number): string {
  return `http://${serviceName(index)}-service.team-${index % 5}:8080`;
}

const CANARY = 'canary: { image: "ghcr.io/3rvision/synthetic:1.1.0", steps: [10, 50, 100], step: 0 }';

const CLUSTER = `import { defineCluster } from "@3rvision/catalogue";

export default defineCluster({
  name: "lab",
  lab: true,
  destination: { argocd: "in-cluster" },
  repository: { url: "http://gitea.gitea.svc.cluster.local:3000/3rvision/platform.git", revision: "main" },
  domain: "local",
  kind: { workers: 2, hostPorts: { http: 80, https: 443 } },
  gateway: { serviceType: "NodePort", nodePorts: { http: 30080, https: 30443 } },
  istio: { version: "1.31.0" },
  tracing: { samplingPercent: 100 },
  observability: {},
});
`;
