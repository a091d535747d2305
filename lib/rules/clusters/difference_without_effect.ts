import { isDeepStrictEqual } from "node:util";
import type { ValuePath } from "../../diagnostic.ts";
import { mergeDifference } from "../../model/merge_difference.ts";
import type { Frozen, ServiceInput } from "../../model/types.ts";
import type { ServiceDifferenceInput } from "../../catalogue/types.ts";
import type { CatalogueRule } from "../rule.ts";
import { atFile } from "../rule.ts";

type Difference = Frozen<ServiceDifferenceInput>;
type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The places where a difference says what the service says already; the highest ones. */
function* same(difference: unknown, service: unknown, path: ValuePath): Iterable<ValuePath> {
  if (path.length > 0 && isDeepStrictEqual(difference, service)) yield path;
  else if (isFields(difference) && isFields(service)) {
    for (const key in difference) yield* same(difference[key], service[key], [...path, key]);
  }
}

/** The difference without the value at a path. */
function without(value: Fields, [key, ...rest]: ValuePath): Fields {
  const { [key!]: inner, ...others } = value;
  return rest.length === 0 ? others : { ...others, [key!]: without(inner as Fields, rest) };
}

/** MESH162: a difference that makes none. */
export const differenceWithoutEffect: CatalogueRule = {
  code: "MESH162",
  name: "difference-without-effect",
  severity: "warning",
  over: "catalogue",
  summary: "An overlay says of a service what its file says already, or changes one that does not run",
  reason:
    "Who changes the service's file wonders why this cluster doesn't follow: the overlay holds it fast.",
  fix: "Remove it from the overlay.",
  example: {
    wrong:
      `config: { LOG_LEVEL: "info" },\n// overlays/lab.ts\nservices: { backend: { config: { LOG_LEVEL: "info" } } },`,
    right:
      `config: { LOG_LEVEL: "info" },\n// overlays/lab.ts\nservices: { backend: { config: { LOG_LEVEL: "debug" } } },`,
  },
  *check({ catalogue, bases }) {
    const sources = new Map(catalogue.services.map((source) => [source.file, source.value]));
    for (const { file, value } of catalogue.clusters) {
      for (const [name, difference] of Object.entries(value.services ?? {})) {
        const service = bases.get(name);
        const source = service === undefined ? undefined : sources.get(service.file);
        if (service === undefined || source === undefined) continue;
        for (const [path, text] of idle(difference, source, service.file)) {
          yield atFile(file, ["services", name, ...path], text, "remove it");
        }
      }
    }
  },
};

function* idle(
  difference: Difference,
  service: Frozen<ServiceInput>,
  file: string,
): Iterable<readonly [ValuePath, string]> {
  if (Object.keys(difference).length === 0) yield [[], "says nothing"];
  else if (difference.enabled === false) {
    for (const key of Object.keys(difference)) {
      if (key !== "enabled") yield [[key], "has no effect, since the service does not run here"];
    }
    return;
  }
  if (difference.enabled === true) yield [["enabled"], "is true, which is the default"];
  for (const path of same(difference, service, [])) {
    // A list or union is replaced whole, so that a part may be the same and yet be needed.
    const less = mergeDifference(service, without(difference as Fields, path) as Difference);
    if (isDeepStrictEqual(less, mergeDifference(service, difference))) {
      yield [path, `says the same as ${file}`];
    }
  }
}
