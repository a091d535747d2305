/** Loads the folder that the first argument names and prints what is wrong with it. Run by tests, in a process. */
import { resolve } from "@std/path";
import { asText, loadCase } from "./load_case.ts";

const [folder = ".", timeoutMs = "10000"] = Deno.args;
const { diagnostics } = await loadCase(resolve(folder), Number(timeoutMs));
await Deno.stdout.write(new TextEncoder().encode(asText(diagnostics)));
