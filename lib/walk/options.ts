/** How a walk is done. */

/** Settings of a walk; every one has a default. */
export interface Options {
  /** Whether the network enforces NetworkPolicies, as kindnet, Calico and Cilium do. Default: true. */
  readonly networkPolicies?: boolean;
  /** Whether the declared calls of what is reached are walked too. Default: true. */
  readonly follow?: boolean;
  /** The headers that processes hand on with their own calls. Default: {@linkcode forwardedHeaders}. */
  readonly forwarded?: readonly string[];
  /** How many hops are walked at most, one behind the other. Default: 16. */
  readonly depth?: number;
}

/**
 * The headers that a process in a mesh has to hand on with its own calls: those of its trace, and all that begin with
 * `x-`, but for the ones that proxies make anew. A name that ends in `*` stands for all that begin so.
 */
export const forwardedHeaders: readonly string[] = ["traceparent", "tracestate", "baggage", "b3", "x-*"];

/** Headers that proxies add anew on each hop. */
const ofTheHop = /^x-(envoy|forwarded)-/;

/** The headers of a request that a process hands on. */
export function handedOn(
  headers: Readonly<Record<string, string>>,
  forwarded: readonly string[] = forwardedHeaders,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) =>
      !ofTheHop.test(name) &&
      forwarded.some((each) => (each.endsWith("*") ? name.startsWith(each.slice(0, -1)) : name === each))
    ),
  );
}
