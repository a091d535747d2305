import type { MeasuredTrace } from "./trace_picture.ts";

/** A trace as Jaeger's query API gives it, as far as it is drawn. */
export interface JaegerTrace {
  /** 32 hexadecimal digits. */
  readonly traceID: string;
  /** In no order. */
  readonly spans: readonly {
    readonly spanID: string;
    readonly processID: string;
    /** Microseconds since the epoch. */
    readonly startTime: number;
    /** Unit: microseconds. */
    readonly duration: number;
    readonly references?: readonly { readonly refType: string; readonly spanID: string }[];
    readonly tags?: readonly { readonly key: string; readonly value: unknown }[];
  }[];
  /** Who reported spans, by the key that they name. */
  readonly processes: Readonly<Record<string, { readonly serviceName: string }>>;
}

/** What is drawn of a trace: each span after the one that it is part of. */
export function measuredTrace(
  { traceID: id, spans, processes }: JaegerTrace,
  request: string,
): MeasuredTrace {
  const first = Math.min(...spans.map(({ startTime }) => startTime));
  return {
    id,
    request,
    spans: spans.toSorted((a, b) => a.startTime - b.startTime || b.duration - a.duration).map((span) => {
      const tag = (name: string) => String(span.tags?.find(({ key }) => key === name)?.value ?? "");
      return {
        id: span.spanID,
        parent: span.references?.find(({ refType }) => refType === "CHILD_OF")?.spanID ?? "",
        service: processes[span.processID]?.serviceName ?? "",
        version: tag("istio.canonical_revision"),
        kind: tag("span.kind"),
        start: span.startTime - first,
        duration: span.duration,
      };
    }),
  };
}
