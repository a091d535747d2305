import type { Recipe, Tool } from "../../toolchain/recipe.ts";

/** What a fake tool is like. */
export interface FakeOptions {
  /** Gets a line for each time the tool is made. */
  readonly diary?: string;
  /** What the program file holds; part of the tool's identity. */
  readonly text?: string;
  /** Overrides of the recipe. */
  readonly recipe?: Partial<Recipe>;
}

/** A tool that takes a moment to "build" one file, `program`, with a given text. */
export function fakeTool({ diary, text = "contents", recipe = {} }: FakeOptions = {}): Tool {
  return {
    pin: { source: "derived", version: "1.2.3" },
    recipe: {
      requires: [],
      uses: [],
      result: "program",
      identity: () => text,
      async make({ directory, progress }) {
        if (diary !== undefined) await Deno.writeTextFile(diary, "made\n", { append: true });
        progress("working");
        await Deno.writeTextFile(`${directory}/program`, text);
        await new Promise((resolve) => setTimeout(resolve, 100));
      },
      ...recipe,
    },
  };
}

/** How often tools that share a diary were made. */
export function timesMade(diary: string): number {
  try {
    return Deno.readTextFileSync(diary).split("\n").length - 1;
  } catch {
    return 0;
  }
}
