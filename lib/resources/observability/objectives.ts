/** What services promise, as series that the rules of `slo_rules.ts` join. */
import type { ServiceModel } from "../../model/types.ts";
import type { RecordingRule } from "./rules.ts";

/** A share of 100 as a share of 1, without the digits that dividing adds. */
const ratio = (percent: number) => String(Number((percent / 100).toPrecision(12)));

/**
 * The recording rules of a service: `service:slo:objective` for each promise, and the bucket of Istio's histogram that
 * holds what is fast enough. Empty where it promises nothing.
 */
export function objectives(
  { name, namespace, serviceName, owner, slo }: Pick<
    ServiceModel,
    "name" | "namespace" | "serviceName" | "owner" | "slo"
  >,
): readonly RecordingRule[] {
  if (slo === undefined) return [];
  const called = { destination_service_namespace: namespace, destination_service_name: serviceName };
  const promise = (kind: string, percent: number): RecordingRule => ({
    record: "service:slo:objective",
    expr: `vector(${ratio(percent)})`,
    labels: { slo: kind, service: name, ...called, ...(owner !== undefined && { owner }) },
  });
  if (slo.latency === undefined) return [promise("availability", slo.availability)];
  const { objective, milliseconds } = slo.latency;
  return [
    promise("availability", slo.availability),
    promise("latency", objective),
    ...boundaries(milliseconds).map((le): RecordingRule => ({
      record: "service:slo:latency_bucket",
      expr: "vector(1)",
      labels: { le, ...called },
    })),
  ];
}

/** From Prometheus 3 on, a boundary has a fraction: `500.0` for what the proxies call `500`. */
function boundaries(milliseconds: number): readonly string[] {
  return Number.isInteger(milliseconds) ? [`${milliseconds}`, `${milliseconds}.0`] : [`${milliseconds}`];
}
