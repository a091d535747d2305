import assert from "node:assert/strict";
import type { IService } from "kubernetes-models/v1";
import { typedObject } from "../../lib/resources/typed_object.ts";

Deno.test("an object stays the same value", () => {
  const object: IService & { metadata: { name: string } } = {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "a" },
  };
  assert.equal(typedObject<IService>(object), object);
});

Deno.test("the type check refuses wrong fields, wrong types, a missing name and a missing type argument", () => {
  const apiVersion = "v1";
  const kind = "Service";
  const metadata = { name: "a" };
  // @ts-expect-error: there is no such field at the top
  typedObject<IService>({ apiVersion, kind, metadata, spce: {} });
  // @ts-expect-error: there is no such field further down
  typedObject<IService>({ apiVersion, kind, metadata, spec: { ports: [{ port: 1, appProtcol: "http" }] } });
  // @ts-expect-error: there is no such field in the metadata
  typedObject<IService>({ apiVersion, kind, metadata: { name: "a", lables: {} } });
  // @ts-expect-error: a port is a number
  typedObject<IService>({ apiVersion, kind, metadata, spec: { ports: [{ port: "1" }] } });
  // @ts-expect-error: an object needs a name
  typedObject<IService>({ apiVersion, kind, metadata: {} });
  // @ts-expect-error: another kind
  typedObject<IService>({ apiVersion, kind: "Secret", metadata });
  // @ts-expect-error: which type?
  typedObject({ apiVersion, kind, metadata });
});
