/**
 * Stands for Grafana, of which no program can be had here: answers that it is there, draws nothing, and says so.
 *
 * @module
 */

const VERSION = "stand-in";

/** What the stand-in answers: about its health and its version as Grafana does, and for all else that it is not Grafana. */
export function answer(request: Request): Response {
  const { pathname } = new URL(request.url);
  if (pathname === "/api/health") {
    return Response.json({ database: "ok", version: VERSION, commit: VERSION, standIn: true });
  }
  if (pathname === "/metrics") {
    return new Response(`# TYPE grafana_build_info gauge\ngrafana_build_info{version="${VERSION}"} 1\n`, {
      headers: { "content-type": "text/plain; version=0.0.4" },
    });
  }
  return new Response("This stands for Grafana, of which the lab has no program. It shows no dashboards.\n", {
    status: 501,
  });
}

if (import.meta.main) {
  const port = Number(Deno.env.get("GF_SERVER_HTTP_PORT") ?? 3000);
  console.log("This is not Grafana: it stands for it, answers /api/health and shows no dashboards");
  const server = Deno.serve({ port }, answer);
  Deno.addSignalListener("SIGTERM", () => void server.shutdown().then(() => Deno.exit(0)));
}
