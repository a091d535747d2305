import assert from "node:assert/strict";
import { Failure } from "../../lib/cli/failure.ts";
import { toFailure } from "../../lib/cli/to_failure.ts";
import { conflictError } from "../../lib/disk/conflict_error.ts";
import { DiskError, type DiskErrorCode } from "../../lib/disk/errors.ts";
import { TreeError } from "../../lib/walk/read/tree_error.ts";

const codes: readonly [DiskErrorCode, exitCode: number][] = [
  ["conflict", 3],
  ["changed", 3],
  ["locked", 3],
  ["notADirectory", 3],
  ["diskFull", 4],
  ["readOnly", 4],
  ["permissionDenied", 4],
  ["io", 4],
];

for (const [code, exitCode] of codes) {
  Deno.test(`the disk's error ${code} ends with ${exitCode}, its message and its remedy`, () => {
    const failure = toFailure(new DiskError({ code, message: "m", path: "p", remedy: "r" }));
    assert.deepEqual([failure?.exitCode, failure?.message, failure?.fix], [exitCode, "m", "r"]);
  });
}

Deno.test("every thing in the way but the first, which the message names, is a detail", () => {
  const conflicts = ["a.yaml", "b.yaml"].map((path) => ({ kind: "foreign", path, obstacle: path } as const));
  const failure = toFailure(conflictError("clusters", conflicts));
  assert.match(failure?.message ?? "", /^Cannot write "clusters\/a\.yaml": /);
  assert.deepEqual(failure?.details, [
    'Cannot write "clusters/b.yaml": "clusters/b.yaml" is not a generated file',
  ]);
});

Deno.test("a rendered tree that isn't understood ends with 5 and how to find out why", () => {
  const failure = toFailure(new TreeError("m"));
  const fix = '"deno task check" says whether the tree is as it was rendered';
  assert.deepEqual([failure?.exitCode, failure?.message, failure?.fix], [5, "m", fix]);
});

Deno.test("a failure stays itself, and a fault is none", () => {
  const failure = new Failure(64, "m");
  assert.equal(toFailure(failure), failure);
  assert.equal(toFailure(new TypeError("m")), undefined);
  assert.equal(toFailure("thrown text"), undefined);
});
