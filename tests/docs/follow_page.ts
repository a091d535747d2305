/** Does what a page says, one block after the other. */
import assert from "node:assert/strict";
import { firstDifference, withoutChance, withoutNumbers } from "./compare_output.ts";
import { type ShownCommand, shownCommands } from "./console_block.ts";
import { codeBlocks } from "./markdown.ts";
import type { ScratchRepository } from "./scratch_repository.ts";

/** What a block makes its reader do. */
export interface PageStep {
  /** What it is, for the name of a test. */
  readonly name: string;
  /** Whether it needs a lab. */
  readonly lab: boolean;
  readonly follow: (scratch: ScratchRepository) => Promise<void>;
}

function commandStep(page: string, shown: ShownCommand): PageStep {
  const { command, root, output, line } = shown;
  return {
    name: `${page}:${line} ${root ? "#" : "$"} ${command}`,
    lab: root,
    follow: async (scratch) => {
      const { code, lines } = await scratch.run(command);
      const printed = lines.length === 1 && lines[0] === "" ? [] : lines;
      const context = () => `${page}:${line} ${command}, exit code ${code}, printed:\n${printed.join("\n")}`;
      assert.equal(code, 0, context());
      // A lab's progress is worth a picture of it or nothing: what was left out altogether isn't compared.
      const difference = output.length === 0 && root
        ? undefined
        : firstDifference(output, printed, root ? withoutNumbers : withoutChance);
      assert.equal(difference, undefined, `${difference}\n${context()}`);
    },
  };
}

/** The first line of a block that is a whole file: `// overlays/prod-us.ts`. */
const WHOLE_FILE = /^\/\/ (\S+\.ts)$/;

/**
 * The steps of a page: commands of `console` blocks are run and what they print is compared, `diff` blocks are applied,
 * `ts` blocks that begin with a file's name are written to that file. Any other block is refused, so that nothing of
 * the page is left untried.
 *
 * @param page the file, from the repository's root.
 * @param untried languages of blocks that are left out all the same.
 */
export function pageSteps(
  page: string,
  text: string,
  untried: readonly string[] = [],
): readonly PageStep[] {
  return codeBlocks(text).flatMap((block): readonly PageStep[] => {
    if (untried.includes(block.language)) return [];
    const [, file] = block.language === "ts" ? WHOLE_FILE.exec(block.text.split("\n")[0]!) ?? [] : [];
    if (file !== undefined) {
      return [{
        name: `${page}:${block.line} the file ${file}`,
        lab: false,
        follow: (scratch) => scratch.must(`cat > ${file}`, `${block.text}\n`),
      }];
    }
    switch (block.language) {
      case "console":
        return shownCommands(block).map((shown) => commandStep(page, shown));
      case "diff":
        return [{
          name: `${page}:${block.line} the change`,
          lab: false,
          follow: (scratch) => scratch.must("git apply --recount -", `${block.text}\n`),
        }];
      default:
        throw new Error(`${page}:${block.line} a block in "${block.language}", which nobody runs`);
    }
  });
}
