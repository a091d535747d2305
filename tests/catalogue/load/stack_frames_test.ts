import assert from "node:assert/strict";
import { framesOf, framesOfLoader } from "../../../lib/catalogue/load/stack_frames.ts";

const root = "/repository";
const library = import.meta.resolve("../../../lib/catalogue/load/worker.ts");

Deno.test("frames are read in each form that an engine writes them in", () => {
  const stack = [
    "RangeError: at file:///repository/services/not-a-frame.ts",
    "    at retries (file:///repository/services/_shared/retries.ts:6:27)",
    "    at file:///repository/services/backend.ts:5:69",
    "    at async file:///repository/services/backend.ts:7:1",
    "    at async Promise.all (file:///repository/services/a (1).ts:8:2)",
    "    at file:///repository/services/a b#c?d%20e:1:2.ts:9:3",
    "    at file:///repository/services/backend.ts?v=12:10:4",
  ].join("\n");
  assert.deepEqual(
    framesOf(root, stack).map(({ file, position: { line, column } }) => [file, line, column]),
    [
      ["services/_shared/retries.ts", 6, 27],
      ["services/backend.ts", 5, 69],
      ["services/backend.ts", 7, 1],
      ["services/a (1).ts", 8, 2],
      ["services/a b#c?d%20e:1:2.ts", 9, 3],
      ["services/backend.ts", 10, 4],
    ],
  );
});

Deno.test("frames of the engine, of the generator and of other folders are left out", () => {
  const stack = [
    "    at Object.getEnv [as get] (ext:deno_os/30_os.js:1:1291)",
    "    at evalmachine.<anonymous>:1:62",
    `    at answer (${library}:41:86)`,
    "    at file:///elsewhere/services/backend.ts:1:1",
    "    at file:///repository-of-others/services/backend.ts:1:1",
    "    at JSON.parse (<anonymous>)",
  ].join("\n");
  assert.deepEqual(framesOf("/repository", stack), []);
  assert.deepEqual(framesOf("/", `    at answer (${library}:41:86)`), []);
});

Deno.test("the loader's places are URLs, and may be coloured", () => {
  const escape = String.fromCharCode(27);
  const message = 'Module not found "file:///repository/services/x.ts".\n' +
    `    at ${escape}[0m${escape}[36mfile:///repository/services/a%20b%2520.ts${escape}[0m:${escape}[33m2${escape}[0m:18`;
  assert.deepEqual(framesOfLoader(root, message), [
    { file: "services/a b%20.ts", position: { line: 2, column: 18 } },
  ]);
});
