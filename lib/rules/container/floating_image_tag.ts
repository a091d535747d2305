import type { ValuePath } from "../../diagnostic.ts";
import { formatValue } from "../../value_path.ts";
import { parseImage } from "../image.ts";
import type { DefinitionRule, Finding } from "../rule.ts";
import { at } from "../rule.ts";

/** Tags that registries and builds move to the newest image. */
const moving =
  /^(latest|stable|current|main|master|trunk|head|edge|nightly|rolling|unstable|canary|dev|devel|develop|development|snapshot|.*-snapshot|.*-latest)$/i;

function* floating(path: ValuePath, reference: string): Iterable<Finding> {
  if (reference.includes("@")) return;
  const { tag } = parseImage(reference);
  const fix = "name a version, or add @sha256:…";
  if (tag === undefined) {
    yield at(path, `is ${formatValue(reference)}, which has no tag and so means "latest"`, fix);
  } else if (moving.test(tag)) yield at(path, `is ${formatValue(reference)}, whose tag moves`, fix);
}

/** MESH100: an image that is another one tomorrow. */
export const floatingImageTag: DefinitionRule = {
  code: "MESH100",
  name: "floating-image-tag",
  severity: "error",
  over: "definition",
  summary: "An image has no tag, or one that moves",
  reason:
    "What runs would depend on when each node fetched it: pods of one Deployment differ, a rollback brings " +
    "nothing back, and no change of it stands in Git.",
  fix: "Name a version that is never overwritten, best with its digest.",
  example: {
    wrong: `image: "registry.example/team/backend:latest",`,
    right: `image: "registry.example/team/backend:1.4.0",`,
  },
  *check({ written }) {
    yield* floating(["image"], written.image);
    if (written.canary !== undefined) yield* floating(["canary", "image"], written.canary.image);
  },
};
