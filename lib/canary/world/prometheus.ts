/** Prometheus by its HTTP API. */
import type { Prometheus } from "../measure/measure.ts";
import type { Series } from "../measure/series.ts";

/** How long an answer may take. Unit: milliseconds. */
const patience = 15_000;

interface Matrix {
  readonly status: "success" | "error";
  readonly error?: string;
  readonly data?: {
    readonly resultType: string;
    readonly result: readonly {
      readonly metric: Readonly<Record<string, string>>;
      readonly values: readonly (readonly [number, string])[];
    }[];
  };
}

/** The form of a range query. */
export function rangeForm(
  query: string,
  { start, end, step }: { readonly start: number; readonly end: number; readonly step: number },
): URLSearchParams {
  return new URLSearchParams({ query, start: String(start), end: String(end), step: String(step) });
}

/** The series of an answer; throws where it is an error or no matrix. */
export function seriesOf(answer: unknown): readonly Series[] {
  const { status, error, data } = answer as Matrix;
  if (status !== "success" || data?.resultType !== "matrix") {
    throw new Error(`Cannot read Prometheus's answer: ${error ?? "it is no matrix"}`);
  }
  return data.result.map(({ metric, values }) => ({
    labels: metric,
    points: values.map(([at, value]) => [at, Number(value)] as const),
  }));
}

/** Prometheus at an address, such as `http://localhost:9090`. */
export function prometheusAt(address: string): Prometheus {
  const url = new URL("api/v1/query_range", address.endsWith("/") ? address : `${address}/`);
  return {
    async range(query, window) {
      const response = await fetch(url, {
        method: "POST",
        body: rangeForm(query, window),
        signal: AbortSignal.timeout(patience),
      });
      return seriesOf(await response.json());
    },
  };
}
