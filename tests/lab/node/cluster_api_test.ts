import assert from "node:assert/strict";
import { clusterApi } from "../../../lab/node/cluster_api.ts";
import { podStatus } from "../../../lab/node/pod_status.ts";
import { containerOf, podOf } from "./pod.ts";

interface Received {
  readonly method: string;
  readonly path: string;
  readonly type: string | null;
  readonly body: unknown;
}

/** An API server that keeps what it is sent and answers with it. */
function recordingServer(status = 200) {
  const received: Received[] = [];
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (request) => {
    const body = await request.json() as unknown;
    const { pathname, search } = new URL(request.url);
    const type = request.headers.get("content-type");
    received.push({ method: request.method, path: pathname + search, type, body });
    return Response.json(body, { status });
  });
  // Without TLS, which the client only takes if it need not verify anything.
  const place = { server: `http://127.0.0.1:${server.addr.port}`, "insecure-skip-tls-verify": true };
  const cluster = { name: "c", cluster: place };
  const kubeconfig = JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [cluster],
    users: [{ name: "u", user: {} }],
    contexts: [{ name: "x", context: { cluster: "c", user: "u" } }],
    "current-context": "x",
  });
  return { api: clusterApi(kubeconfig), received, [Symbol.asyncDispose]: () => server.shutdown() };
}

Deno.test("every field of a pod's status reaches the API server", async () => {
  await using server = recordingServer();
  const pod = podOf({
    initContainers: [containerOf({ name: "side", restartPolicy: "Always" }), containerOf({ name: "init" })],
    containers: [containerOf({ resources: { limits: { memory: "64Mi" } } })],
  });
  const run = { id: "u-1/app/1", started: 1_000, owed: 10 };
  const ended = {
    ...run,
    kind: "terminated",
    exitCode: 137,
    reason: "Error",
    message: "m",
    finished: 2_000,
  } as const;
  const running = { kind: "running", id: "u-1/app/2", started: 3_000 } as const;
  const flags = { runs: 2, started: true, ready: true };
  const status = podStatus(pod, {
    states: new Map([
      ["app", { name: "app", current: running, last: ended, ...flags }],
      ["side", { name: "side", current: { ...running, id: "u-1/side/0" }, ...flags }],
      ["init", { name: "init", current: { ...ended, exitCode: 0 }, ...flags }],
    ]),
    addresses: { pod: "10.244.1.1", host: "10.244.0.1" },
    now: 4_000,
    startTime: 500,
    failure: { reason: "DeadlineExceeded", message: "too long" },
  });
  const sent = JSON.parse(JSON.stringify(status));
  await server.api.patchStatus(pod, sent);
  assert.deepEqual(server.received, [{
    method: "PATCH",
    path: "/api/v1/namespaces/shop/pods/web-1/status",
    type: "application/merge-patch+json",
    body: { metadata: { uid: "u-1" }, status: sent },
  }]);
});

const FILTER = {
  apiVersion: "networking.istio.io/v1alpha3",
  kind: "EnvoyFilter",
  metadata: { name: "f", namespace: "istio-system" },
  spec: { configPatches: [{ patch: { value: { "@type": "x" } } }] },
};

Deno.test("an object of a defined kind is applied as it is", async () => {
  await using server = recordingServer();
  assert.equal(await server.api.applyCustom(FILTER), true);
  const [request] = server.received;
  assert.equal(request?.type, "application/apply-patch+yaml");
  assert.match(
    request?.path ?? "",
    /^\/apis\/networking\.istio\.io\/v1alpha3\/namespaces\/istio-system\/envoyfilters\/f\?/,
  );
  assert.match(request?.path ?? "", /[?&]force=true/);
  assert.deepEqual(request?.body, FILTER);
});

Deno.test("a kind that the API server does not know yet is no error", async () => {
  await using server = recordingServer(404);
  assert.equal(await server.api.applyCustom(FILTER), false);
});
