/** How many mistakes there are. */
import type { Diagnostic } from "../diagnostic.ts";
import { count } from "./count.ts";

/** `2 errors, 1 warning in 2 files`; undefined where there is nothing to count. */
export function summarizeDiagnostics(diagnostics: readonly Diagnostic[]): string | undefined {
  if (diagnostics.length === 0) return undefined;
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === "error").length;
  const warnings = diagnostics.length - errors;
  const files = new Set(diagnostics.map((diagnostic) => diagnostic.origin.file)).size;
  const numbers = [
    ...(errors > 0 ? [count(errors, "error")] : []),
    ...(warnings > 0 ? [count(warnings, "warning")] : []),
  ];
  return `${numbers.join(", ")} in ${count(files, "file")}`;
}
