/** The nearest name to a misspelt one. */
import { distance } from "fastest-levenshtein";

/**
 * A question that names the nearest of the known names, `did you mean "steps"?`; undefined where none is near:
 * more than a third of the letters, and more than two, would have to change.
 */
export function didYouMean(written: string, known: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let least = Infinity;
  for (const name of known) {
    const changes = distance(written.toLowerCase(), name.toLowerCase());
    if (changes < least || (changes === least && nearest !== undefined && name < nearest)) {
      [nearest, least] = [name, changes];
    }
  }
  return nearest !== undefined && least <= Math.max(2, Math.floor(written.length / 3))
    ? `did you mean ${JSON.stringify(nearest)}?`
    : undefined;
}
