// A process of its own that provisions the fake tool: arguments are the cache's folder and the diary.
import { provisionFrom } from "../../toolchain/provision.ts";
import { fakeTool } from "./fake_tool.ts";

const [root = "", diary = ""] = Deno.args;
const { fake } = await provisionFrom({ fake: fakeTool({ diary }) }, ["fake"], { root });
console.log(Deno.readTextFileSync(fake));
