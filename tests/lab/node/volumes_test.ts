import assert from "node:assert/strict";
import type { V1Volume } from "@kubernetes/client-node";
import { containerMounts } from "../../../lab/node/container_mounts.ts";
import { neededObjects } from "../../../lab/node/needed_objects.ts";
import { tokenKey, volumeFiles } from "../../../lab/node/volume_files.ts";
import { containerOf, podOf } from "./pod.ts";

const SOURCES = {
  pod: podOf(),
  addresses: { pod: "10.244.1.1", host: "10.244.0.1" },
  machine: { cpus: 2, memory: 2 ** 30 },
  configMaps: new Map([["settings", { data: { a: "A", b: "B" }, binaryData: { c: btoa("C") } }]]),
  secrets: new Map([["keys", { data: { token: btoa("geheim") } }]]),
  tokens: new Map([[tokenKey({ path: "", audience: "istio-ca" }), "jwt"]]),
};

function files(volume: Omit<V1Volume, "name">): readonly string[] | undefined {
  const decoder = new TextDecoder();
  return volumeFiles({ name: "v", ...volume }, SOURCES)
    ?.map(({ path, bytes, mode }) => `${path} ${decoder.decode(bytes)} ${mode.toString(8)}`);
}

for (
  const [name, volume, expected] of [
    ["every key of a config map", { configMap: { name: "settings" } }, ["a A 644", "b B 644", "c C 644"]],
    [
      "chosen keys under other names",
      {
        configMap: { name: "settings", defaultMode: 0o400, items: [{ key: "a", path: "x/y", mode: 0o440 }] },
      },
      ["x/y A 440"],
    ],
    ["a secret", { secret: { secretName: "keys", defaultMode: 0o400 } }, ["token geheim 400"]],
    [
      "nothing of an optional secret that is not there",
      { secret: { secretName: "none", optional: true } },
      [],
    ],
    [
      "labels",
      { downwardAPI: { items: [{ path: "labels", fieldRef: { fieldPath: "metadata.labels" } }] } },
      ['labels app="web" 644'],
    ],
    [
      "projections of several",
      {
        projected: {
          defaultMode: 0o444,
          sources: [
            { serviceAccountToken: { path: "token", audience: "istio-ca" } },
            { configMap: { name: "settings", items: [{ key: "b", path: "b" }] } },
          ],
        },
      },
      ["token jwt 644", "b B 444"],
    ],
  ] as const
) {
  Deno.test(`a volume has ${name}`, () => {
    assert.deepEqual(files(volume as unknown as Omit<V1Volume, "name">), expected);
  });
}

Deno.test("a volume of another kind has no files of its own", () =>
  assert.equal(files({ emptyDir: {} }), undefined));

Deno.test("a volume says what it lacks", () => {
  assert.throws(() => files({ configMap: { name: "none" } }), /configmap "none" not found/);
  const items = [{ key: "z", path: "z" }];
  assert.throws(
    () => files({ configMap: { name: "settings", items } }),
    /configmap "settings" has no key "z"/,
  );
});

Deno.test("all objects that a pod refers to are known, each once", () => {
  const pod = podOf({
    containers: [containerOf({
      envFrom: [{ configMapRef: { name: "a" } }],
      env: [{ name: "X", valueFrom: { secretKeyRef: { name: "s", key: "k" } } }],
    })],
    volumes: [
      { name: "v", configMap: { name: "a" } },
      { name: "w", projected: { sources: [{ secret: { name: "t" } }, { configMap: { name: "b" } }] } },
    ],
  });
  assert.deepEqual(neededObjects(pod), { configMaps: ["a", "b"], secrets: ["s", "t"] });
});

const VOLUMES = new Map([
  ["data", { path: "/v/data", readOnly: false }],
  ["settings", { path: "/v/settings", readOnly: true }],
]);

Deno.test("outer mounts come before those inside them, and files of Kubernetes can only be read", () => {
  const volumeMounts = [
    { name: "settings", mountPath: "/data/settings/" },
    { name: "data", mountPath: "/data", subPathExpr: "$(POD)" },
  ];
  assert.deepEqual(containerMounts(containerOf({ volumeMounts }), VOLUMES, new Map([["POD", "p"]])), [
    { source: "/v/data/p", target: "/data", readOnly: false, create: true },
    { source: "/v/settings", target: "/data/settings", readOnly: true, create: false },
  ]);
});

Deno.test("a path that leads out of its volume is refused", () => {
  for (const subPath of ["../x", "a/../../x", "/etc"]) {
    const container = containerOf({ volumeMounts: [{ name: "data", mountPath: "/x", subPath }] });
    assert.throws(() => containerMounts(container, VOLUMES, new Map()), /leads out of the volume "data"/);
  }
});
