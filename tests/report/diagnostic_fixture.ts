/** One mistake, for tests of what is printed of it. */
import type { LocatedDiagnostic } from "../../lib/diagnostic.ts";

/** The mistake that the project's documents use as their example, with what a test changes. */
export function diagnostic(fields: Partial<LocatedDiagnostic> = {}): LocatedDiagnostic {
  return {
    code: "MESH012",
    severity: "error",
    origin: { file: "services/backend.ts", path: ["canary", "steps", 2] },
    message: "canary.steps[2] is 120, must be at most 100",
    position: { line: 2, column: 19 },
    ...fields,
  };
}
