/** `rules`: what is checked, and why. */
import { didYouMean } from "../../did_you_mean.ts";
import { explainRule, listRules, type RuleDocument } from "../../report/rule_document.ts";
import { type Command, defineCommand } from "../command.ts";
import { exitCodes } from "../exit_code.ts";
import { Failure } from "../failure.ts";

function find(rules: readonly RuleDocument[], written: string): RuleDocument {
  const wanted = written.toUpperCase();
  const found = rules.find(({ code, name }) => code === wanted || name === written);
  if (found !== undefined) return found;
  const known = rules.flatMap(({ code, name }) => [code, name]);
  throw new Failure(
    exitCodes.usage,
    `Cannot explain ${JSON.stringify(written)}: there is no such rule`,
    didYouMean(wanted, known) ?? `"deno task rules" lists them`,
  );
}

/** The parts of a rule that are documented; the check itself has no text. */
function document({ code, name, severity, summary, reason, fix, example }: RuleDocument): RuleDocument {
  return { code, name, severity, summary, reason, fix, ...(example === undefined ? {} : { example }) };
}

/** Lists the rules, or explains one. */
export const rulesCommand: Command = defineCommand({
  name: "rules",
  summary: "List what is checked, or explain one rule",
  positionals: ["[code]"],
  description:
    `  A rule is named by its code, which every message has, or by its name. docs/reference/rules.md has them all.`,
  options: {
    json: {
      kind: "flag",
      description: "print one JSON document: { rules: [{ code, name, severity, summary, … }] }",
    },
  },
  examples: [
    { command: "rules", purpose: "all of them, a line each" },
    { command: "rules MESH012", purpose: "one, with its reason, its fix and an example" },
    { command: "rules --json", purpose: "all of them for a program" },
  ],
  async run({ output: { result } }, { options, positionals }) {
    const { documentedRules } = await import("../documented_rules.ts");
    const all = documentedRules();
    const [written] = positionals;
    const rules = written === undefined ? all : [find(all, written)];
    if (options.json) result.line(JSON.stringify({ rules: rules.map(document) }, null, 2));
    else if (written === undefined) { for (const line of listRules(rules, result.style)) result.line(line); }
    else result.line(explainRule(rules[0]!, result.style));
    return exitCodes.ok;
  },
});
