/** What to do about a name that doesn't exist. */
import { didYouMean } from "../did_you_mean.ts";

/** `did you mean "backend"?`, or where none is near the names there are: `known: "backend", "ml"`; at most five. */
export function knownNames(written: string, known: Iterable<string>): string {
  const names = [...new Set(known)].sort();
  const question = didYouMean(written, names);
  if (question !== undefined) return question;
  if (names.length === 0) return "there is none to name";
  const listed = names.slice(0, 5).map((name) => JSON.stringify(name)).join(", ");
  return names.length > 5 ? `known: ${listed} and ${names.length - 5} more` : `known: ${listed}`;
}
