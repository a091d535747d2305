/** Which HTTP route a request takes, by the words of Istio's reference and nothing of ours. */
import type { IVirtualService } from "@kubernetes-models/istio/networking.istio.io/v1/VirtualService";
import type { HttpMatch, HttpRoute } from "../../lib/resources/virtual_service_types.ts";
import type { DeepRequired } from "./read_object.ts";

/** A request as a proxy sees it. */
export interface Request {
  /** `mesh`, or a gateway. */
  readonly from: string;
  /** The port that is called. */
  readonly port: number;
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
}

type Comparison = NonNullable<HttpMatch["uri"]>;

function compares(comparison: Comparison | undefined, text: string | undefined): boolean {
  if (comparison === undefined) return true;
  if (text === undefined) return false;
  if (comparison.exact !== undefined) return text === comparison.exact;
  if (comparison.prefix !== undefined) return text.startsWith(comparison.prefix);
  return new RegExp(`^(?:${comparison.regex})$`).test(text);
}

function matches(match: HttpMatch, request: Request): boolean {
  return (match.gateways === undefined || match.gateways.includes(request.from)) &&
    (match.port === undefined || match.port === request.port) &&
    compares(match.uri as Comparison, request.path) &&
    compares(match.method as Comparison, request.method) &&
    Object.entries(match.headers ?? {}).every(([name, value]) =>
      compares(value as Comparison, request.headers[name])
    );
}

/** The first route that takes the request; undefined where none does. */
export function routeOf(
  spec: DeepRequired<IVirtualService>["spec"],
  request: Request,
): HttpRoute | undefined {
  return (spec.http as HttpRoute[]).find((route) =>
    route.match === undefined || route.match.some((match) => matches(match, request))
  );
}
