/** Which inputs a part of the tree can depend on at all. */
import type { Catalogue } from "../model/catalogue.ts";

type Files<Value> = readonly Value[];

/** The elements without which something changes: halves that can go together are not looked into. */
function needed<Value>(files: Files<Value>, same: (without: ReadonlySet<Value>) => boolean): Files<Value> {
  if (files.length === 0 || same(new Set(files))) return [];
  if (files.length === 1) return files;
  const middle = files.length >> 1;
  return [files.slice(0, middle), files.slice(middle)].flatMap((half) => needed(half, same));
}

/**
 * The files whose absence shows. Who takes no part when it is there can't take part with another value, but by adding
 * to what is rendered. Finds them in as many steps as they are, times the logarithm of all.
 *
 * @param own Files that are always among them.
 * @param same Whether a catalogue renders the same.
 */
export function relevantFiles(
  catalogue: Catalogue,
  own: ReadonlySet<string>,
  same: (without: Catalogue) => boolean,
): ReadonlySet<string> {
  const services = needed(
    catalogue.services.filter(({ file }) => !own.has(file)),
    (without) => same({ ...catalogue, services: catalogue.services.filter((file) => !without.has(file)) }),
  );
  const clusters = needed(
    catalogue.clusters.filter(({ file }) => !own.has(file)),
    (without) => same({ ...catalogue, clusters: catalogue.clusters.filter((file) => !without.has(file)) }),
  );
  return new Set([...own, ...services.map(({ file }) => file), ...clusters.map(({ file }) => file)]);
}
