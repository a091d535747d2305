/** The world of policies. */
import { prepareApi } from "../prepare_api.ts";
import { makeWorld } from "./world.ts";

await prepareApi(makeWorld);
