import assert from "node:assert/strict";
import { objectLabels } from "../../lib/resources/labels.ts";
import { objectMetadata, perVersionName } from "../../lib/resources/metadata.ts";
import { serviceModel } from "./service_model_fixture.ts";

Deno.test("metadata has name, namespace and labels, and no annotations where there are none", () => {
  const service = serviceModel({ namespace: "vision" });
  assert.deepEqual(objectMetadata(service, "thing"), {
    name: "thing",
    namespace: "vision",
    labels: objectLabels(service),
  });
});

Deno.test("the owner stands in an annotation, beside the object's own", () => {
  const metadata = objectMetadata(serviceModel({ owner: "vision-team" }), "thing", {
    annotations: { a: "1" },
  });
  assert.deepEqual(metadata.annotations, { a: "1", "platform.3rvision.dev/owner": "vision-team" });
});

Deno.test("an object's own labels stand beside the service's", () => {
  const service = serviceModel({});
  assert.deepEqual(objectMetadata(service, "thing", { labels: { version: "canary" } }).labels, {
    ...objectLabels(service),
    version: "canary",
  });
});

Deno.test("an object per version is named after the service for stable, and adds the version for the canary", () => {
  assert.equal(perVersionName({ name: "backend" }, "stable"), "backend");
  assert.equal(perVersionName({ name: "backend" }, "canary"), "backend-canary");
});
