import { RE2JS } from "re2js";
import type { ValuePath } from "../../diagnostic.ts";
import type { Frozen, ServiceInput, StringMatchInput } from "../../model/types.ts";
import { formatValue } from "../../value_path.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** What is wrong with an expression in RE2's syntax; undefined where nothing is. */
function mistakeIn(expression: string): string | undefined {
  try {
    RE2JS.compile(expression);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return message.replace(/^error parsing regexp: /, "").replaceAll("`", '"');
  }
}

function* matches(
  { canary, traffic }: Frozen<ServiceInput>,
): Iterable<readonly [ValuePath, Frozen<StringMatchInput>]> {
  for (const [index, route] of canary?.routes?.entries() ?? []) {
    const here = ["canary", "routes", index];
    for (const [name, match] of Object.entries(route.headers ?? {})) {
      yield [[...here, "headers", name], match];
    }
    if (route.path !== undefined) yield [[...here, "path"], route.path];
  }
  for (const [index, match] of traffic?.cors?.allowOrigins.entries() ?? []) {
    yield [["traffic", "cors", "allowOrigins", index], match];
  }
}

/** MESH016: an expression that Envoy can't compile. */
export const regexSyntax: DefinitionRule = {
  code: "MESH016",
  name: "regex-syntax",
  severity: "error",
  over: "definition",
  about: ["canary", "traffic"],
  summary: "A regular expression is not one of RE2",
  reason:
    "Envoy compiles expressions with RE2, which has neither look-around nor back-references. It refuses a " +
    "configuration with one that it can't compile, and with it every later change to any route.",
  fix: "Write the expression in RE2's syntax, or use `exact` or `prefix`.",
  example: {
    wrong: `canary: {
  image: "registry.example/team/backend:1.1.0",
  routes: [{ path: { regex: "/(?!admin).*" } }],
  steps: [10, 100],
  step: 0,
},`,
    right: `canary: {
  image: "registry.example/team/backend:1.1.0",
  routes: [{ path: { regex: "/beta/.*" } }],
  steps: [10, 100],
  step: 0,
},`,
  },
  *check({ written }) {
    if (written.canary?.routes === undefined && written.traffic?.cors === undefined) return;
    for (const [path, match] of matches(written)) {
      if (!("regex" in match)) continue;
      const mistake = mistakeIn(match.regex);
      if (mistake === undefined) continue;
      yield at([...path, "regex"], `is ${formatValue(match.regex)}, which RE2 can't read: ${mistake}`);
    }
  },
};
