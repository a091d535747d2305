import { fileURLToPath } from "node:url";
import { changeText } from "../../../lib/canary/edit/change_text.ts";
import type { PlainObject, ValueChange } from "../../../lib/canary/edit/value_change.ts";
import { runProgram } from "../../../lab/process/run_program.ts";

const REPOSITORY = fileURLToPath(new URL("../../../", import.meta.url));

/** The service whose canary is driven: called by the frontend, and calling ml itself. */
export const SERVICE = "backend";

/** Where it is written. */
export const SERVICE_FILE = `services/${SERVICE}.ts`;

/** What stable runs to begin with. */
export const STABLE_IMAGE = "ghcr.io/3rvision/backend:1.0.0";

/** What is to take its place. */
export const CANARY_IMAGE = "ghcr.io/3rvision/backend:2.0.0";

/**
 * Seconds that every answer of stable takes, and of a canary that is twice as slow: much more than what a busy machine
 * adds, and well inside two buckets of Istio's histogram, 1 to 2.5 and 2.5 to 5. Envoy keeps two digits of a duration,
 * so that 2.55 s count as at most 2.5 s.
 */
export const USUAL_DELAY = 1.5;
export const SLOW_DELAY = 2 * USUAL_DELAY;

/** Seconds that a slower canary takes whose durations are in the same bucket as stable's. */
export const SLOWER_DELAY = 2.2;

const mean = (version: string) =>
  `(sum(rate(istio_request_duration_milliseconds_sum{${version}}[1m]))\n` +
  `  / sum(rate(istio_request_duration_milliseconds_count{${version}}[1m])))`;
const callersOf = (workload: string) =>
  `reporter="source", destination_workload_namespace="{{namespace}}", destination_workload="{{service}}-${workload}"`;

/** How many times as long as stable the canary takes on average; the how-to page has it as an example. */
export const MEAN_DURATION = Object.freeze({
  kind: "custom",
  name: "mean duration, of stable's",
  query: `${mean(callersOf("canary"))}\n/ ${mean(callersOf("stable"))}`,
  maximum: 1.3,
});

/** The weights on the way. Unit: percent. */
export const STEPS = [20, 50, 100] as const;

/**
 * Judged often. Of the durations, the median: on a machine with too much to do, high percentiles are the machine's. The
 * bound is far off, so that only the comparison with stable can tell.
 */
export const ANALYSIS: PlainObject & { readonly metrics: readonly PlainObject[] } = {
  interval: "5s",
  minimumRequests: 100,
  metrics: [
    { kind: "success-rate", minimum: 99 },
    { kind: "latency", percentile: 50, maximum: "5s" },
  ],
};

/** The canary of a scenario, with what differs from a good one. */
export function canaryWith(more: PlainObject = {}): PlainObject {
  return { image: CANARY_IMAGE, steps: STEPS, step: 0, deadline: "120s", analysis: ANALYSIS, ...more };
}

/** Sets or replaces the canary in the text of the service file. */
export function withCanary(text: string, canary: PlainObject): string {
  return changeText(text, [{ kind: "set", path: ["canary"], value: canary }]);
}

/**
 * Copies this repository into a folder which must not exist: the program and a catalogue in which the service has no
 * canary and takes a known time, and Prometheus asks every few seconds.
 */
export async function copyRepository(folder: string): Promise<void> {
  await Deno.mkdir(folder);
  const list = 'cd "$1" && git ls-files -z --cached --others --exclude-standard';
  const pack = "tar --create --null --files-from=- --ignore-failed-read --file=-";
  await runProgram([
    "sh",
    "-c",
    `${list} | ${pack} | tar --extract --directory="$2"`,
    "sh",
    REPOSITORY,
    folder,
  ]);
  await edit(`${folder}/${SERVICE_FILE}`, [
    { kind: "set", path: ["image"], value: STABLE_IMAGE },
    { kind: "set", path: ["env", "ECHO_FAULT"], value: `${SERVICE}:delay=${USUAL_DELAY}` },
    { kind: "remove", path: ["canary"] },
  ]);
  await edit(`${folder}/overlays/lab.ts`, [
    { kind: "set", path: ["observability"], value: { prometheus: { scrapeInterval: "5s" } } },
  ]);
}

async function edit(path: string, changes: readonly ValueChange[]): Promise<void> {
  await Deno.writeTextFile(path, changeText(await Deno.readTextFile(path), changes));
}
