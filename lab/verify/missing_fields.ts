import { Buffer } from "node:buffer";
import { quantityValue } from "../node/quantity.ts";

/** A field of Git that the live object does not have as it is there. */
export interface MissingField {
  /** Such as `spec.http[1].route[0].weight`. */
  readonly path: string;
  /** What Git says: JSON. */
  readonly wanted: string;
  /** What the cluster has: JSON; `nothing` if there is no such field. */
  readonly found: string;
}

/**
 * The fields of an object in Git that the live object does not have with the same value. Fields that only the live
 * object has are its defaults and its status. An empty value in Git means the same as none, and a quantity the same
 * however it is spelled.
 *
 * @param isIgnored says of a path without indices, such as `webhooks[].clientConfig.caBundle`, that it may differ.
 */
export function missingFields(
  wanted: unknown,
  found: unknown,
  isIgnored: (path: string) => boolean = () => false,
): readonly MissingField[] {
  return compare("", withData(wanted), found, isIgnored);
}

function compare(
  path: string,
  wanted: unknown,
  found: unknown,
  isIgnored: (path: string) => boolean,
): readonly MissingField[] {
  if (isEmpty(wanted) || isIgnored(path.replaceAll(/\[\d+\]/g, "[]"))) return [];
  if (Array.isArray(wanted) && Array.isArray(found) && wanted.length === found.length) {
    return wanted.flatMap((each, index) => compare(`${path}[${index}]`, each, found[index], isIgnored));
  }
  if (isRecord(wanted) && isRecord(found)) {
    return Object.entries(wanted).flatMap(([key, value]) =>
      compare(path === "" ? key : `${path}.${key}`, value, found[key], isIgnored)
    );
  }
  return same(wanted, found) ? [] : [{ path, wanted: shown(wanted), found: shown(found) }];
}

/** The API server keeps the text of `stringData` in `data`, and gives objects no status that it is sent. */
function withData(object: unknown): unknown {
  if (!isRecord(object)) return object;
  const { stringData, status: _, ...rest } = object;
  if (!isRecord(stringData)) return rest;
  const encoded = Object.entries(stringData).map(([key, text]) =>
    [key, Buffer.from(String(text)).toString("base64")] as const
  );
  return {
    ...rest,
    data: { ...(isRecord(rest["data"]) ? rest["data"] : {}), ...Object.fromEntries(encoded) },
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  return typeof value === "object" && Object.values(value).every(isEmpty);
}

function same(wanted: unknown, found: unknown): boolean {
  if (wanted === found) return true;
  const [a, b] = [quantity(wanted), quantity(found)];
  return a !== undefined && a === b;
}

function quantity(value: unknown): number | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  try {
    return quantityValue(String(value));
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function shown(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
