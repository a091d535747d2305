/** A whole number as people read it: `2,000`. */
export function count(value: number): string {
  return value.toLocaleString("en-US");
}

/** The whole numbers from one to another as people read them: `147 to 258`, or `exactly 0`. */
export function range({ least, most }: { readonly least: number; readonly most: number }): string {
  return least === most ? `exactly ${count(least)}` : `${count(least)} to ${count(most)}`;
}

/** A share as people read it: `10.2 %`. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? "none" : `${(100 * part / whole).toFixed(1)} %`;
}

/** A small probability as people read it: `3.3e-5`. */
export function rate(value: number): string {
  return value.toExponential(1);
}

/** Seconds as people read them: `15.02 s`. */
export function seconds(value: number): string {
  return `${value.toFixed(2)} s`;
}
