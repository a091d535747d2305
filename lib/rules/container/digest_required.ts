import { formatValue } from "../../value_path.ts";
import { parseImage } from "../image.ts";
import type { ServiceRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH101: an image without digest where the cluster wants one. */
export const digestRequired: ServiceRule = {
  code: "MESH101",
  name: "digest-required",
  severity: "error",
  over: "service",
  summary: "An image has no digest in a cluster that requires it",
  reason:
    "A tag can be overwritten in the registry. Only the digest says which image was tested, and runs no " +
    "other.",
  fix: "Add `@sha256:…` to the image, in the service's file or in the cluster's.",
  example: {
    wrong: `// overlays/prod.ts\ndefaults: { requireDigest: true },\n// services/backend.ts`,
    right: `image: "registry.example/team/backend:1.0.0@sha256:${"0123456789abcdef".repeat(4)}",
// overlays/prod.ts
defaults: { requireDigest: true },`,
  },
  *check({ written }, { cluster }) {
    if (cluster?.defaults.requireDigest !== true) return;
    for (
      const [path, image] of [[["image"], written.image], [
        ["canary", "image"],
        written.canary?.image,
      ]] as const
    ) {
      if (image === undefined || parseImage(image).digest !== undefined) continue;
      const text = `is ${formatValue(image)}, must have a digest in ${cluster.name}`;
      yield at(path, text, `add @sha256:… here or in ${cluster.file}`);
    }
  },
};
