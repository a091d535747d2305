/** Files of rules, as Prometheus reads them. */
import { toYaml } from "../../tree/yaml.ts";

/** A recording rule: a query whose answer is kept under a name. */
export interface RecordingRule {
  /** The name of the series. */
  readonly record: string;
  /** PromQL. */
  readonly expr: string;
  /** Replace those of the answer. Default: none. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** An alerting rule: a query that answers while something is wrong. */
export interface AlertingRule {
  /** In Pascal case. */
  readonly alert: string;
  /** PromQL. */
  readonly expr: string;
  /** How long it must be wrong. */
  readonly for?: string;
  /** `severity` is `page` for what can't wait and `ticket` for what can. */
  readonly labels: { readonly severity: "page" | "ticket" } & Readonly<Record<string, string>>;
  /** For people; `{{ $labels.… }}` is filled in by Prometheus. */
  readonly annotations: { readonly summary: string; readonly description: string };
}

/** Rules that are evaluated one after the other. */
export interface RuleGroup {
  /** Unique in its file. */
  readonly name: string;
  /** Default: Prometheus' own. */
  readonly interval?: string;
  /** In the order in which they are evaluated. */
  readonly rules: readonly (RecordingRule | AlertingRule)[];
}

/** The text of a file of rules. */
export function ruleFile(groups: readonly RuleGroup[]): string {
  return toYaml({ groups });
}
