import assert from "node:assert/strict";
import { shownCommands } from "./console_block.ts";
import { codeBlocks, codeSpans, references } from "./markdown.ts";

const PAGE = `# A page

    # indented code is code too

\`\`\`console
$ first
printed
# second
\`\`\`

- in a list, with \`a span\` and a [link](other.md):

  \`\`\`sh
  third
  \`\`\`
`;

Deno.test("blocks, spans and links are found with their lines, in lists too", () => {
  const blocks = codeBlocks(PAGE).map(({ language, line }) => [language, line]);
  assert.deepEqual(blocks, [["", 4], ["console", 6], ["sh", 14]]);
  assert.deepEqual(codeSpans(PAGE), [{ text: "a span", line: 11 }]);
  assert.deepEqual(references(PAGE), [{ url: "other.md", line: 11 }]);
});

Deno.test("a console block is its commands, each with what it printed", () => {
  const [, block] = codeBlocks(PAGE);
  assert.deepEqual(shownCommands(block!), [
    { command: "first", root: false, output: ["printed"], line: 6 },
    { command: "second", root: true, output: [], line: 8 },
  ]);
});

Deno.test("output before the first command is refused", () => {
  const block = { language: "console", text: "printed\n$ command", line: 3 };
  assert.throws(() => shownCommands(block), /line 3: "printed" stands before the first command/);
});
