import { loadAll } from "js-yaml";
import { type Api, apply, openApi } from "./api.ts";

/**
 * Gives a bare API server Istio's kinds and a world that meshes are tried in. Run inside a lab's network, with the
 * folder of certificates, the address of the API server and the file of the kinds as arguments of the process.
 */
export async function prepareApi(makeWorld: (api: Api) => Promise<void>): Promise<void> {
  const [pki = "", url = "", kinds = ""] = Deno.args;
  const api = openApi({ pki, url });
  const definitions = loadAll(Deno.readTextFileSync(kinds)) as Parameters<typeof apply>[1][];
  for (const definition of definitions) await apply(api, definition);
  await apply(api, { apiVersion: "v1", kind: "Namespace", metadata: { name: "istio-system" } });
  await makeWorld(api);
}
