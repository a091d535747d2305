import assert from "node:assert/strict";
import { suggestExport, suggestFile } from "../../../lib/catalogue/load/suggest_import.ts";
import { withFiles } from "./load_case.ts";

const files = {
  "services/_shared/policies.ts":
    "export const timeout = 1;\nexport function retries() {}\nexport async function* steps() {}\nexport class Step {}\nconst hidden = 1;\n",
  "services/_shared/limits.ts": "",
  "services/b.ts": "",
};

Deno.test("the nearest file is named as the import would write it", async () => {
  const rows: readonly (readonly [importer: string, missing: string, suggestion: string | undefined])[] = [
    ["services/a.ts", "services/_shared/polices.ts", 'did you mean "./_shared/policies.ts"?'],
    ["services/a.ts", "services/_shared/policies", 'did you mean "./_shared/policies.ts"?'],
    ["services/team/a.ts", "services/_shared/limit.ts", 'did you mean "../_shared/limits.ts"?'],
    ["services/_shared/x.ts", "services/_shared/limit.ts", 'did you mean "./limits.ts"?'],
    ["services/a.ts", "services/_shared/entirely-different.ts", undefined],
    ["services/a.ts", "services/_nowhere/policies.ts", undefined],
  ];
  await withFiles(files, (root) => {
    for (const [importer, missing, suggestion] of rows) {
      assert.equal(suggestFile(root, importer, missing), suggestion);
    }
    return Promise.resolve();
  });
});

Deno.test("the nearest export is named", async () => {
  const rows: readonly (readonly [missing: string, suggestion: string | undefined])[] = [
    ["timeOut", 'did you mean "timeout"?'],
    ["retrys", 'did you mean "retries"?'],
    ["step", 'did you mean "Step"?'],
    ["hiden", undefined],
  ];
  await withFiles(files, (root) => {
    for (const [missing, suggestion] of rows) {
      assert.equal(suggestExport(root, "services/_shared/policies.ts", missing), suggestion, missing);
    }
    assert.equal(suggestExport(root, "services/none.ts", "timeout"), undefined);
    return Promise.resolve();
  });
});
