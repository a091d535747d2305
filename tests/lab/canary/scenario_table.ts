import { count } from "../../../lab/verify/numbers_text.ts";

/** What a scenario came to. */
export interface ScenarioResult {
  /** Such as `5 % more errors`. */
  readonly name: string;
  /** Such as `aborted at 10 %`. */
  readonly outcome: string;
  /** From the push of the commit that started the canary until the outcome. */
  readonly seconds: number;
  /** Through the gateway in that time, and until the cluster had come to rest. */
  readonly sent: number;
  /** Of those. */
  readonly failed: number;
  /** Those of the service's requests that the canary got, as Prometheus counted them. */
  readonly canary: number;
}

/** The results as a table in Markdown. */
export function scenarioTable(results: readonly ScenarioResult[]): string {
  const head = ["canary", "outcome", "seconds", "requests", "to canary", "failed"];
  const rows = results.map(({ name, outcome, seconds, sent, canary, failed }) => [
    name,
    outcome,
    seconds.toFixed(0),
    count(sent),
    count(canary),
    count(failed),
  ]);
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(["---", "---", "--:", "--:", "--:", "--:"]), ...rows.map(line)].join("\n");
}
