/**
 * Every rejected catalogue of tests/fixtures/invalid/rules through the whole pipeline: what is printed of it stands in
 * its expected.txt, to the line and column. A fixture without overlays/ or argocd/ gets those of _defaults.
 */
import { join } from "@std/path";
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { LocatedDiagnostic } from "../lib/diagnostic.ts";
import { checkCatalogue } from "../lib/pipeline/check_catalogue.ts";
import { rules } from "../lib/rules/registry.ts";

const invalid = fileURLToPath(import.meta.resolve("./fixtures/invalid"));
const fixtures = [...Deno.readDirSync(join(invalid, "rules"))].map(({ name }) => name).sort();

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isDirectory;
  } catch {
    return false;
  }
}

function copy(from: string, to: string): void {
  Deno.mkdirSync(to, { recursive: true });
  for (const { name, isDirectory } of Deno.readDirSync(from)) {
    if (isDirectory) copy(join(from, name), join(to, name));
    else Deno.copyFileSync(join(from, name), join(to, name));
  }
}

/** What the pipeline says of a fixture, in a folder of its own that is gone afterwards. */
async function diagnosticsOf(fixture: string): Promise<readonly LocatedDiagnostic[]> {
  const root = Deno.realPathSync(Deno.makeTempDirSync());
  try {
    for (const folder of ["services", "overlays", "argocd"]) {
      const own = join(invalid, "rules", fixture, folder);
      const source = exists(own) ? own : join(invalid, "_defaults", folder);
      if (exists(source)) copy(source, join(root, folder));
      else Deno.mkdirSync(join(root, folder));
    }
    return (await checkCatalogue(root)).diagnostics;
  } finally {
    Deno.removeSync(root, { recursive: true });
  }
}

/** As the command prints it, without the source's line: the place, the code and the message, then the fix. */
function linesOf({ origin, position, severity, code, message, fix }: LocatedDiagnostic): readonly string[] {
  const place = `${origin.file}:${position.line}:${position.column}`;
  return [`${place} ${severity} ${code} ${message}`, ...(fix === undefined ? [] : [`  fix: ${fix}`])];
}

for (const fixture of fixtures) {
  Deno.test(`the catalogue ${fixture} is refused at the line and column that it expects`, async () => {
    const found = (await diagnosticsOf(fixture)).flatMap(linesOf);
    const expected = Deno.readTextFileSync(join(invalid, "rules", fixture, "expected.txt"));
    assert.equal(`${found.join("\n")}\n`, expected);
  });
}

Deno.test("every rule has a refused catalogue, called by its code and name", () => {
  assert.deepEqual(fixtures, rules.map(({ code, name }) => `${code}-${name}`));
});

Deno.test("the file that is refused says why in its first line", () => {
  for (const fixture of fixtures) {
    const folder = join(invalid, "rules", fixture);
    const expected = Deno.readTextFileSync(join(folder, "expected.txt"));
    for (const [, file = ""] of expected.matchAll(/^(\S+?):[0-9]+:[0-9]+ /gm)) {
      assert.match(Deno.readTextFileSync(join(folder, file)), /^\/\/ Refused: .+\.\n/, `${fixture}/${file}`);
    }
  }
});
