import assert from "node:assert/strict";
import { parseMountPoints } from "../../../lab/process/mounts.ts";

Deno.test("mount points are read with the characters that the kernel escapes", () => {
  const text = "22 1 0:21 / /proc rw,relatime - proc proc rw\n" +
    "36 35 98:0 /mnt1 /mnt\\040two\\134x rw,noatime master:1 - ext3 /dev/root rw\n";
  assert.deepEqual(parseMountPoints(text), ["/proc", "/mnt two\\x"]);
});
