import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { checksumOf, type Header, readHeader, withHeader } from "../../lib/tree/header.ts";

const BODY = "apiVersion: v1\nkind: Service\n";

Deno.test("a header has the form people and tools read", () => {
  const rows: [string, readonly string[], RegExp][] = [
    [
      "base/backend/service.yaml",
      ["services/backend.ts"],
      /^# Generated from services\/backend\.ts by "deno task generate"; do not edit\. sha256:[0-9a-f]{12}\napiVersion/,
    ],
    [
      "lab/README.md",
      ["services/", "overlays/lab.ts"],
      /^<!-- Generated from services\/, overlays\/lab\.ts by "deno task generate"; do not edit\. sha256:[0-9a-f]{12} -->\napiVersion/,
    ],
  ];
  for (const [path, sources, expected] of rows) assert.match(withHeader(path, BODY, sources), expected);
});

Deno.test("the extension chooses the comment", () => {
  const rows: [string, string][] = [
    ["a.yaml", "# "],
    ["a.yml", "# "],
    ["a.tf", "# "],
    ["a.hcl", "# "],
    ["a.toml", "# "],
    ["a.md", "<!-- "],
    ["a.svg", "<!-- "],
    ["a.html", "<!-- "],
  ];
  for (const [path, open] of rows) {
    const text = withHeader(path, BODY, ["services/a.ts"]);
    assert.ok(text.startsWith(open + "Generated from "), text);
    assert.equal(text.split("\n", 1)[0]!.endsWith(" -->"), open === "<!-- ");
    assert.equal(readHeader(path, text).kind, "ours");
  }
});

Deno.test("a file that cannot hold a comment is not generated", () => {
  assert.throws(() => withHeader("dashboard.json", "{}", ["services/a.ts"]), {
    name: "TypeError",
    message: 'Cannot generate "dashboard.json": no comment is known for its extension',
  });
});

Deno.test("the checksum is the SHA-256 of the file without it, as a shell would compute it", () => {
  for (const path of ["a.yaml", "a.md"]) {
    const text = withHeader(path, BODY, ["services/a.ts"]);
    const without = text.replace(/ sha256:[0-9a-f]*/, "");
    const expected = createHash("sha256").update(without).digest("hex").slice(0, 12);
    assert.equal(checksumOf(path, text), expected);
  }
});

Deno.test("a change anywhere in the file is noticed", () => {
  const text = withHeader("a.yaml", BODY, ["services/a.ts"]);
  const rows: [string, string][] = [
    ["the body", text.replace("v1", "v2")],
    ["a line added at the end", text + "# more\n"],
    ["the last line end removed", text.slice(0, -1)],
    ["everything below the header removed", text.slice(0, text.indexOf("\n"))],
    ["the source", text.replace("services/a.ts", "services/b.ts")],
    ["the checksum", text.replace(/sha256:./, (found) => found.endsWith("0") ? "sha256:1" : "sha256:0")],
    ["line ends of another system", text.replaceAll("\n", "\r\n")],
    ["a merge left unfinished in the body", text + "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n"],
    ["a merge left unfinished in the header", `<<<<<<< HEAD\n${text}=======\n${text}>>>>>>> other\n`],
  ];
  for (const [what, edited] of rows) {
    const header = readHeader("a.yaml", edited);
    assert.equal(header.kind, "ours", what);
    assert.equal(header.kind === "ours" && header.intact, false, what);
  }
});

Deno.test("files of others are foreign", () => {
  const ours = withHeader("a.yaml", BODY, ["services/a.ts"]);
  const rows: [string, string, string][] = [
    ["no header", "a.yaml", BODY],
    ["an empty file", "a.yaml", ""],
    ["a header on the second line", "a.yaml", "---\n" + ours],
    ["a byte order mark", "a.yaml", "\ufeff" + ours],
    ["a header of another tool", "a.yaml", "# Generated from a template; do not edit.\n" + BODY],
    ["a checksum too short", "a.yaml", ours.replace(/[0-9a-f]\n/, "\n")],
    ["our header in a comment of another kind", "a.md", ours],
    ["an extension we never write", "a.json", ours],
    ["a merge between files of others", "a.yaml", "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n"],
  ];
  for (const [what, path, text] of rows) assert.deepEqual(readHeader(path, text), { kind: "foreign" }, what);
});

Deno.test("a text without a header has no checksum", () => {
  for (const text of ["", BODY, "# Generated from a", `x: " sha256:0123456789ab"\n`]) {
    assert.throws(() => checksumOf("a.yaml", text), {
      name: "TypeError",
      message: /^Cannot use the text of "a.yaml"/,
    });
  }
});

Deno.test("what was written is read back, whatever the body and the sources hold", () => {
  const source = fc.oneof(
    fc.constantFrom("a,b.ts", 'a"b.ts', "a--b.ts", "a, b", "50%.ts", "a\nb", "-->"),
    fc.string({ minLength: 1 }),
  );
  const path = fc.constantFrom("a.yaml", "x/a.md", "a.svg");
  fc.assert(
    fc.property(
      path,
      fc.string({ unit: "binary" }),
      fc.array(source, { maxLength: 4 }),
      (path, body, sources) => {
        const text = withHeader(path, body, sources);
        const line = text.slice(0, text.indexOf("\n"));
        assert.equal(line.slice(5, -4).includes("--"), false);
        const expected: Header = { kind: "ours", intact: true, sources, checksum: checksumOf(path, text) };
        assert.deepEqual(readHeader(path, text), expected);
        assert.ok(text.endsWith("\n" + body));
      },
    ),
  );
});
