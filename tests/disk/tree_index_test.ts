import assert from "node:assert/strict";
import fc from "fast-check";
import type { FileEntry } from "../../lib/disk/snapshot.ts";
import { formatIndex, readGeneration, readIndex, readIndexNotes } from "../../lib/disk/tree_index.ts";
import { put, withRoot } from "./support/temporary_root.ts";

const entry: fc.Arbitrary<FileEntry> = fc.record({
  size: fc.nat(),
  modified: fc.nat({ max: 2 ** 45 }).map((time) => time + 1),
  inode: fc.nat({ max: 2 ** 50 }),
  checksum: fc.option(fc.stringMatching(/^[0-9a-f]{12}$/)),
  intact: fc.boolean(),
  recent: fc.boolean(),
}).map((entry) => ({ ...entry, intact: entry.intact && entry.checksum !== null }));

Deno.test("an index is read back as it was written, but for the times of files changed too recently", () =>
  withRoot((root) => {
    put(root, { "index": "" });
    const text = fc.option(fc.string({ unit: "binary" }));
    const path = fc.string({ unit: "grapheme" });
    fc.assert(
      fc.property(fc.dictionary(path, entry), fc.uuid(), text, text, (files, generation, inputs, notes) => {
        const listed = new Map(
          Object.entries(files).map(([path, { modified, inode }]) => [path, { modified, inode }]),
        );
        const index = { generation, inputs, notes, files: new Map(Object.entries(files)), listed };
        Deno.writeTextFileSync(`${root}/index`, formatIndex(index));
        const { installed, ...found } = readIndex(`${root}/index`)!;
        const expected = [...index.files].map(([path, entry]) =>
          [path, entry.recent ? { ...entry, modified: 0 } : entry] as const
        );
        assert.deepEqual(found, { ...index, files: new Map(expected) });
        assert.ok(Math.abs(installed * 1000 - Date.now()) < 60_000);
        assert.equal(readGeneration(`${root}/index`), generation);
        assert.equal(readIndexNotes(`${root}/index`), notes);
      }),
    );
  }));

Deno.test("notes are read alone, however long they are", () =>
  withRoot((root) => {
    for (const length of [0, 1000, (1 << 16) - 100, 1 << 16, 1 << 20, 1 << 23]) {
      const notes = "é".repeat(length);
      const index = { generation: "g", inputs: null, notes, files: new Map(), listed: new Map() };
      put(root, { "index": formatIndex(index) });
      assert.equal(readIndexNotes(`${root}/index`), notes, `${length}`);
    }
  }));

Deno.test("what cannot be understood is as good as no index", () =>
  withRoot((root) => {
    const whole = formatIndex({
      generation: "g",
      inputs: null,
      notes: null,
      files: new Map(),
      listed: new Map(),
    });
    const rows: [string, string][] = [
      ["empty", ""],
      ["cut off", whole.slice(0, -20)],
      ["of another version", whole.replace('"version":2', '"version":1')],
      ["something else", "\u0000".repeat(100)],
    ];
    assert.equal(readIndex(`${root}/index`), undefined);
    assert.equal(readGeneration(`${root}/index`), null);
    assert.equal(readIndexNotes(`${root}/index`), null);
    for (const [what, text] of rows) {
      put(root, { "index": text });
      assert.equal(readIndex(`${root}/index`), undefined, what);
      assert.equal(readIndexNotes(`${root}/index`), null, what);
    }
  }));
