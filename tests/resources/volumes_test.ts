import assert from "node:assert/strict";
import { configFiles, filesConfigMapName } from "../../lib/resources/config_map.ts";
import { volumeMounts, volumes } from "../../lib/resources/volumes.ts";
import { serviceModel } from "./service_model_fixture.ts";

const writableRoot = { runAsUser: 10001, runAsGroup: 10001, fsGroup: 10001, readOnlyRootFilesystem: false };
const temporary = { name: "3rvision-tmp", emptyDir: {} };

const cases = [
  ["an emptyDir", { emptyDir: {} }, { emptyDir: {} }, false],
  [
    "an emptyDir in memory",
    { emptyDir: { medium: "Memory", sizeLimit: "1Mi" } },
    { emptyDir: { medium: "Memory", sizeLimit: "1Mi" } },
    false,
  ],
  [
    "a claim of its own",
    { claim: { size: "1Gi" } },
    { persistentVolumeClaim: { claimName: "backend-data" } },
    false,
  ],
  [
    "somebody's claim",
    { existingClaim: "shared" },
    { persistentVolumeClaim: { claimName: "shared" } },
    false,
  ],
  ["a Secret, read-only", { secret: "certificate" }, { secret: { secretName: "certificate" } }, true],
  ["somebody's ConfigMap", { configMap: "settings" }, { configMap: { name: "settings" } }, false],
] as const;

for (const [what, written, source, readOnly] of cases) {
  Deno.test(`a volume may be ${what}`, () => {
    const service = serviceModel({
      security: writableRoot,
      volumes: { data: { mountPath: "/data", ...written } },
    });
    assert.deepEqual(volumes(service), [{ name: "data", ...source }]);
    const mount = { name: "data", mountPath: "/data" };
    assert.deepEqual(volumeMounts(service), [readOnly ? { ...mount, readOnly } : mount]);
  });
}

Deno.test("a mount says subPath and read-only where the catalogue does", () => {
  const service = serviceModel({
    security: writableRoot,
    volumes: {
      a: { mountPath: "/a", subPath: "x", readOnly: true, emptyDir: {} },
      b: { mountPath: "/b", readOnly: false, secret: "s" },
    },
  });
  assert.deepEqual(volumeMounts(service), [
    { name: "a", mountPath: "/a", subPath: "x", readOnly: true },
    { name: "b", mountPath: "/b" },
  ]);
});

Deno.test("a read-only root comes with a writable /tmp", () => {
  const service = serviceModel({});
  assert.deepEqual(volumes(service), [temporary]);
  assert.deepEqual(volumeMounts(service), [{ name: "3rvision-tmp", mountPath: "/tmp" }]);
});

Deno.test("a writable root needs no /tmp", () => {
  assert.deepEqual(volumes(serviceModel({ security: writableRoot })), []);
});

for (const mountPath of ["/tmp", "/tmp/"]) {
  Deno.test(`a volume of the catalogue at ${mountPath} takes the place of ours`, () => {
    const service = serviceModel({ volumes: { scratch: { mountPath, emptyDir: {} } } });
    assert.deepEqual(volumes(service).map(({ name }) => name), ["scratch"]);
    assert.deepEqual(volumeMounts(service).map(({ name }) => name), ["scratch"]);
  });
}

Deno.test("a volume below /tmp leaves ours in place", () => {
  const service = serviceModel({ volumes: { scratch: { mountPath: "/tmp/cache", emptyDir: {} } } });
  assert.deepEqual(volumes(service).map(({ name }) => name), ["scratch", "3rvision-tmp"]);
});

Deno.test("each config file is mounted alone, so that its directory's other files stay visible", () => {
  const service = serviceModel({
    security: writableRoot,
    configFiles: { "/etc/b.conf": "b", "/etc/a.conf": "a" },
  });
  assert.deepEqual(volumes(service), [
    { name: "3rvision-files", configMap: { name: filesConfigMapName(service) } },
  ]);
  assert.deepEqual(
    volumeMounts(service),
    configFiles(service).map(({ path, key }) => (
      { name: "3rvision-files", mountPath: path, subPath: key, readOnly: true }
    )),
  );
});

Deno.test("a limit that is written as undefined is left out", () => {
  const emptyDir = { sizeLimit: undefined } as unknown as Record<string, never>;
  const service = serviceModel({ security: writableRoot, volumes: { a: { mountPath: "/a", emptyDir } } });
  assert.deepEqual(volumes(service), [{ name: "a", emptyDir: {} }]);
});
