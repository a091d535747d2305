/** Gives a bare API server Istio's kinds and the world of policies. Run inside a lab's network. */
import { loadAll } from "js-yaml";
import { apply, openApi } from "../api.ts";
import { makeWorld } from "./world.ts";

const [pki = "", url = "", kinds = ""] = Deno.args;
const api = openApi({ pki, url });
const definitions = loadAll(Deno.readTextFileSync(kinds)) as Parameters<typeof apply>[1][];
for (const definition of definitions) await apply(api, definition);
await apply(api, { apiVersion: "v1", kind: "Namespace", metadata: { name: "istio-system" } });
await makeWorld(api);
