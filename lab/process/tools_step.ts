import { provision } from "../../toolchain/provision.ts";
import { SETS } from "../../toolchain/tools.ts";
import type { Step } from "./step.ts";
import { tellTools } from "./tell_tools.ts";

/** The step that sees to it that every tool of the lab is there; without any, it takes half an hour on two cores. */
export const TOOLS_STEP: Step = Object.freeze({
  name: "tools",
  async run({ tell }: Parameters<Step["run"]>[0]) {
    const tools = await provision(SETS.lab, tellTools(tell));
    return `${Object.keys(tools).length} ready`;
  },
});
