import type { HopCounts } from "./hop_counts.ts";
import type { Span } from "./jaeger.ts";
import { count } from "./numbers_text.ts";
import type { Finding } from "./proof.ts";

/** A hop by the names under which proxies report its ends. */
export interface TracedHop {
  /** `frontend → backend`. */
  readonly name: string;
  /** Such as `frontend.frontend`. */
  readonly client: string;
  readonly callee: string;
}

/** Whether both ends of a hop reported a span, one part of the other. */
export function judgeHopTrace({ name, client, callee }: TracedHop, spans: readonly Span[]): Finding {
  const byId = new Map(spans.map((span) => [span.id, span]));
  const received = spans.filter(({ service, kind }) => service === callee && kind === "server");
  const joined = received.filter(({ parent }) => byId.get(parent)?.service === client);
  const numbers = { hop: name, spans: received.length, joined: joined.length };
  if (received.length === 0) return { passed: false, text: `${name}: ${callee} reported no span`, numbers };
  return {
    passed: joined.length > 0,
    text: joined.length > 0
      ? `${name}: ${callee} reported its part of what ${client} reported`
      : `${name}: what ${callee} reported is part of nothing that ${client} reported`,
    numbers,
  };
}

/** Requests of a hop to one version, as Prometheus has them from one end. */
export interface ReportedCount {
  readonly reporter: "source" | "destination";
  readonly version: "stable" | "canary";
  readonly requests: number;
}

/** Whether Prometheus counted what the proxies of a hop sent, at both ends and by version. */
export function judgeHopCounts(
  hop: string,
  counts: HopCounts | undefined,
  reported: readonly ReportedCount[],
): Finding {
  if (counts === undefined || counts.total === 0) {
    return { passed: false, text: `${hop}: no request went along it` };
  }
  const differences = reported.filter(({ version, requests }) => requests !== counts[version])
    .map(({ reporter, version, requests }) =>
      `${version} is ${count(requests)} from the ${reporter}, ${count(counts[version])} were sent`
    );
  const { stable, canary } = counts;
  return {
    passed: differences.length === 0,
    text: differences.length === 0
      ? `${hop}: ${count(stable)} requests to stable and ${count(canary)} to canary, as both ends report`
      : `${hop}: ${differences.join("; ")}`,
    numbers: { hop, stable, canary },
  };
}
