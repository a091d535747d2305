/**
 * What is measured of every service against what it promises, and the alerts. The rules are the same for all services
 * and join what each promises, so that their number doesn't grow with the catalogue: see `objectives.ts`.
 */
import { calledService, failedRequests } from "./promql.ts";
import type { AlertingRule, RecordingRule, RuleGroup } from "./rules.ts";

/**
 * What callers saw: a connection that was refused or a limit that was reached never gets to the pods. Such requests
 * have no version, but they have the Service.
 */
const seen = `reporter="source"`;

const key = `slo, ${calledService}`;

const rates: readonly RecordingRule[] = [
  {
    record: "service:requests:rate5m",
    expr: `sum by (${calledService}) (rate(istio_requests_total{${seen}}[5m]))`,
  },
  {
    record: "service:slo_errors:rate5m",
    // Without an error there is no series that could say zero.
    expr: `sum by (${calledService}) (${failedRequests(seen, "5m")}) or service:requests:rate5m * 0`,
    labels: { slo: "availability" },
  },
  {
    record: "service:slo_errors:rate5m",
    expr: `clamp_min(
  service:requests:rate5m
  - on (${calledService}) sum by (${calledService}) (
    sum by (${calledService}, le) (rate(istio_request_duration_milliseconds_bucket{${seen}}[5m]))
    * on (${calledService}, le) group_left () service:slo:latency_bucket
  ),
  0
)`,
    labels: { slo: "latency" },
  },
  {
    record: "service:slo_errors:ratio_rate5m",
    expr: `service:slo_errors:rate5m / on (${calledService}) group_left () service:requests:rate5m`,
  },
];

function ratioOver(window: string): RecordingRule {
  return {
    record: `service:slo_errors:ratio_rate${window}`,
    expr: `sum_over_time(service:slo_errors:rate5m[${window}])
/ on (${calledService}) group_left () sum_over_time(service:requests:rate5m[${window}])`,
  };
}

/** How fast a budget may be spent. Source: the SRE Workbook's chapter on alerting on SLOs, for a budget of 30 days. */
interface Burn {
  readonly long: string;
  readonly short: string;
  /** How many times as fast as would just use it up. */
  readonly factor: number;
  readonly severity: "page" | "ticket";
  readonly for: string;
}

const burns: readonly Burn[] = [
  { long: "1h", short: "5m", factor: 14.4, severity: "page", for: "2m" },
  { long: "6h", short: "30m", factor: 6, severity: "page", for: "15m" },
  { long: "1d", short: "2h", factor: 3, severity: "ticket", for: "1h" },
  { long: "3d", short: "6h", factor: 1, severity: "ticket", for: "3h" },
];

function burnAlert({ long, short, factor, severity, for: duration }: Burn): AlertingRule {
  const tooFast = (window: string, labels: string) =>
    `service:slo_errors:ratio_rate${window} > on (${key}) group_left (${labels}) ` +
    `(${factor} * (1 - service:slo:objective))`;
  return {
    alert: "ServiceBurnsErrorBudget",
    expr: `${tooFast(long, "service, owner")}\nand on (${key})\n${tooFast(short, "")}`,
    for: duration,
    labels: { severity, window: long },
    annotations: {
      summary: "{{ $labels.service }} spends its {{ $labels.slo }} budget too fast",
      description: `Over ${long} and over ${short}, {{ $value | humanizePercentage }} of the requests to ` +
        "{{ $labels.destination_service_name }}.{{ $labels.destination_service_namespace }} broke what it " +
        `promises: at least ${factor} times as much as its budget of 30 days stands.`,
    },
  };
}

/** The rules, in the order in which they need each other. */
export const sloRules: readonly RuleGroup[] = [
  { name: "slo-rates", rules: [...rates, ...["30m", "1h", "2h", "6h"].map(ratioOver)] },
  // What is over days doesn't change within seconds.
  { name: "slo-days", interval: "2m", rules: ["1d", "3d"].map(ratioOver) },
  { name: "slo-alerts", rules: burns.map(burnAlert) },
];
