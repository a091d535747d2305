/** A request, as a proxy sees it. */

/** Who sends a request: somebody outside the cluster, or the pods of a workload. */
export type Sender =
  | { readonly kind: "outside" }
  | { readonly kind: "workload"; readonly namespace: string; readonly name: string };

/** What is sent. */
export interface Request {
  /** Who sends it. */
  readonly from: Sender;
  /** The host it is sent to: of a Gateway, or of a Service as its clients write it. */
  readonly host: string;
  /** The port it is sent to. From outside: of the gateway's Service. */
  readonly port: number;
  /** Whether it is sent over TLS. Default: `port` is 443. Only from outside. */
  readonly tls?: boolean;
  /** In capitals. */
  readonly method: string;
  /** Begins with a slash; a query may follow. */
  readonly path: string;
  /** By name in small letters. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A request on its way: the path and its query apart, and what isn't known of it. */
export interface Message {
  /** What `Host` or `:authority` says, with the port where it says one. */
  readonly authority: string;
  /** In capitals. */
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** After the question mark; undefined where there is none. */
  readonly query: string | undefined;
  /** `http` or `https`. */
  readonly scheme: string;
  /** By name in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  /** Names of headers whose values a proxy works out. */
  readonly unknownHeaders: ReadonlySet<string>;
}

/** The path with its query. */
export function targetOf({ path, query }: Pick<Message, "path" | "query">): string {
  return query === undefined ? path : `${path}?${query}`;
}

const unreserved = /%(2[de]|3[0-9]|4[1-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9ae])/i;

/**
 * The path as Envoy normalises it (RFC 3986, without `.` and `..`); undefined for one whose normal form isn't known: with
 * backslashes, a fragment, or escapes of characters that need none.
 */
export function normalPath(path: string): string | undefined {
  if (!path.startsWith("/") || /[\\#]/.test(path) || unreserved.test(path)) return undefined;
  const kept: string[] = [];
  const parts = path.slice(1).split("/");
  parts.forEach((part, index) => {
    const last = index === parts.length - 1;
    if (part === "..") kept.pop();
    else if (part !== ".") kept.push(part);
    if (last && (part === "." || part === "..")) kept.push("");
  });
  return `/${kept.join("/")}`;
}

/** A request as the first proxy gets it; undefined where its path has no known normal form. */
export function messageOf(request: Request): Message | undefined {
  const question = request.path.indexOf("?");
  const path = normalPath(question < 0 ? request.path : request.path.slice(0, question));
  if (path === undefined) return undefined;
  return {
    authority: request.host,
    method: request.method,
    path,
    query: question < 0 ? undefined : request.path.slice(question + 1),
    scheme: isTls(request) ? "https" : "http",
    headers: request.headers,
    unknownHeaders: new Set(),
  };
}

/** Whether a request is sent over TLS. */
export function isTls({ from, tls, port }: Request): boolean {
  return from.kind === "outside" && (tls ?? port === 443);
}

/** A host without the port that may follow it, in small letters. */
export function withoutPort(authority: string): string {
  return authority.replace(/:[0-9]+$/, "").toLowerCase();
}
