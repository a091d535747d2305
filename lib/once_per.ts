/** Answers that are asked for again and again. */

/**
 * The same function, computed once for each object: what no cluster changes of a service is one object in all of
 * them, so its answer serves them all. Kept no longer than the object.
 */
export function oncePer<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    let answer = known.get(key);
    if (answer === undefined) known.set(key, answer = { value: compute(key) });
    return answer.value;
  };
}
