/**
 * Loads the folder that the first argument names and prints what is wrong with it. Run by tests, in a process that ends
 * by itself or, with a third argument, as the command line does.
 */
import { resolve } from "@std/path";
import { asText, loadCase } from "./load_case.ts";

const [folder = ".", timeoutMs = "10000", exit] = Deno.args;
const { diagnostics } = await loadCase(resolve(folder), Number(timeoutMs));
await Deno.stdout.write(new TextEncoder().encode(asText(diagnostics)));
if (exit !== undefined) Deno.exit();
