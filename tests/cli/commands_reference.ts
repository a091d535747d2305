/** docs/reference/commands.md: the help texts as a page. Run as a program, it writes the page. */
import { loadCommands } from "../../lib/cli/commands.ts";
import { helpText } from "../../lib/cli/help.ts";
import { plainStyle } from "../../lib/report/style.ts";

/** Where the page stands, relative to the repository. */
export const commandsReference = "docs/reference/commands.md";

const block = (text: string) => ["```text", text.trimEnd(), "```", ""];

const commands = await loadCommands();

/** The whole page. */
export function renderCommandsReference(): string {
  return [
    "# Commands",
    "",
    "What `deno task help` prints, for reading without a terminal. Written by `tests/cli/commands_reference.ts`.",
    "",
    ...block(helpText(undefined, commands, plainStyle)),
    ...commands.flatMap((
      command,
    ) => [`## ${command.name}`, "", ...block(helpText(command, commands, plainStyle))]),
  ].join("\n").trimEnd() + "\n";
}

if (import.meta.main) await Deno.writeTextFile(commandsReference, renderCommandsReference());
