import assert from "node:assert/strict";
import fc from "fast-check";
import type { Conflict } from "../../lib/disk/conflict.ts";
import { isEmpty, type Plan, planChanges } from "../../lib/disk/plan.ts";
import { foldersAbove } from "../../lib/disk/relative_path.ts";
import type { FileEntry, ObstacleKind, Snapshot } from "../../lib/disk/snapshot.ts";
import { checksumOf, readHeader } from "../../lib/tree/header.ts";
import { generated, treeOf } from "./support/trees.ts";

function snapshotOf(
  files: Readonly<Record<string, string>>,
  obstacles: Readonly<Record<string, ObstacleKind>> = {},
  emptyFolders: readonly string[] = [],
): Snapshot {
  const entries = Object.entries(files).map(([path, text]): [string, FileEntry] => {
    const header = readHeader(path, text);
    const ours = header.kind === "ours" ? header : { checksum: null, intact: false };
    const { checksum, intact } = ours;
    return [path, { size: text.length, modified: 1, inode: 1, recent: false, checksum, intact }];
  });
  return {
    files: new Map(entries),
    directories: new Set([
      ...emptyFolders,
      ...[...Object.keys(files), ...Object.keys(obstacles), ...emptyFolders].flatMap((
        path,
      ) => [...foldersAbove(path)]),
    ]),
    obstacles: new Map(Object.entries(obstacles)),
    generation: null,
    inputs: null,
    notes: null,
    untouched: false,
    filesRead: 0,
    foldersRead: 0,
    listed: new Map(),
    pending: false,
  };
}

const OURS = { "base/a.yaml": generated("base/a.yaml"), "base/b.yaml": generated("base/b.yaml") };
const IN_FOLDER = { "x.yaml/a.yaml": generated("x.yaml/a.yaml") };
const EDITED = generated("base/a.yaml") + "# a note\n";

function paths(plan: Plan): Record<string, readonly string[] | number> {
  return {
    creates: plan.creates.map(({ path }) => path),
    updates: plan.updates.map(({ path }) => path),
    deletes: plan.deletes,
    same: plan.same,
    handEdited: plan.handEdited,
  };
}

const NOTHING = { creates: [], updates: [], deletes: [], same: 0, handEdited: [] };

Deno.test("a plan says what comes, changes, goes and stays", () => {
  const rows: [string, Snapshot, Record<string, string>, Partial<ReturnType<typeof paths>>][] = [
    ["nothing at all", snapshotOf({}), {}, {}],
    ["all new", snapshotOf({}), { "base/a.yaml": "x" }, { creates: ["base/a.yaml"] }],
    ["all there", snapshotOf(OURS), { "base/a.yaml": "kind: Test\n", "base/b.yaml": "kind: Test\n" }, {
      same: 2,
    }],
    ["another body", snapshotOf(OURS), { "base/a.yaml": "x", "base/b.yaml": "kind: Test\n" }, {
      updates: ["base/a.yaml"],
      same: 1,
    }],
    ["no longer wanted", snapshotOf(OURS), {}, { deletes: ["base/a.yaml", "base/b.yaml"] }],
    [
      "edited by hand, still wanted",
      snapshotOf({ "base/a.yaml": EDITED }),
      { "base/a.yaml": "kind: Test\n" },
      {
        updates: ["base/a.yaml"],
        handEdited: ["base/a.yaml"],
      },
    ],
    ["edited by hand, no longer wanted", snapshotOf({ "base/a.yaml": EDITED }), {}, {
      deletes: ["base/a.yaml"],
      handEdited: ["base/a.yaml"],
    }],
    ["not ours, not wanted", snapshotOf({ "base/notes.yaml": "mine: true\n" }), {}, {}],
  ];
  for (const [what, snapshot, desired, expected] of rows) {
    const plan = planChanges(snapshot, treeOf(desired));
    assert.deepEqual(paths(plan), { ...NOTHING, ...expected }, what);
    assert.deepEqual(plan.conflicts, [], what);
    assert.equal(isEmpty(plan), [...plan.creates, ...plan.updates, ...plan.deletes].length === 0, what);
  }
});

Deno.test("outside its scope a plan neither compares nor deletes nor finds anything in the way", () => {
  const snapshot = snapshotOf({
    "lab/a.yaml": generated("lab/a.yaml", "old"),
    "lab/old.yaml": generated("lab/old.yaml"),
    "prod/a.yaml": generated("prod/a.yaml", "old"),
    "prod/old.yaml": EDITED,
    "prod/mine.yaml": "mine: true\n",
  });
  const desired = treeOf({
    "lab/a.yaml": "new",
    "prod/a.yaml": "new",
    "prod/mine.yaml": "new",
    "prod/b.yaml": "new",
  });
  const plan = planChanges(snapshot, desired, { inScope: (path) => path.startsWith("lab/") });
  assert.deepEqual(paths(plan), { ...NOTHING, updates: ["lab/a.yaml"], deletes: ["lab/old.yaml"] });
  assert.deepEqual(plan.conflicts, []);
  assert.deepEqual(plan.newDirectories, []);
});

