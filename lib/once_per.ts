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

/** The same function, which remembers its last answer: for what is asked several times in a row. */
export function onceInARow<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  let last: { readonly key: Key; readonly value: Value } | undefined;
  return (key) => {
    if (last === undefined || last.key !== key) last = { key, value: compute(key) };
    return last.value;
  };
}
