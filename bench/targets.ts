/** What was to be reached, beside what was. */
import type { SizeReport } from "./measure_size.ts";
import type { Samples } from "./samples.ts";

/** One figure and its limit. */
export interface Target {
  /** What is compared, in words. */
  readonly name: string;
  /** Undefined: not of one size. */
  readonly services: number | undefined;
  readonly measured: number;
  /** At most this, except where `atLeast`. */
  readonly limit: number;
  readonly atLeast: boolean;
  readonly unit: "s" | "MiB" | "×";
  readonly met: boolean;
}

type Unjudged = Omit<Target, "met" | "atLeast"> & { readonly atLeast?: boolean };

function judge(target: Unjudged): Target {
  const { atLeast = false, measured, limit } = target;
  return { ...target, atLeast, met: atLeast ? measured >= limit : measured <= limit };
}

function ofSize(report: SizeReport): readonly Target[] {
  const { services, cold, copy, unchanged, watchEdit, cdk8s, peakMiB } = report;
  const targets: Unjudged[] = [
    {
      name: "cold, at most import + 2 × cp -r",
      measured: cold.median,
      limit: report.import.median + 2 * copy.median,
      unit: "s",
      services,
    },
    {
      name: "unchanged, at most 2 × import",
      measured: unchanged.median,
      limit: 2 * report.import.median,
      unit: "s",
      services,
    },
  ];
  if (cdk8s !== undefined) {
    targets.push({
      name: "cdk8s over cold, at least 10",
      measured: cdk8s.seconds / cold.median,
      limit: 10,
      atLeast: true,
      unit: "×",
      services,
    });
  }
  if (services === 1000) {
    const name = "one edit under watch, at most 0.2 s";
    targets.push({ name, measured: watchEdit.median, limit: 0.2, unit: "s", services });
  }
  const peaks = Object.values(peakMiB).filter((peak) => peak !== undefined);
  if (services === 10_000 && peaks.length > 0) {
    const name = "peak memory, at most 1.5 GiB";
    targets.push({ name, measured: Math.max(...peaks), limit: 1536, unit: "MiB", services });
  }
  return targets.map(judge);
}

/** Small sizes say nothing of growth: there the start of the process is most of the time. */
const leastForGrowth = 1000;

function growth(reports: readonly SizeReport[]): readonly Target[] {
  const [smaller, larger] = reports.filter(({ services }) => services >= leastForGrowth)
    .toSorted((a, b) => a.services - b.services).slice(-2);
  if (smaller === undefined || larger === undefined) return [];
  const factor = larger.services / smaller.services;
  return [judge({
    name: `growth of cold from ${smaller.services} to ${larger.services}, at most ${factor} × 1.1`,
    measured: larger.cold.median / smaller.cold.median,
    limit: factor * 1.1,
    unit: "×",
    services: undefined,
  })];
}

/** Every target that the measured sizes have something to say about. */
export function targetsOf(reports: readonly SizeReport[], shipped: Samples): readonly Target[] {
  return [
    ...reports.flatMap(ofSize),
    ...growth(reports),
    judge({
      name: "shipped catalogue unchanged, at most 0.4 s",
      measured: shipped.median,
      limit: 0.4,
      unit: "s",
      services: undefined,
    }),
  ];
}
