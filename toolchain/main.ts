/**
 * `deno task toolchain`: provisions the external tools that tests and the lab run.
 *
 * @module
 */
import { commandLine } from "./command_line.ts";

if (import.meta.main) {
  Deno.exit(await commandLine(Deno.args, { print: console.log, tell: console.error }));
}
