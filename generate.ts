/** The generator's command line: `deno task help` lists what it can do. */
import { main } from "./lib/cli/main.ts";

await main();
