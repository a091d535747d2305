import assert from "node:assert/strict";
import type { IConfigMap } from "kubernetes-models/v1";
import {
  configFiles,
  configMaps,
  filesConfigMapName,
  settingsConfigMapName,
} from "../../lib/resources/config_map.ts";
import { contentHash } from "../../lib/resources/content_hash.ts";
import { only, read } from "./read_object.ts";
import { serviceModel, versionModel } from "./service_model_fixture.ts";

const settings = { LOG_LEVEL: "info", A: "1" };
const stable = versionModel({ config: settings });

Deno.test("settings become an immutable ConfigMap named by its content", () => {
  const service = serviceModel({ versions: [stable] });
  const map = read<IConfigMap>(only(configMaps(service)));
  assert.equal(map.metadata.name, `backend-config-${contentHash(settings)}`);
  assert.equal(map.immutable, true);
  assert.deepEqual(map.data, settings);
  assert.deepEqual(Object.keys(map.data), ["A", "LOG_LEVEL"], "in the order of the keys");
});

Deno.test("there is no ConfigMap where there is no configuration", () => {
  assert.deepEqual(configMaps(serviceModel({})), []);
  assert.equal(settingsConfigMapName(serviceModel({}), versionModel({})), undefined);
  assert.equal(filesConfigMapName(serviceModel({})), undefined);
});

Deno.test("a canary with the same settings shares stable's ConfigMap", () => {
  const canary = versionModel({ version: "canary", config: { A: "1", LOG_LEVEL: "info" } });
  const service = serviceModel({ versions: [stable, canary] });
  assert.equal(configMaps(service).length, 1);
  assert.equal(settingsConfigMapName(service, canary), settingsConfigMapName(service, stable));
});

Deno.test("a canary with other settings has a ConfigMap of its own and leaves stable's name alone", () => {
  const canary = versionModel({ version: "canary", config: { ...settings, A: "2" } });
  const service = serviceModel({ versions: [stable, canary] });
  assert.deepEqual(configMaps(service).map(({ metadata }) => metadata.name), [
    settingsConfigMapName(serviceModel({ versions: [stable] }), stable),
    `backend-canary-config-${contentHash(canary.config)}`,
  ]);
});

Deno.test("a canary may have settings where stable has none", () => {
  const canary = versionModel({ version: "canary", config: settings });
  const service = serviceModel({ versions: [versionModel({}), canary] });
  assert.equal(only(configMaps(service)).metadata.name, `backend-canary-config-${contentHash(settings)}`);
});

Deno.test("files become one ConfigMap whose name changes with text and path", () => {
  const files = { "/etc/app/a.yaml": "a: 1\n" };
  const service = serviceModel({ configFiles: files });
  const map = read<IConfigMap>(only(configMaps(service)));
  assert.equal(map.metadata.name, `backend-files-${contentHash(files)}`);
  assert.deepEqual(map.data, { "etc_app_a.yaml": "a: 1\n" });
  assert.equal(map.immutable, true);
  const other = [{ "/etc/app/a.yaml": "a: 2\n" }, { "/etc/app/b.yaml": "a: 1\n" }];
  for (const configFiles of other) {
    assert.notEqual(filesConfigMapName(serviceModel({ configFiles })), map.metadata.name);
  }
});

Deno.test("each file has a key of its own that Kubernetes takes", () => {
  const paths = [
    "/a/b",
    "/a_b",
    "/a b",
    "/..data",
    "/.hidden",
    "/ü/ö",
    "/ö/ü",
    "//x",
    "/x",
    `/${"long".repeat(100)}`,
  ];
  const files = configFiles(
    serviceModel({ configFiles: Object.fromEntries(paths.map((path) => [path, path])) }),
  );
  assert.deepEqual(files.map(({ path }) => path), [...paths].sort());
  assert.deepEqual(files.map(({ text }) => text), [...paths].sort());
  assert.equal(new Set(files.map(({ key }) => key)).size, paths.length);
  for (const { key } of files) assert.match(key, /^(?!\.\.)[-._a-zA-Z0-9]{1,253}$/);
});
