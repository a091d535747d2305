/**
 * The server of everything that Applications name: Git repositories and chart repositories, each under its own URL.
 * Runs in the node's network namespace.
 *
 * Argument: the path of a file with {@linkcode SiteServerConfiguration} as JSON.
 *
 * @module
 */

import { folderHttp } from "../charts/folder_http.ts";
import { gitHttp } from "../git/git_http.ts";
import { listenersOf, routeSite } from "./site.ts";
import type { SiteServerConfiguration } from "./site_server.ts";

async function main([path = ""]: readonly string[]): Promise<void> {
  const { address, sites, tls } = JSON.parse(await Deno.readTextFile(path)) as SiteServerConfiguration;
  const handlers = new Map(
    sites.map(({ url, kind, folder }) => [url, kind === "git" ? gitHttp(folder) : folderHttp(folder)]),
  );
  const answer = async (request: Request): Promise<Response> => {
    const { site, path = "" } = routeSite(sites, request.url) ?? {};
    const handler = handlers.get(site?.url ?? "");
    const response = await handler?.(request, path) ??
      new Response("nothing is served here\n", { status: 404 });
    console.log(`${request.method} ${request.url} ${response.status}`);
    return response;
  };
  for (const listener of listenersOf(sites)) {
    const secure = listener.tls && tls !== undefined
      ? { cert: await Deno.readTextFile(tls.certificate), key: await Deno.readTextFile(tls.key) }
      : {};
    Deno.serve({ hostname: address, port: listener.port, onListen: () => {}, ...secure }, answer);
  }
}

if (import.meta.main) await main(Deno.args);
