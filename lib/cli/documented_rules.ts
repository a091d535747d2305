/** Every rule that the generator knows, wherever it is checked. */
import { loadCodes } from "../catalogue/load/codes.ts";
import { schemaCodes } from "../catalogue/schema_codes.ts";
import type { RuleDocument } from "../report/rule_document.ts";
import { rules } from "../rules/registry.ts";

/** In the order in which they are checked: loading, the schema, the rules over the whole catalogue. */
export function documentedRules(): readonly RuleDocument[] {
  return [
    ...Object.values(loadCodes).map((code): RuleDocument => ({
      ...code,
      severity: code === loadCodes.notCollected ? "warning" : "error",
    })),
    ...Object.values(schemaCodes).map((code): RuleDocument => ({ ...code, severity: "error" })),
    ...rules,
  ];
}
