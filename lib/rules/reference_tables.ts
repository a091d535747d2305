/** What the reference documents: the codes of loading, of the schema, and the rules. */
import { loadCodes } from "../catalogue/load/codes.ts";
import { schemaCodes } from "../catalogue/schema_codes.ts";
import type { RuleTable } from "./reference.ts";
import { rules } from "./registry.ts";

/** In the order in which they are checked. */
export const referenceTables: readonly RuleTable[] = [
  {
    title: "Rules over the whole catalogue",
    about:
      "What each value means together with all others: services, clusters and Argo CD. They are checked " +
      "once every file has a value of the right shape.",
    rules,
  },
  {
    title: "The shape of a file",
    about: "What the editor would underline too: fields that don't exist, are missing or have a value of " +
      "another type.",
    rules: Object.values(schemaCodes).map((code) => ({ ...code, severity: "error" as const })),
  },
  {
    title: "Loading a file",
    about: "What keeps a file from having a value at all.",
    rules: Object.values(loadCodes).map((code) => ({
      ...code,
      severity: code === loadCodes.notCollected ? "warning" as const : "error" as const,
    })),
  },
];
