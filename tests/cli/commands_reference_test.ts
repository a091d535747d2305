import assert from "node:assert/strict";
import { commandsReference, renderCommandsReference } from "./commands_reference.ts";

Deno.test(`${commandsReference} is what help prints; to write it: deno run --allow-write=docs tests/cli/commands_reference.ts`, () => {
  assert.equal(Deno.readTextFileSync(commandsReference), renderCommandsReference());
});
