import { cgiResponse } from "./cgi_response.ts";
import { GIT_ENVIRONMENT, GIT_PATH } from "./git_command.ts";

/**
 * Answers a request of HTTP.
 *
 * @param path the URL's path below that of the site, such as `/info/refs`; with escapes as they came.
 */
export type SiteHandler = (request: Request, path: string) => Promise<Response>;

/**
 * Serves a repository as a Git server does: `git http-backend` speaks the protocol, this is the web server around it.
 * For reading only; pushing takes the path of the repository.
 */
export function gitHttp(repository: string): SiteHandler {
  return async (request, path) => {
    const child = new Deno.Command("git", {
      args: ["http-backend"],
      clearEnv: true,
      env: { PATH: GIT_PATH, ...GIT_ENVIRONMENT, ...cgiVariables(request, repository, path) },
      stdin: request.body === null ? "null" : "piped",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    // The program ends without reading everything when it refuses a request; its answer says so.
    if (request.body !== null) void request.body.pipeTo(child.stdin).catch(() => {});
    // A client that hangs up breaks the pipe, and with it the program. Waiting for its end lets the system forget it.
    void child.status;
    return await cgiResponse(child.stdout);
  };
}

/** The variables by which a CGI program is told of a request, see RFC 3875 and git-http-backend(1). */
export function cgiVariables(
  { url, method, headers }: Pick<Request, "url" | "method" | "headers">,
  repository: string,
  path: string,
): Readonly<Record<string, string>> {
  const header = (name: string) => headers.get(name) ?? "";
  return {
    GIT_PROJECT_ROOT: repository,
    GIT_HTTP_EXPORT_ALL: "1",
    GIT_PROTOCOL: header("git-protocol"),
    GATEWAY_INTERFACE: "CGI/1.1",
    PATH_INFO: decodeURIComponent(path),
    QUERY_STRING: new URL(url).search.slice(1),
    REQUEST_METHOD: method,
    SERVER_PROTOCOL: "HTTP/1.1",
    CONTENT_TYPE: header("content-type"),
    HTTP_CONTENT_ENCODING: header("content-encoding"),
    ...(headers.has("content-length") ? { CONTENT_LENGTH: header("content-length") } : {}),
  };
}
