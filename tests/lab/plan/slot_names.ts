/**
 * Names of the shipped catalogue and of the corpus that two transitions side by side must not share: those of services,
 * namespaces and hosts.
 */
const NAMES = ["frontend", "backend", "ml", "thumbnails", "models", "pages"];

/** Whole words, but for names of images: programs stand for those. */
const PATTERN = new RegExp(`(?<![\\w-]|3rvision/)(?=(?:${NAMES.join("|")})(?!\\w))`, "g");

/** Puts the name of a slot before every name in a text that is told apart by slots: `s1-backend-service.s1-backend`. */
export function textInSlot(slot: string, text: string): string {
  return text.replaceAll(PATTERN, `${slot}-`);
}

/** {@linkcode textInSlot} for every text of plain data, keys included. */
export function valueInSlot<T>(slot: string, value: T): T {
  return renamed(slot, value) as T;
}

function renamed(slot: string, value: unknown): unknown {
  if (typeof value === "string") return textInSlot(slot, value);
  if (Array.isArray(value)) return value.map((each) => renamed(slot, each));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [textInSlot(slot, key), renamed(slot, each)]),
  );
}
