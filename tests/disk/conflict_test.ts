import assert from "node:assert/strict";
import { type ConflictKind, describeConflict } from "../../lib/disk/conflict.ts";
import { conflictError } from "../../lib/disk/conflict_error.ts";

Deno.test("every conflict names what would be written, what is in the way and what to do", () => {
  const rows: [ConflictKind, string, RegExp, RegExp][] = [
    [
      "foreign",
      "lab/a.yaml",
      /"clusters\/lab\/a.yaml" is not a generated file$/,
      /^move "clusters\/lab\/a.yaml" away/,
    ],
    ["symbolicLink", "lab", /"clusters\/lab" is a symbolic link$/, /^move "clusters\/lab" away/],
    ["special", "lab/a.yaml", /is not a regular file$/, /^move/],
    ["directory", "lab/a.yaml", /is a folder that holds more than generated files to be deleted$/, /^move/],
    ["file", "lab", /would be both a file and a folder$/, /^rename/],
    [
      "letterCase",
      "LAB/a.yaml",
      /differs from "clusters\/LAB\/a.yaml" only in the case of its letters$/,
      /^rename/,
    ],
    ["path", "lab/a.yaml", /not one that every system can hold$/, /^rename/],
  ];
  for (const [kind, obstacle, message, remedy] of rows) {
    const text = describeConflict("clusters", { kind, path: "lab/a.yaml", obstacle });
    assert.match(text.message, /^Cannot write "clusters\/lab\/a.yaml": /);
    assert.match(text.message, message);
    assert.match(text.remedy, remedy);
  }
});

Deno.test("an error tells the first conflict, counts the others and holds them all", () => {
  const one = { kind: "foreign", path: "a.yaml", obstacle: "a.yaml" } as const;
  assert.equal(
    conflictError("clusters", [one]).message,
    'Cannot write "clusters/a.yaml": "clusters/a.yaml" is not a generated file',
  );
  const two = conflictError("clusters", [one, { ...one, path: "b.yaml" }]);
  assert.match(two.message, /, and 1 more in the way$/);
  assert.equal(two.code, "conflict");
  assert.equal(two.conflicts.length, 2);
});
