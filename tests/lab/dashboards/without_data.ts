import type { PrometheusClient } from "../../../lab/verify/prometheus.ts";

/** A query and where it stands. */
export interface PanelQuery {
  /** The dashboard and the panel. */
  readonly place: string;
  /** PromQL. */
  readonly expr: string;
}

/** Those of some queries to which Prometheus has no number as its answer. */
export async function withoutData(
  prometheus: Pick<PrometheusClient, "query">,
  queries: readonly PanelQuery[],
): Promise<readonly string[]> {
  const empty: string[] = [];
  for (const { place, expr } of queries) {
    const samples = await prometheus.query(expr);
    if (!samples.some(({ value }) => Number.isFinite(value))) empty.push(`${place}: ${expr}`);
  }
  return empty;
}
