import assert from "node:assert/strict";
import { parseImage } from "../../lib/rules/image.ts";

const digest = `sha256:${"a".repeat(64)}`;
const images = [
  ["backend", { name: "backend", tag: undefined, digest: undefined }],
  ["team/backend:1.0", { name: "team/backend", tag: "1.0", digest: undefined }],
  ["registry:5000/backend", { name: "registry:5000/backend", tag: undefined, digest: undefined }],
  ["registry:5000/backend:1", { name: "registry:5000/backend", tag: "1", digest: undefined }],
  [`backend@${digest}`, { name: "backend", tag: undefined, digest }],
  [`registry:5000/backend:1@${digest}`, { name: "registry:5000/backend", tag: "1", digest }],
] as const;
for (const [reference, parts] of images) {
  Deno.test(`${reference} is taken apart`, () => assert.deepEqual(parseImage(reference), parts));
}
