/** What of a tree isn't understood is refused, and lines are those that were written. */
import assert from "node:assert/strict";
import { applyOperations } from "../../lib/walk/read/apply_operations.ts";
import { buildKustomization } from "../../lib/walk/read/build_kustomization.ts";
import { buildCluster } from "../../lib/walk/read/build_cluster.ts";
import { placeAt, toPlain } from "../../lib/walk/read/located_value.ts";
import { parseLocated } from "../../lib/walk/read/parse_located.ts";
import { serviceLine } from "../../lib/walk/read/service_line.ts";
import { refer } from "../../lib/walk/reference.ts";
import { toYaml } from "../../lib/tree/yaml.ts";
import { withHeader } from "../../lib/tree/header.ts";

const object = (name: string, spec: object = {}) =>
  toYaml({ apiVersion: "v1", kind: "Thing", metadata: { name }, spec });
const kustomization = (fields: object) => toYaml({ resources: ["a.yaml"], ...fields });
const build = (fields: object, more: Readonly<Record<string, string>> = {}) => {
  const files: Readonly<Record<string, string>> = {
    "x/kustomization.yaml": kustomization(fields),
    "x/a.yaml": object("a", { list: [{ name: "one" }, { name: "two" }] }),
    ...more,
  };
  return buildKustomization("x", (path) => files[path]);
};
const patch = (operations: readonly object[], target: object = { kind: "Thing", name: "a" }) => ({
  patches: [{ target, patch: toYaml(operations) }],
});

