import type { Engine } from "../engine.ts";
import { JAEGER } from "../platform_services.ts";

/** A span of a trace, as far as it matters here. */
export interface Span {
  readonly id: string;
  /** The span that it is part of; empty if it names none. */
  readonly parent: string;
  /** Who reported it, such as `backend.backend`. */
  readonly service: string;
  /** `server`, `client` or something else. */
  readonly kind: string;
}

interface JaegerSpan {
  readonly spanID: string;
  readonly processID: string;
  readonly references?: readonly { readonly refType: string; readonly spanID: string }[];
  readonly tags?: readonly { readonly key: string; readonly value: unknown }[];
}

/** A trace as Jaeger's query API gives it. */
export interface JaegerTrace {
  readonly spans: readonly JaegerSpan[];
  readonly processes: Readonly<Record<string, { readonly serviceName: string }>>;
}

/** The spans of a trace that Jaeger has received so far. */
export async function traceSpans(engine: Engine, id: string): Promise<readonly Span[]> {
  await using way = await engine.reach(JAEGER);
  const response = await fetch(`http://${way.hostname}:${way.port}/api/traces/${id}`);
  // Jaeger answers 404 to a trace that it knows nothing of yet.
  const { data } = await response.json() as { readonly data?: readonly JaegerTrace[] | null };
  return (data ?? []).flatMap(spansOf);
}

/** The spans of a trace. */
export function spansOf({ spans, processes }: JaegerTrace): readonly Span[] {
  return spans.map(({ spanID: id, processID, references = [], tags = [] }) => ({
    id,
    parent: references.find(({ refType }) => refType === "CHILD_OF")?.spanID ?? "",
    service: processes[processID]?.serviceName ?? "",
    kind: String(tags.find(({ key }) => key === "span.kind")?.value ?? ""),
  }));
}
