/** How Envoy compares texts: exactly, by prefix, or by an RE2 expression for the whole. */
import { RE2JS } from "re2js";
import { fieldsOf } from "./plain.ts";
import type { Reference } from "./reference.ts";
import type { Verdict } from "./verdict.ts";

const kept = 500;
const compiled = new Map<string, RE2JS | undefined>();

function compile(pattern: string): RE2JS | undefined {
  if (compiled.has(pattern)) return compiled.get(pattern);
  if (compiled.size >= kept) compiled.clear();
  let made: RE2JS | undefined;
  try {
    made = RE2JS.compile(pattern);
  } catch {
    made = undefined;
  }
  compiled.set(pattern, made);
  return made;
}

/** Whether an RE2 expression matches a whole text; a doubt for one that isn't RE2. */
export function matchesWhole(pattern: string, text: string, at?: Reference): Verdict {
  const expression = compile(pattern);
  return expression === undefined
    ? { reason: `"${pattern}" isn't an expression of RE2`, ...(at && { at }) }
    : expression.matches(text);
}

/** Replaces every match; `\1` in the substitution is a group. Undefined for an expression that isn't RE2. */
export function replaceAll(pattern: string, substitution: string, text: string): string | undefined {
  const expression = compile(pattern);
  if (expression === undefined) return undefined;
  const escaped = substitution.replaceAll("$", "\\$").replace(/\\([0-9])/g, "$$$1");
  return expression.matcher(text).replaceAll(escaped);
}

/** Whether a StringMatch of Istio asks only that there is something: nothing is said, or the expression `*`. */
export function asksForPresence(match: unknown): boolean {
  const { regex } = fieldsOf(match);
  return Object.keys(fieldsOf(match)).length === 0 || regex === "*";
}

/** Compares a text with a StringMatch of Istio: `exact`, `prefix` or `regex`. */
export function matchesText(match: unknown, text: string, at?: Reference, ignoreCase = false): Verdict {
  const { exact, prefix, regex, ...others } = fieldsOf(match);
  const unknown = Object.keys(others)[0];
  if (unknown !== undefined) return { reason: `the comparison "${unknown}" isn't known`, ...(at && { at }) };
  const fold = (each: string) => (ignoreCase ? each.toLowerCase() : each);
  if (typeof exact === "string") return fold(text) === fold(exact);
  if (typeof prefix === "string") return fold(text).startsWith(fold(prefix));
  if (typeof regex === "string") return matchesWhole(regex, text, at);
  return true;
}
