import type { ValuePath } from "../../diagnostic.ts";
import type { ServiceDefinition } from "../../model/types.ts";
import { isEndless, seconds } from "../seconds.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

type Unit = "milliseconds" | "seconds";

/** Every duration that must last, and the smallest unit that its reader knows. */
function* durations(
  { written }: ServiceDefinition,
): Iterable<readonly [ValuePath, string | undefined, Unit]> {
  const { traffic, canary, job, gracePeriod } = written;
  if (traffic !== undefined) {
    const { connectionPool, retries, outlierDetection, fault, cors } = traffic;
    // No time at all stands for no limit there.
    const timeout = isEndless(traffic.timeout) ? undefined : traffic.timeout;
    yield [["traffic", "timeout"], timeout, "milliseconds"];
    yield [["traffic", "retries", "perTryTimeout"], retries?.perTryTimeout, "milliseconds"];
    yield [["traffic", "connectionPool", "connectTimeout"], connectionPool?.connectTimeout, "milliseconds"];
    yield [["traffic", "connectionPool", "idleTimeout"], connectionPool?.idleTimeout, "milliseconds"];
    if (outlierDetection) {
      yield [["traffic", "outlierDetection", "interval"], outlierDetection.interval, "milliseconds"];
      yield [
        ["traffic", "outlierDetection", "baseEjectionTime"],
        outlierDetection.baseEjectionTime,
        "milliseconds",
      ];
    }
    yield [["traffic", "fault", "delay", "duration"], fault?.delay?.duration, "milliseconds"];
    yield [["traffic", "cors", "maxAge"], cors?.maxAge, "seconds"];
  }
  if (canary !== undefined) {
    yield [["canary", "analysis", "interval"], canary.analysis?.interval, "seconds"];
    yield [["canary", "affinity", "maxAge"], canary.affinity?.maxAge, "seconds"];
    yield [["canary", "deadline"], canary.deadline, "seconds"];
  }
  yield [["job", "deadline"], job?.deadline, "seconds"];
  yield [["gracePeriod"], gracePeriod, "seconds"];
}

/** MESH094: a duration that lasts nothing, or that can't be said in the reader's unit. */
export const durationRange: DefinitionRule = {
  code: "MESH094",
  name: "duration-range",
  severity: "error",
  over: "definition",
  about: ["traffic", "canary", "job", "gracePeriod"],
  summary: "A duration is nothing, or finer than whoever reads it can tell",
  reason:
    "Istio refuses an interval of `0s`, and so do others. It counts in whole milliseconds, Kubernetes and " +
    "cookies in whole seconds; a finer value would be rounded without a word.",
  fix:
    "Write a duration above 0 in whole milliseconds or seconds. Only `traffic.timeout` may be `0s`, for no limit.",
  example: {
    wrong: `gracePeriod: "0s",`,
    right: `gracePeriod: "30s",`,
  },
  *check(service) {
    for (const [path, duration, unit] of durations(service)) {
      if (duration === undefined) continue;
      const length = seconds(duration);
      const count = unit === "seconds" ? length : Math.round(length * 1e6) / 1e3;
      if (length === 0) yield at(path, `is ${JSON.stringify(duration)}, must be more than 0`);
      else if (!Number.isInteger(count)) {
        yield at(path, `is ${JSON.stringify(duration)}, must be whole ${unit}`);
      }
    }
  },
};
