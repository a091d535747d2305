import assert from "node:assert/strict";
import { printProgress } from "../../toolchain/progress.ts";
import { provision } from "../../toolchain/provision.ts";
import { schemaLocation } from "../../toolchain/schema_file.ts";

type Node = { [key: string]: unknown };

const metadata = { name: "backend", namespace: "backend" };

const SERVICE: Node = {
  apiVersion: "v1",
  kind: "Service",
  metadata,
  spec: {
    selector: { app: "backend" },
    ports: [{ name: "http", port: 80, targetPort: "http" }, { name: "metrics", port: 81, targetPort: 9090 }],
  },
};

const DEPLOYMENT: Node = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata,
  spec: {
    selector: { matchLabels: { app: "backend" } },
    template: {
      metadata: { labels: { app: "backend" } },
      spec: {
        containers: [{
          name: "backend",
          image: "backend:1",
          resources: { requests: { cpu: "50m", memory: 1024 } },
        }],
      },
    },
  },
};

const VIRTUAL_SERVICE: Node = {
  apiVersion: "networking.istio.io/v1",
  kind: "VirtualService",
  metadata,
  spec: {
    hosts: ["backend"],
    http: [{ route: [{ destination: { host: "backend" }, weight: 90 }], timeout: "5s" }],
  },
};

const POLICY: Node = {
  apiVersion: "security.istio.io/v1",
  kind: "PeerAuthentication",
  metadata,
  spec: { mtls: { mode: "STRICT" } },
};

const APPLICATION: Node = {
  apiVersion: "argoproj.io/v1alpha1",
  kind: "Application",
  metadata,
  spec: {
    project: "services",
    source: { repoURL: "file:///repository", path: "clusters/lab", targetRevision: "main" },
    destination: { server: "https://kubernetes.default.svc", namespace: "backend" },
    syncPolicy: { automated: { prune: true, selfHeal: true } },
  },
};

/** A change of a valid object, by the path of a field and its new value, and what kubeconform says of it. */
const REFUSED: Readonly<Record<string, readonly [Node, string, unknown, RegExp]>> = {
  "an unknown field of a Service": [SERVICE, "spec.selectors", {}, /'selectors' not allowed/],
  "an unknown field of metadata": [SERVICE, "metadata.label", {}, /'label' not allowed/],
  "a port beyond 32 bits": [SERVICE, "spec.ports.0.port", 2 ** 31, /at '\/spec\/ports\/0\/port'/],
  "a target port that is neither a number nor a name": [
    SERVICE,
    "spec.ports.0.targetPort",
    true,
    /targetPort/,
  ],
  "a null": [SERVICE, "metadata.annotations", null, /got null, want object/],
  "a misspelt field deep in a pod": [
    DEPLOYMENT,
    "spec.template.spec.containers.0.enviroment",
    [],
    /'enviroment' not allowed/,
  ],
  "a Deployment without a selector": [DEPLOYMENT, "spec.selector", undefined, /missing property 'selector'/],
  "a weight in quotes": [VIRTUAL_SERVICE, "spec.http.0.route.0.weight", "90", /got string, want integer/],
  "a weight in the wrong place": [VIRTUAL_SERVICE, "spec.http.0.weight", 90, /'weight' not allowed/],
  "an unknown field of a VirtualService's metadata": [
    VIRTUAL_SERVICE,
    "metadata.label",
    {},
    /'label' not allowed/,
  ],
  "a destination without a host": [
    VIRTUAL_SERVICE,
    "spec.http.0.route.0.destination.host",
    undefined,
    /'host'/,
  ],
  "an unknown mode of mTLS": [POLICY, "spec.mtls.mode", "ALWAYS", /at '\/spec\/mtls\/mode'/],
  "an Application without a project": [APPLICATION, "spec.project", undefined, /missing property 'project'/],
  "an unknown field of a sync policy": [
    APPLICATION,
    "spec.syncPolicy.automated.selfheal",
    true,
    /'selfheal' not allowed/,
  ],
  "a kind that the group does not have": [APPLICATION, "kind", "App", /could not find schema for App/],
};

const tools = await provision(["kubeconform", "schemas", "istio-manifests", "argocd-manifests"], {
  onProgress: printProgress,
});

for (const object of [SERVICE, DEPLOYMENT, VIRTUAL_SERVICE, POLICY, APPLICATION]) {
  Deno.test(`a valid ${object["kind"]} is accepted`, async () => {
    assert.deepEqual(await kubeconform(object), { success: true, message: "" });
  });
}

for (const [name, [object, path, value, message]] of Object.entries(REFUSED)) {
  Deno.test(`${name} is refused`, async () => {
    const outcome = await kubeconform(changed(object, path.split("."), value));
    assert.equal(outcome.success, false);
    assert.match(outcome.message, message);
  });
}

Deno.test("Argo CD's own installation and Istio's definitions are accepted", async () => {
  const files = [
    `${tools["argocd-manifests"]}/manifests/install.yaml`,
    `${tools["istio-manifests"]}/manifests/charts/base/files/crd-all.gen.yaml`,
  ];
  assert.deepEqual(await run(files), { success: true, message: "" });
});

interface Outcome {
  readonly success: boolean;
  readonly message: string;
}

async function kubeconform(object: Node): Promise<Outcome> {
  const file = await Deno.makeTempFile({ suffix: ".json" });
  try {
    await Deno.writeTextFile(file, JSON.stringify(object));
    return await run([file]);
  } finally {
    await Deno.remove(file);
  }
}

async function run(files: readonly string[]): Promise<Outcome> {
  const args = ["-strict", "-schema-location", schemaLocation(tools.schemas), ...files];
  const { success, stdout, stderr } = await new Deno.Command(tools.kubeconform, { args }).output();
  return { success, message: new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr) };
}

function changed(object: Node, [key = "", ...rest]: readonly string[], value: unknown): Node {
  const copy: Node = Array.isArray(object) ? object.slice() as unknown as Node : { ...object };
  copy[key] = rest.length === 0 ? value : changed(copy[key] as Node, rest, value);
  return copy;
}
