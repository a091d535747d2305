/** The world that routes are tried in. */
import { prepareApi } from "./prepare_api.ts";
import { makeWorld } from "./world.ts";

await prepareApi(makeWorld);
