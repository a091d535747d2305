import type { SiteHandler } from "../git/git_http.ts";

/** The types of the files of a chart repository by the ends of their names. */
const TYPES: Readonly<Record<string, string>> = { yaml: "text/yaml", tgz: "application/gzip" };

/** Serves the files of one folder, not of those below it, by their names. For reading only. */
export function folderHttp(folder: string): SiteHandler {
  return async ({ method }, path) => {
    if (method !== "GET" && method !== "HEAD") return new Response("read only\n", { status: 405 });
    const name = decodeURIComponent(path).slice(1);
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) return notFound();
    try {
      const bytes = await Deno.readFile(`${folder}/${name}`);
      const type = TYPES[name.slice(name.lastIndexOf(".") + 1)] ?? "application/octet-stream";
      const headers = { "content-type": type, "content-length": String(bytes.length) };
      return new Response(method === "HEAD" ? null : bytes, { headers });
    } catch (error) {
      if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.IsADirectory) {
        return notFound();
      }
      throw error;
    }
  };
}

function notFound(): Response {
  return new Response("there is no such file\n", { status: 404 });
}
