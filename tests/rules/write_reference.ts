/**
 * Writes docs/reference/rules.md anew: `deno run --allow-read --allow-write=docs tests/rules/write_reference.ts`.
 *
 * @module
 */
import { rulesReference } from "../../lib/rules/reference.ts";
import { referenceTables } from "../../lib/rules/reference_tables.ts";

Deno.writeTextFileSync("docs/reference/rules.md", rulesReference(referenceTables));
