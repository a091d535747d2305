/** What README shows is printed, and the services that it shows are accepted. */
import assert from "node:assert/strict";
import { firstDifference } from "./compare_output.ts";
import { shownCommands } from "./console_block.ts";
import { codeBlocks } from "./markdown.ts";
import { ScratchRepository } from "./scratch_repository.ts";

const PAGE = await Deno.readTextFile(new URL("../../README.md", import.meta.url));

/** How a machine that has only Node starts Deno; here it is the Deno that runs the tests. */
const BY_NODE = /^npx -y deno@\S+ /;

/** The mistakes of which README shows the report. */
const MISTAKES =
  `sed -i -e 's/service: "ml"/service: "mll"/' -e 's/steps: \\[.*\\]/steps: [10, 25, 120]/' services/backend.ts`;

const blocks = codeBlocks(PAGE);

Deno.test("README's commands print what it shows", async (t) => {
  await using scratch = await ScratchRepository.create();
  await scratch.must("git clone --quiet https://github.com/3rvision/platform.git && cd platform");
  const commands = blocks.filter(({ language }) => language === "console").flatMap(shownCommands);
  // Root's are the lab's, which has tests of its own.
  for (const shown of commands.filter(({ root }) => !root)) {
    const mistaken = shown.output.some((line) => line.includes(" error "));
    await t.step(`README.md:${shown.line} ${shown.command}`, async () => {
      if (mistaken) await scratch.must(MISTAKES);
      const { code, lines } = await scratch.run(shown.command.replace(BY_NODE, "deno "));
      assert.equal(code, mistaken ? 1 : 0, lines.join("\n"));
      if (shown.output.length > 0) {
        assert.equal(firstDifference(shown.output, lines), undefined, lines.join("\n"));
      }
      await scratch.must("git checkout --quiet .");
    });
  }
});

Deno.test("README's service is one", async () => {
  await using scratch = await ScratchRepository.create();
  await scratch.must("git clone --quiet https://github.com/3rvision/platform.git && cd platform");
  const [, file = "", text = ""] = blocks.map((block) => /^\/\/ (services\/\S+)\n([^]*)/.exec(block.text))
    .find((match) => match !== null) ?? [];
  await scratch.must(`cat > ${file}`, `import { defineService } from "@3rvision/catalogue";\n\n${text}\n`);
  const { code, lines } = await scratch.run("deno task check");
  assert.equal(code, 2, lines.join("\n"));
});
