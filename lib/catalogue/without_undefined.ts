/** Optional fields are absent, never undefined. */

/**
 * The same value without fields that are undefined, so that defaults spread under it hold. Objects that have none
 * are returned as they are.
 */
export function withoutUndefined(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    let copy: unknown[] | undefined;
    for (let index = 0; index < value.length; index++) {
      const cleaned = withoutUndefined(value[index]);
      if (cleaned !== value[index]) (copy ??= [...value])[index] = cleaned;
    }
    return copy ?? value;
  }
  const fields = value as Record<string, unknown>;
  let copy: Record<string, unknown> | undefined;
  for (const key in fields) {
    const cleaned = withoutUndefined(fields[key]);
    if (cleaned === fields[key] && cleaned !== undefined) continue;
    copy ??= { ...fields };
    if (cleaned === undefined) delete copy[key];
    else copy[key] = cleaned;
  }
  return copy ?? value;
}
