/** Every command, in the order in which `help` lists them. */
import type { Command } from "./command.ts";
import { canaryCommand } from "./commands/canary.ts";
import { canaryRunCommand } from "./commands/canary_run.ts";
import { checkCommand } from "./commands/check.ts";
import { diffCommand } from "./commands/diff.ts";
import { generateCommand } from "./commands/generate.ts";
import { newCommand } from "./commands/new.ts";
import { planCommand } from "./commands/plan.ts";
import { rulesCommand } from "./commands/rules.ts";
import { walkCommand } from "./commands/walk.ts";
import { watchCommand } from "./commands/watch.ts";

/** The registry: a command that isn't here doesn't exist. */
export const commands: readonly Command[] = [
  generateCommand,
  checkCommand,
  diffCommand,
  watchCommand,
  newCommand,
  canaryCommand,
  canaryRunCommand,
  rulesCommand,
  walkCommand,
  planCommand,
];
