import assert from "node:assert/strict";
import { join } from "@std/path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { fileOfUrl, fileUrls } from "../../../lib/catalogue/load/file_url.ts";

const part = fc.oneof(
  fc.stringMatching(/^[\w.-]{1,8}$/),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 6 }),
).filter((name) => name !== "." && name !== ".." && !/[/\\\0\n\r\t]/.test(name));

Deno.test("every file has the URL that the platform gives it, and the URL leads back", () => {
  const roots = ["/repository", "/a b/é#?%20", "/"];
  fc.assert(
    fc.property(fc.constantFrom(...roots), fc.array(part, { minLength: 1, maxLength: 3 }), (root, parts) => {
      const file = parts.join("/");
      const [url] = fileUrls(root, [file]);
      assert.equal(url, pathToFileURL(join(root, file)).href);
      assert.equal(fileOfUrl(root, `${url}?v=3`), file);
    }),
    { numRuns: 1000 },
  );
});

Deno.test("a URL that leads out of the root, or to no file, is no file of it", () => {
  for (
    const url of ["file:///repository", "file:///other/a.ts", "file:///repository-2/a.ts", "https://a.b/c.ts"]
  ) {
    assert.equal(fileOfUrl("/repository", url), undefined);
  }
});
