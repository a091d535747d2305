/** Services by name. */

/** The first of each name, in order; a rule reports names that are taken twice. */
export function firstByName<Named extends { readonly name: string }>(
  all: Iterable<Named>,
): ReadonlyMap<string, Named> {
  const found = new Map<string, Named>();
  for (const one of all) if (!found.has(one.name)) found.set(one.name, one);
  return found;
}
