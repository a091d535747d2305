/**
 * Draws the pictures of the documentation from what was measured in a lab: `recorded/` says what, this says how it
 * looks. The same recordings give the same pictures.
 *
 * @module
 */

import canary from "./recorded/canary.json" with { type: "json" };
import trace from "./recorded/trace.json" with { type: "json" };
import { canaryPicture } from "./canary_picture.ts";
import { tracePicture } from "./trace_picture.ts";

/** The pictures by their paths in the repository. */
export const PICTURES: Readonly<Record<string, string>> = Object.freeze({
  "docs/pictures/trace.svg": tracePicture(trace),
  "docs/pictures/canary.svg": canaryPicture(canary),
});

if (import.meta.main) {
  for (const [path, text] of Object.entries(PICTURES)) {
    await Deno.writeTextFile(new URL(`../../${path}`, import.meta.url), text);
    console.log(path);
  }
}
