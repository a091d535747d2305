import { LabError } from "../lab_error.ts";
import { delay } from "../process/delay.ts";

/** Milliseconds between two looks. */
const PAUSE = 100;

/**
 * Looks until something is so.
 *
 * @param what to be named if it never is, such as `Deployment "a" to come back`.
 * @param look returns `undefined` for as long as it is not so.
 * @param patience seconds until it is given up.
 * @returns what was found, and the seconds that it took.
 * @throws {LabError} if it is not so in time.
 */
export async function waitFor<T>(
  what: string,
  look: () => Promise<T | undefined>,
  patience: number,
): Promise<{ readonly found: T; readonly seconds: number }> {
  const begin = performance.now();
  const seconds = () => (performance.now() - begin) / 1000;
  while (true) {
    const found = await look();
    if (found !== undefined) return { found, seconds: seconds() };
    if (seconds() > patience) throw new LabError(`Cannot wait longer than ${patience} s for ${what}`);
    await delay(PAUSE);
  }
}