Deno.test("only the uppermost of new folders is named", () => {
  const desired = treeOf([
    "base/a.yaml",
    "lab/services/backend/a.yaml",
    "lab/services/ml/a.yaml",
    "base/x/y/z.yaml",
  ]);
  const plan = planChanges(snapshotOf(OURS, {}, ["lab"]), desired);
  assert.deepEqual([...plan.newDirectories].sort(), ["base/x", "lab/services"]);
});

Deno.test("what is not ours is in the way and is never replaced", () => {
  const mine = "mine: true\n";
  const rows: [string, Snapshot, readonly string[], readonly Conflict[]][] = [
    ["a file", snapshotOf({ "base/a.yaml": mine }), ["base/a.yaml"], [
      { kind: "foreign", path: "base/a.yaml", obstacle: "base/a.yaml" },
    ]],
    ["a file where a folder comes", snapshotOf({ "base": mine }), ["base/x/a.yaml"], [
      { kind: "foreign", path: "base/x/a.yaml", obstacle: "base" },
    ]],
    ["a link", snapshotOf({}, { "base/a.yaml": "symbolicLink" }), ["base/a.yaml"], [
      { kind: "symbolicLink", path: "base/a.yaml", obstacle: "base/a.yaml" },
    ]],
    ["a link where a folder comes", snapshotOf({}, { "base": "symbolicLink" }), [
      "base/x/a.yaml",
      "base/b.yaml",
    ], [
      { kind: "symbolicLink", path: "base/x/a.yaml", obstacle: "base" },
      { kind: "symbolicLink", path: "base/b.yaml", obstacle: "base" },
    ]],
    ["a pipe", snapshotOf({}, { "base/a.yaml": "special" }), ["base/a.yaml"], [
      { kind: "special", path: "base/a.yaml", obstacle: "base/a.yaml" },
    ]],
    ["a folder with a file of others", snapshotOf({ "base/a.yaml/notes.txt": mine }), ["base/a.yaml"], [
      { kind: "directory", path: "base/a.yaml", obstacle: "base/a.yaml" },
    ]],
    ["a folder with a link", snapshotOf(IN_FOLDER, { "x.yaml/link": "symbolicLink" }), ["x.yaml"], [
      { kind: "directory", path: "x.yaml", obstacle: "x.yaml" },
    ]],
    ["an empty folder", snapshotOf({}, {}, ["base/a.yaml"]), ["base/a.yaml"], [
      { kind: "directory", path: "base/a.yaml", obstacle: "base/a.yaml" },
    ]],
    ["a folder with an empty folder in it", snapshotOf(IN_FOLDER, {}, ["x.yaml/empty"]), ["x.yaml"], [
      { kind: "directory", path: "x.yaml", obstacle: "x.yaml" },
    ]],
    ["a wanted file above a wanted file", snapshotOf({}), ["base/a.yaml", "base/a.yaml/b.yaml"], [
      { kind: "file", path: "base/a.yaml/b.yaml", obstacle: "base/a.yaml" },
    ]],
    ["a path outside the root", snapshotOf({}), ["../a.yaml"], [{
      kind: "path",
      path: "../a.yaml",
      obstacle: "../a.yaml",
    }]],
    ["a path in the state", snapshotOf({}), [".state/a.yaml"], [
      { kind: "path", path: ".state/a.yaml", obstacle: ".state/a.yaml" },
    ]],
  ];
  for (const [what, snapshot, desired, conflicts] of rows) {
    assert.deepEqual(planChanges(snapshot, treeOf(desired)).conflicts, conflicts, what);
  }
});

