import { join } from "@std/path";
import { APPS } from "../sources.ts";

/** The products of which the upload page offers a picture. */
export const SAMPLES = ["bottle", "chair", "mug", "phone", "shirt", "shoe"] as const;

/** The path of a sample picture. */
export function samplePath(name: string): string {
  return join(APPS, "frontend/public/samples", `${name}.webp`);
}

/** A form with a sample picture as its part `image`. */
export function sampleForm(name: string): FormData {
  const form = new FormData();
  form.set("image", new File([Deno.readFileSync(samplePath(name))], `${name}.webp`, { type: "image/webp" }));
  return form;
}
