import { LabError } from "../lab_error.ts";
import type { Engine } from "../engine.ts";
import { PROMETHEUS } from "../platform_services.ts";

/** One element of an instant vector. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A rule that Prometheus could not evaluate. */
export interface FailedRule {
  readonly name: string;
  readonly error: string;
}

/** Prometheus, until it is disposed of. */
export interface PrometheusClient extends AsyncDisposable {
  /**
   * Evaluates an expression now.
   *
   * @throws {LabError} with Prometheus' words, if it can't be evaluated.
   */
  query(expression: string): Promise<readonly Sample[]>;
  /** How many rules there are, and those that failed the last time. */
  rules(): Promise<{ readonly count: number; readonly failed: readonly FailedRule[] }>;
}

/** The platform's Prometheus in an engine's cluster. */
export async function prometheusClient(engine: Engine): Promise<PrometheusClient> {
  const way = await engine.reach(PROMETHEUS);
  const get = async (path: string): Promise<unknown> => {
    const response = await fetch(`http://${way.hostname}:${way.port}${path}`);
    const { status, data, error } = await response.json() as PrometheusAnswer;
    if (status === "success") return data;
    throw new LabError(`Cannot ask Prometheus "${path}": ${error ?? `HTTP status ${response.status}`}`);
  };
  return {
    query: async (expression) => {
      const { result } = await get(`/api/v1/query?${new URLSearchParams({ query: expression })}`) as Vector;
      return result.map(({ metric: labels, value: [, value] }) => ({ labels, value: Number(value) }));
    },
    rules: async () => {
      const { groups } = await get("/api/v1/rules") as RuleGroups;
      const all = groups.flatMap(({ rules }) => rules);
      const failed = all.filter(({ health }) => health === "err")
        .map(({ name, lastError = "" }) => ({ name, error: lastError }));
      return { count: all.length, failed };
    },
    [Symbol.asyncDispose]: () => way[Symbol.asyncDispose](),
  };
}

interface PrometheusAnswer {
  readonly status: string;
  readonly data?: unknown;
  readonly error?: string;
}

interface Vector {
  readonly result: readonly {
    readonly metric: Readonly<Record<string, string>>;
    readonly value: readonly [number, string];
  }[];
}

interface RuleGroups {
  readonly groups: readonly {
    readonly rules: readonly {
      readonly name: string;
      readonly health: string;
      readonly lastError?: string;
    }[];
  }[];
}