Deno.test("paths that differ only in case are never written side by side", () => {
  const mine = "mine: true\n";
  const rows: [string, Snapshot, readonly string[], readonly [string, string][]][] = [
    ["two wanted files", snapshotOf({}), ["base/a.yaml", "base/A.yaml"], [["base/A.yaml", "base/a.yaml"]]],
    ["two odd wanted files", snapshotOf({}), ["base/aB.yaml", "base/Ab.yaml"], [[
      "base/Ab.yaml",
      "base/aB.yaml",
    ]]],
    ["two wanted folders", snapshotOf({}), ["base/a.yaml", "Base/b.yaml"], [["Base", "base"]]],
    ["accents written in two ways", snapshotOf({}), ["u\u0308.yaml", "\u00fc.yaml"], [[
      "u\u0308.yaml",
      "\u00fc.yaml",
    ]]],
    ["a file of others", snapshotOf({ "Base/notes.md": mine }), ["base/a.yaml"], [["base", "Base"]]],
    ["a link", snapshotOf({}, { "README.MD": "symbolicLink" }), ["README.md"], [["README.md", "README.MD"]]],
    ["names that are merely alike", snapshotOf({ "base/b.yaml": mine }), [
      "base/README.md",
      "base/readme2.md",
    ], []],
    ["our own old spelling", snapshotOf({ "base/A.yaml": generated("base/A.yaml") }), ["base/a.yaml"], []],
  ];
  for (const [what, snapshot, desired, expected] of rows) {
    const conflicts = planChanges(snapshot, treeOf(desired)).conflicts;
    assert.deepEqual(
      conflicts,
      expected.map(([path, obstacle]) => ({ kind: "letterCase", path, obstacle })),
      what,
    );
  }
});

Deno.test("what must go before something else can have its place goes first", () => {
  const old = (...files: string[]) =>
    snapshotOf(Object.fromEntries(files.map((path) => [path, generated(path)])));
  const rows: [string, Snapshot, readonly string[], readonly [string, string][]][] = [
    ["a file where a folder comes", old("a.yaml"), ["a.yaml/b.yaml", "a.yaml/c.yaml"], [[
      "a.yaml",
      "a.yaml",
    ]]],
    ["a folder where a file comes", old("a.yaml/b.yaml", "a.yaml/x/c.yaml"), ["a.yaml"], [
      ["a.yaml/b.yaml", "a.yaml"],
      ["a.yaml/x/c.yaml", "a.yaml"],
    ]],
    ["an old spelling", old("A.yaml"), ["a.yaml"], [["A.yaml", "a.yaml"]]],
    ["an old odd spelling", old("a.yaml"), ["A.yaml"], [["a.yaml", "A.yaml"]]],
  ];
  for (const [what, snapshot, desired, expected] of rows) {
    const plan = planChanges(snapshot, treeOf(desired));
    assert.deepEqual(plan.replaced, expected.map(([path, by]) => ({ path, by })), what);
    assert.deepEqual(plan.conflicts, [], what);
  }
});

Deno.test("a folder cannot take the place of a file of ours that the plan does not delete", () => {
  const snapshot = snapshotOf({ "lab.yaml": generated("lab.yaml") });
  const plan = planChanges(snapshot, treeOf(["lab.yaml/a.yaml"]), { inScope: (path) => path !== "lab.yaml" });
  assert.deepEqual(plan.conflicts, [{ kind: "file", path: "lab.yaml/a.yaml", obstacle: "lab.yaml" }]);
});

Deno.test("a wanted text without a header is a mistake of the generator", () => {
  assert.throws(() => planChanges(snapshotOf({}), new Map([["a.yaml", "kind: Test\n"]])), TypeError);
});

Deno.test("carrying a plan out gives the wanted tree beside what is not ours, for any two trees", () => {
  const path = fc.stringMatching(/^[a-c](\/[a-c]){0,2}\.yaml$/);
  const body = fc.constantFrom("1", "2", "3");
  const files = fc.dictionary(path, fc.record({ body, kind: fc.constantFrom("ours", "edited", "foreign") }));
  fc.assert(fc.property(files, fc.dictionary(path, body), (old, wanted) => {
    const texts = Object.fromEntries(
      Object.entries(old).map(([path, { body, kind }]) => {
        const text = kind === "foreign" ? body : generated(path, body);
        return [path, kind === "edited" ? `${text}#` : text];
      }),
    );
    const desired = treeOf(wanted);
    const plan = planChanges(snapshotOf(texts), desired);
    const foreign = Object.entries(texts).filter(([path]) => old[path]!.kind === "foreign");
    const inTheWay = foreign.filter(([path]) => desired.has(path)).map(([path]) => path);
    assert.deepEqual(plan.conflicts.map(({ path }) => path).sort(), inTheWay.sort());

    const result = new Map(Object.entries(texts));
    for (const path of plan.deletes) result.delete(path);
    for (const { path, text } of [...plan.creates, ...plan.updates]) result.set(path, text);
    const expected = new Map([...desired, ...foreign]);
    assert.deepEqual(new Map([...result].sort()), new Map([...expected].sort()));
    const edited = Object.keys(texts).filter((path) => old[path]!.kind === "edited").sort();
    assert.deepEqual(plan.handEdited, edited);
    const untouched = [...desired].filter(([path, text]) =>
      old[path]?.kind === "ours" && checksumOf(path, texts[path]!) === checksumOf(path, text)
    );
    assert.equal(plan.same, untouched.length);
  }));
});
