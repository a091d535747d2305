/** Texts that a comparison of Istio takes. */
import { fieldsOf, textOf } from "./plain.ts";
import { asksForPresence, matchesWhole } from "./text_match.ts";

/** A text that an RE2 expression matches; undefined where no simple one does. */
function matching(regex: string): string | undefined {
  // What may be left out is left out, the first alternative is taken, a class is its first character.
  let text = regex.replace(/^\^|\$$/g, "");
  for (let before = ""; before !== text;) {
    before = text;
    text = text.replace(
      /\((?:\?:)?([^()|]*)(?:\|[^()]*)?\)([?*])?/g,
      (_, inner: string, often?: string) => often === undefined ? inner : "",
    );
  }
  const classes: Readonly<Record<string, string>> = { d: "0", w: "a", s: " " };
  text = text.replace(/\\([dws])[*?]/g, "").replace(/\[(\\?.)[^\]]*\][*?]/g, "").replace(/(?<!\\)\.[*?]/g, "")
    .replace(/\\([dws])\+?/g, (_, name: string) => classes[name]!)
    .replace(/\[(\\?.)[^\]]*\](?:\+|\{[0-9,]+\})?/g, "$1")
    .replace(/(?<!\\)\.\+?/g, "a").replace(/([^\\])[+]/g, "$1").split("|")[0]!
    .replace(/\\(.)/g, "$1");
  const candidates = [text, regex, "1", "a", "true", "x"];
  return candidates.find((candidate) => matchesWhole(regex, candidate) === true);
}

/** A text that a StringMatch takes; undefined where none is found. */
export function exampleText(match: unknown): string | undefined {
  if (asksForPresence(match)) return "x";
  const { exact, prefix, regex } = fieldsOf(match);
  if (typeof exact === "string") return exact;
  if (typeof prefix === "string") return prefix;
  return matching(textOf(regex) ?? "");
}
