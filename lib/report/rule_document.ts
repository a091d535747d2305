/** What is printed of a rule. */
import type { Severity } from "../diagnostic.ts";
import type { Style } from "./style.ts";

/** A documented rule, wherever it is checked. */
export interface RuleDocument {
  /** `MESH012`. */
  readonly code: string;
  /** In kebab case. */
  readonly name: string;
  /** An error stops the run. */
  readonly severity: Severity;
  /** What is wrong, in a few words. */
  readonly summary: string;
  /** Why it is refused. */
  readonly reason: string;
  /** What to do about it. */
  readonly fix: string;
  /** The smallest catalogue that it refuses, and the same put right. */
  readonly example?: { readonly wrong: string; readonly right: string };
}

/** One line for each rule: `MESH012  error    canary-steps-order  …`. */
export function listRules(rules: readonly RuleDocument[], style: Style): readonly string[] {
  const width = (text: (rule: RuleDocument) => string) =>
    Math.max(0, ...rules.map((rule) => text(rule).length));
  const [codes, severities] = [width((rule) => rule.code), width((rule) => rule.severity)];
  return rules.map(({ code, severity, summary }) =>
    `${style.strong(code.padEnd(codes))}  ${style[severity](severity.padEnd(severities))}  ${summary}`
  );
}

const indented = (text: string) =>
  text.trimEnd().split("\n").map((line) => line === "" ? "" : `  ${line}`).join("\n");

/** Everything about one rule. */
export function explainRule(rule: RuleDocument, style: Style): string {
  const heading = (text: string) => style.strong(text);
  const parts = [
    `${heading(rule.code)} ${style[rule.severity](rule.severity)} ${rule.name}\n${rule.summary}`,
    `${heading("Why")}\n${indented(rule.reason)}`,
    `${heading("Fix")}\n${indented(rule.fix)}`,
  ];
  if (rule.example !== undefined) {
    parts.push(
      `${heading("Wrong")}\n${indented(rule.example.wrong)}`,
      `${heading("Right")}\n${indented(rule.example.right)}`,
    );
  }
  return parts.join("\n\n");
}
