/** Headers that lead a request's trace and its version through every tier. */
const TRACE = ["traceparent", "tracestate", "baggage", "b3"];

/** Headers that proxies add anew on each hop. */
const OF_THE_HOP = /^x-(envoy|forwarded)-/;

/** The headers of a request that its callees have to see: those of its trace and all of `x-`. */
export function forwardedHeaders(headers: Headers): Headers {
  const kept = [...headers].filter(([name]) =>
    TRACE.includes(name) || (name.startsWith("x-") && !OF_THE_HOP.test(name))
  );
  return new Headers(kept);
}
