import assert from "node:assert/strict";
import { DiskError, systemCode, toDiskError } from "../../lib/disk/errors.ts";

function failure(code: string): Error {
  return Object.assign(new Error(`${code} happened`), { code });
}

Deno.test("what the file system refuses is told with its cause and a remedy", () => {
  const rows: [unknown, string, RegExp, RegExp][] = [
    [failure("ENOSPC"), "diskFull", /^Cannot write "clusters\/a": the disk is full$/, /free some space/],
    [failure("EDQUOT"), "diskFull", /the disk quota is used up$/, /free some space/],
    [failure("EROFS"), "readOnly", /the file system is read-only$/, /make it writable/],
    [failure("EACCES"), "permissionDenied", /permission denied$/, /write permission/],
    [failure("EPERM"), "permissionDenied", /permission denied$/, /write permission/],
    [
      new Deno.errors.NotCapable("x"),
      "permissionDenied",
      /without --allow-write=clusters$/,
      /--allow-write=clusters/,
    ],
    [failure("EIO"), "io", /EIO happened$/, /run again/],
    ["odd", "io", /odd$/, /run again/],
  ];
  for (const [thrown, code, message, remedy] of rows) {
    const error = toDiskError(thrown, "write", "clusters/a");
    assert.ok(error instanceof DiskError);
    assert.equal(error.code, code);
    assert.equal(error.path, "clusters/a");
    assert.match(error.message, message);
    assert.match(error.remedy, remedy);
    assert.equal(error.cause, thrown);
    assert.deepEqual(error.conflicts, []);
  }
});

Deno.test("a reader is told about reading", () => {
  assert.match(toDiskError(failure("EACCES"), "read", "clusters").remedy, /read permission/);
  assert.match(toDiskError(new Deno.errors.NotCapable("x"), "read", "clusters").message, /--allow-read=\.$/);
});

Deno.test("an error that is already told stays as it is", () => {
  const error = toDiskError(failure("ENOSPC"), "write", "clusters/a");
  assert.equal(toDiskError(error, "read", "clusters"), error);
});

Deno.test("the system's name of an error is found where there is one", () => {
  assert.equal(systemCode(failure("EIO")), "EIO");
  assert.equal(systemCode(new Error("plain")), undefined);
  assert.equal(systemCode("odd"), undefined);
  try {
    Deno.lstatSync(`${import.meta.dirname}/absent`);
  } catch (error) {
    assert.equal(systemCode(error), "ENOENT");
  }
});
