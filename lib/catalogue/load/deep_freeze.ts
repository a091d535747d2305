/** Values that nobody changes. */

/** Freezes a value of plain data and everything in it, and returns it. The value may not contain itself. */
export function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) deepFreeze(inner);
  return Object.freeze(value);
}