const refusals: readonly (readonly [name: string, fields: object, message: RegExp])[] = [
  ["an unknown field", { namePrefix: "x-" }, /kustomization\.yaml:\d+": "namePrefix" isn't understood/],
  ["a generator", { configMapGenerator: [] }, /"configMapGenerator" isn't understood/],
  [
    "a strategic merge",
    { patches: [{ patch: object("a", { b: 1 }) }] },
    /a strategic merge other than a deletion/,
  ],
  ["a deletion of what isn't there", {
    patches: [{
      patch: toYaml({ $patch: "delete", apiVersion: "v1", kind: "Thing", metadata: { name: "b" } }),
    }],
  }, /there is no .*b to delete/],
  ["a target by labels", patch([], { labelSelector: "a=b" }), /labelSelector/],
  ["a resource that isn't there", { resources: ["b.yaml"] }, /there is no "x\/b\.yaml"/],
  ["a folder without a kustomization", { resources: ["b"] }, /"x\/b": it has no kustomization\.yaml/],
  [
    "a file outside of its folder",
    { resources: ["../y/b.yaml"] },
    /no file outside of its folder: "y\/b\.yaml"/,
  ],
  ["the same object twice", { resources: ["a.yaml", "a.yaml"] }, /is there twice/],
  [
    "an operation on nothing",
    patch([{ op: "replace", path: "/spec/x", value: 1 }]),
    /Cannot replace "\/spec\/x"/,
  ],
  [
    "a test that fails",
    patch([{ op: "test", path: "/spec/list/0/name", value: "two" }]),
    /it is "one", must be "two"/,
  ],
  ["an index beyond the list", patch([{ op: "remove", path: "/spec/list/2" }]), /the list has no place "2"/],
  ["an operation that doesn't exist", patch([{ op: "merge", path: "/spec" }]), /there is no such operation/],
];

for (const [name, fields, message] of refusals) {
  Deno.test(`${name} is refused`, () => {
    assert.throws(
      () => build(fields),
      (error: Error) => error.name === "TreeError" && message.test(error.message),
    );
  });
}

Deno.test("a file that is no YAML is refused with its line", () => {
  assert.throws(() => parseLocated("a.yaml", "a: 1\nb: [\n"), /Cannot read "a\.yaml:\d"/);
});

Deno.test("what a patch adds stands on the patch's line, the rest where it stood", () => {
  const [built] = build(patch([{ op: "add", path: "/spec/list/0", value: { name: "zero" } }]));
  const text = kustomization(patch([{ op: "add", path: "/spec/list/0", value: { name: "zero" } }])).split(
    "\n",
  );
  const added = placeAt(built!.located, ["spec", "list", 0, "name"]);
  assert.equal(added.file, "x/kustomization.yaml");
  assert.match(text[added.line - 1]!, /name: zero/);
  assert.deepEqual(placeAt(built!.located, ["spec", "list", 2, "name"]), { file: "x/a.yaml", line: 8 });
});

Deno.test("a number of replicas stands on the kustomization's line", () => {
  const deployment = toYaml({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "a" },
    spec: { replicas: 1 },
  });
  const [built] = build({ replicas: [{ name: "a", count: 3 }] }, { "x/a.yaml": deployment });
  assert.equal((built!.object.spec as { replicas: number }).replicas, 3);
  assert.deepEqual(placeAt(built!.located, ["spec", "replicas"]), { file: "x/kustomization.yaml", line: 5 });
});

Deno.test("move, copy and escaped names do as RFC 6902 says", () => {
  const [value] = parseLocated("a", "a/b: {c: 1}\nlist: [1, 2]\n");
  const changed = applyOperations(value!, [
    { op: "copy", from: "/a~1b/c", path: "/list/-" },
    { op: "move", from: "/list/0", path: "/first" },
  ]);
  assert.deepEqual(toPlain(changed), { "a/b": { c: 1 }, list: [2, 1], first: 1 });
  assert.deepEqual(toPlain(value!), { "a/b": { c: 1 }, list: [1, 2] });
});

Deno.test("keys that need quotes, and keys that are numbers, keep their lines", () => {
  const [value] = parseLocated("a", '"8080": x\n"a\\tb": y\nplain: z\n');
  assert.deepEqual(toPlain(value!), { "8080": "x", "a\tb": "y", plain: "z" });
  assert.equal(placeAt(value!, ["8080"]).line, 1);
  assert.equal(placeAt(value!, ["a\tb"]).line, 2);
  assert.equal(placeAt(value!, ["plain"]).line, 3);
});

Deno.test("a cluster's kustomizations are built once each, those that others include with them", () => {
  const files: Readonly<Record<string, string>> = {
    "c/one/kustomization.yaml": toYaml({ resources: ["a.yaml", "inner"] }),
    "c/one/a.yaml": object("a"),
    "c/one/inner/kustomization.yaml": toYaml({ resources: ["b.yaml"] }),
    "c/one/inner/b.yaml": object("b"),
  };
  const { objects } = buildCluster(Object.keys(files), (path) => files[path]);
  assert.deepEqual(objects.map(({ metadata }) => metadata.name), ["a", "b"]);
});

Deno.test("the line of a service file behind a weight is that of its step", () => {
  const virtualService = {
    apiVersion: "networking.istio.io/v1",
    kind: "VirtualService",
    metadata: { name: "shop", namespace: "shop" },
    spec: { http: [{ route: [{ weight: 90 }] }] },
  };
  const files: Readonly<Record<string, string>> = {
    "base/shop/virtual-service.yaml": withHeader("a.yaml", toYaml(virtualService), ["services/shop.ts"]),
    "services/shop.ts":
      `export default {\n  name: "shop",\n  canary: {\n    steps: [10],\n    step: 0,\n  },\n};\n`,
  };
  const place = { file: "base/shop/virtual-service.yaml", line: 9 };
  const of = (...path: (string | number)[]) =>
    serviceLine(refer(virtualService, ...path), place, (file) => files[file]);
  assert.deepEqual(of("spec", "http", 0, "route", 0, "weight"), { file: "services/shop.ts", line: 5 });
  assert.deepEqual(of("spec", "http", 0, "timeout"), { file: "services/shop.ts", line: undefined });
});

Deno.test("a file without our header has no service file behind it", () => {
  const thing = { apiVersion: "v1", kind: "Thing", metadata: { name: "a" } };
  assert.equal(serviceLine(refer(thing), { file: "a.yaml", line: 1 }, () => "a: 1\n"), undefined);
});
