/** The file that `new` begins a service with. */

/** What the template is filled with; every value has been checked. */
export interface ServiceTemplate {
  /** A DNS label. */
  readonly name: string;
  /** Undefined: the service's own. */
  readonly namespace: string | undefined;
  /** What it listens on. */
  readonly port: number;
  /** Undefined: a reference of the right form to an image that doesn't exist. */
  readonly image: string | undefined;
}

const lineWidth = 110;

function field(name: string, value: string): string {
  const line = `  ${name}: ${JSON.stringify(value)},`;
  return line.length <= lineWidth ? line : `  ${name}:\n    ${JSON.stringify(value)},`;
}

/** A service that passes every rule, formatted as `deno fmt` would; the comments say what to change and what to add. */
export function serviceTemplate({ name, namespace, port, image }: ServiceTemplate): string {
  const placeholder = `registry.example/${name}:0.1.0@sha256:${"0".repeat(64)}`;
  return `import { defineService } from "@3rvision/catalogue";

/** What ${name} does, in one sentence. */
export default defineService({
  name: "${name}",
  description: "What ${name} does, in one sentence",
  // Who answers for it.
  owner: "platform-team",
${namespace === undefined ? "" : `  namespace: "${namespace}",\n`}${
    image === undefined
      ? "  // There is no such image yet. By tag and digest, so that what was tested is what runs.\n"
      : ""
  }${field("image", image ?? placeholder)}
  ports: [{ name: "http", port: ${port} }],
  // Ready: may get requests. Live: need not be restarted.
  probes: {
    readiness: { http: { path: "/readyz" } },
    liveness: { http: { path: "/healthz" } },
  },
  resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "128Mi" } },
  // Settings that become environment variables; a change restarts the pods.
  // config: { LOG_LEVEL: "info" },
  // The services it calls; whatever isn't called can't be reached.
  // calls: ["backend"],
  // Hosts and paths on the ingress gateway, in each cluster's domain.
  // expose: [{ host: "${name}" }],
  // A second version beside this one, and its growing share of the requests.
  // canary: { image: "registry.example/${name}:0.2.0", steps: [10, 25, 50, 100], step: 0 },
});
`;
}
