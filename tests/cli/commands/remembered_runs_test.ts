/** Runs one after the other, each with what the ones before it remembered. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { join } from "@std/path";
import { Workspace } from "../workspace.ts";

/** What people and their tools do between two runs. */
type Edit =
  | { readonly kind: "service" | "helper" | "hidden time"; readonly value: number }
  | { readonly kind: "touch" | "replace"; readonly file: "services/stock.ts" | "services/_shared/a.ts" }
  | { readonly kind: "add" | "remove" | "by hand" | "lose a file" };

const shared = "services/_shared/a.ts";
const value = fc.integer({ min: 1, max: 9 });
const file = fc.constantFrom("services/stock.ts", shared);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constantFrom("service", "helper", "hidden time"), value }),
  fc.record({ kind: fc.constantFrom("touch", "replace"), file }),
  fc.record({ kind: fc.constantFrom("add", "remove", "by hand", "lose a file") }),
);
/** How long after an edit a run comes, in milliseconds: in the same second, or in a later one. */
const round = fc.record({ edits: fc.array(edit, { maxLength: 2 }), pause: fc.constantFrom(0, 0, 300, 1100) });

const helper = (value: number) => `export const seconds = "${value}0s";\n`;

async function writeStock(workspace: Workspace, value: number): Promise<void> {
  await workspace.writeService("stock", `  gracePeriod: seconds,\n  replicas: ${value},\n`);
  const text = await workspace.read("services/stock.ts");
  await workspace.write("services/stock.ts", `import { seconds } from "./_shared/a.ts";\n${text}`);
}

async function make(workspace: Workspace, edit: Edit): Promise<void> {
  const there = await workspace.files("clusters").catch(() => new Map<string, string>());
  const path = [...there.keys()].find((path) => path.endsWith("stock/service.yaml"));
  switch (edit.kind) {
    case "service":
      return await writeStock(workspace, edit.value);
    case "helper":
      return await workspace.write(shared, helper(edit.value));
    case "hidden time": {
      // In place, of the same size, with its time set back.
      const { atime, mtime } = await Deno.stat(join(workspace.root, shared));
      await Deno.writeTextFile(join(workspace.root, shared), helper(edit.value));
      return await Deno.utime(join(workspace.root, shared), atime!, mtime!);
    }
    case "touch":
      return await Deno.utime(join(workspace.root, edit.file), new Date(), new Date());
    case "replace":
      return await workspace.write(edit.file, await workspace.read(edit.file));
    case "add":
      return await workspace.writeService("till");
    case "remove":
      return await workspace.remove("services/till.ts");
    case "by hand":
      if (path !== undefined) await workspace.write(path, `${there.get(path)}# by hand\n`);
      return;
    case "lose a file":
      if (path !== undefined) await workspace.remove(path);
  }
}

Deno.test("whatever is edited, a run that remembers leaves the tree that one without memory writes", async () => {
  await using remembering = await Workspace.create();
  await using forgetting = await Workspace.create();
  const rounds = fc.array(round, { minLength: 4, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(rounds, async (all) => {
      await remembering.reset();
      await remembering.write(shared, helper(1));
      await writeStock(remembering, 1);
      for (const { edits, pause } of all) {
        for (const edit of edits) await make(remembering, edit);
        await new Promise((resolve) => setTimeout(resolve, pause));
        const { code, stderr } = await remembering.run(["generate", "--allow-delete"]);
        assert.equal(code, 0, stderr);
        await forgetting.reset();
        for (const [path, text] of await remembering.files("services")) await forgetting.write(path, text);
        assert.equal((await forgetting.run(["generate"])).code, 0);
        assert.deepEqual(await remembering.files("clusters"), await forgetting.files("clusters"));
      }
    }),
    { numRuns: 6 },
  );
});
