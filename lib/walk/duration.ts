/** Durations as Istio writes them. */

const units: Readonly<Record<string, number>> = {
  h: 3600,
  m: 60,
  s: 1,
  ms: 0.001,
  us: 0.000001,
  ns: 0.000000001,
};

/** Seconds; undefined for what is no duration. */
export function secondsOf(text: unknown): number | undefined {
  if (typeof text !== "string" || !/^([0-9]+(\.[0-9]+)?(h|ms|us|ns|m|s))+$/.test(text)) return undefined;
  return [...text.matchAll(/([0-9.]+)(h|ms|us|ns|m|s)/g)]
    .reduce((total, [, number, unit]) => total + Number(number) * units[unit!]!, 0);
}
