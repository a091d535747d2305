import assert from "node:assert/strict";
import { imageOf, repositoryOf } from "../../../lab/node/images.ts";
import { containerOf, podOf } from "./pod.ts";

const PROGRAMS = {
  "pilot-agent": "/p/pilot-agent",
  "deno": "/p/deno",
  "echo": "/p/echo",
  "load": "/p/load",
  "argocd": "/p/argocd",
};

function image(reference: string) {
  const container = containerOf({ image: reference, ports: [{ containerPort: 3000 }] });
  return imageOf(podOf({ containers: [container] }, { labels: { version: "canary" } }), container, PROGRAMS);
}

for (
  const [reference, expected] of [
    ["redis", "redis"],
    ["ghcr.io/a/b:1.0", "ghcr.io/a/b"],
    ["localhost:5000/b", "localhost:5000/b"],
    ["localhost:5000/b:1@sha256:00", "localhost:5000/b"],
  ] as const
) {
  Deno.test(`the repository of "${reference}" is "${expected}"`, () => {
    assert.equal(repositoryOf(reference), expected);
  });
}

Deno.test("an image is found by the end of its repository, whatever the registry and tag", () => {
  for (const reference of ["docker.io/istio/proxyv2:1.31.0", "mirror.example/hub/istio/proxyv2@sha256:00"]) {
    assert.deepEqual(image(reference).entrypoint, ["/usr/local/bin/pilot-agent"]);
  }
});

Deno.test("a tier's image is the echo program, which is told who it is", () => {
  const { environment, files } = image("ghcr.io/3rvision/frontend:1.1.0");
  assert.equal(files.get("/srv/echo"), "/p/echo");
  assert.equal(environment.get("ECHO_SERVICE"), "frontend");
  assert.equal(environment.get("ECHO_VERSION"), "canary");
  assert.equal(environment.get("ECHO_PORTS"), "3000");
});

Deno.test("the load generator is its own program, which may read its settings and nothing else", () => {
  const { entrypoint, files, user } = image("ghcr.io/3rvision/load:1.0.0");
  assert.equal(files.get("/srv/load"), "/p/load");
  assert.ok(entrypoint.includes("--allow-read=/etc/load-generator,/srv/load"));
  assert.equal(entrypoint.at(-1), "/srv/load/main.mjs");
  assert.deepEqual(user, { uid: 10001, gid: 10001 });
});

Deno.test("an image without a program says so and which ones there are", () => {
  assert.throws(() => image("docker.io/library/nginx:1"), /no program stands for it; .*"istio\/proxyv2"/);
  assert.throws(() => image("notistio/proxyv2x"), /no program stands for it/);
});

Deno.test("an image whose program was not provisioned says so", () => {
  assert.throws(() => image("docker.io/istio/pilot:1"), /the program "pilot-discovery" was not provisioned/);
});

Deno.test("a program that an image could do without may be missing", () => {
  assert.deepEqual([...image("quay.io/argoproj/argocd:v3").files.keys()], ["/usr/local/bin/argocd"]);
});
