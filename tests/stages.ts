/**
 * Runs checks one after the other, with a count at the end: `N passed, N failed`. Goes on after a failure, so that one
 * run shows everything, and says before the count once more what failed.
 *
 * @module
 */

import { failureTexts } from "./failure_texts.ts";

/** How the tests of a run are counted by what it prints: a match's first group is a number, without one it is 1. */
export interface CountPatterns {
  readonly passed: RegExp;
  readonly failed: RegExp;
}

/** What `deno test` ends with. */
export const DENO_COUNTS: CountPatterns = Object.freeze({
  passed: /\| (\d+) passed/g,
  failed: /\| (\d+) failed/g,
});

/** A command and how it is counted. */
export interface Stage {
  readonly name: string;
  /** The program. Default: the Deno that runs this. */
  readonly command?: string;
  readonly args: readonly string[];
  /** The folder that it runs in. Default: this process's. */
  readonly cwd?: string;
  /** Besides the variables that this process has. */
  readonly env?: Readonly<Record<string, string>>;
  /** Default: it counts as one. */
  readonly counts?: CountPatterns;
  /** The lines of its standard output that are shown, when it has ended. Default: all, as they come. */
  readonly shown?: RegExp;
  /** Whether it runs even when there is no time left: what takes something down. */
  readonly always?: true;
}

interface Count {
  readonly passed: number;
  readonly failed: number;
}

interface Outcome extends Count {
  /** What is known of those that failed. */
  readonly texts: readonly string[];
}

const ONE_PASSED: Outcome = Object.freeze({ passed: 1, failed: 0, texts: [] });
const ONE_FAILED: Outcome = Object.freeze({ passed: 0, failed: 1, texts: [] });

const ESCAPES = new RegExp(String.fromCharCode(27) + "\\[[0-9;]*m", "g");

/**
 * Runs the stages and prints the count.
 *
 * @param stages a generator may do something before, between and after them.
 * @param options.minutes after which what still runs is ended and, like all that is left, counts as failed.
 * @param options.note what was not looked at and why, said before the count; empty if there is nothing to say.
 * @returns the exit code: 1 when anything failed.
 */
export async function runStages(
  stages: Iterable<Stage> | AsyncIterable<Stage>,
  { minutes, note }: { readonly minutes: number; readonly note: string },
): Promise<number> {
  const end = performance.now() + minutes * 60_000;
  const counts: Count[] = [];
  const failed: string[] = [];
  const texts: string[] = [];
  for await (const stage of stages) {
    console.log(`── ${stage.name}`);
    const begin = performance.now();
    const limit = stage.always === undefined ? end : Infinity;
    const outcome = begin < limit ? await run(stage, limit) : ONE_FAILED;
    const took = Math.round((performance.now() - begin) / 1000);
    console.log(`── ${stage.name}: ${countText(outcome)}, ${took} s`);
    counts.push(outcome);
    texts.push(...outcome.texts.map((text) => `── ${stage.name}: ${text}`));
    if (outcome.failed > 0) failed.push(stage.name);
  }
  if (performance.now() >= end) console.log(`\nout of time after ${minutes} minutes`);
  if (note !== "") console.log(`\n${note}`);
  if (texts.length > 0) console.log(`\n${texts.join("\n\n")}`);
  if (failed.length > 0) console.log(`\nfailed: ${failed.join(", ")}`);
  const sum = (key: keyof Count) => counts.reduce((total, count) => total + count[key], 0);
  console.log(`\n${countText({ passed: sum("passed"), failed: sum("failed") })}`);
  return failed.length > 0 ? 1 : 0;
}

function countText({ passed, failed }: Count): string {
  return `${passed} passed, ${failed} failed`;
}

async function run(stage: Stage, end: number): Promise<Outcome> {
  const { command = Deno.execPath(), args, cwd, env = {}, counts, shown } = stage;
  const child = new Deno.Command(command, {
    args: [...args],
    ...(cwd === undefined ? {} : { cwd }),
    env,
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const left = end - performance.now();
  const timer = left === Infinity ? undefined : setTimeout(() => child.kill("SIGTERM"), left);
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of child.stdout) {
    if (shown === undefined) Deno.stdout.writeSync(chunk);
    text += decoder.decode(chunk, { stream: true });
  }
  const { success } = await child.status;
  clearTimeout(timer);
  if (shown !== undefined) console.log(text.split("\n").filter((line) => shown.test(line)).join("\n"));
  if (counts === undefined) return success ? ONE_PASSED : ONE_FAILED;
  const plain = text.replaceAll(ESCAPES, "");
  const sum = (pattern: RegExp) =>
    [...plain.matchAll(pattern)].reduce((total, [, number]) => total + Number(number ?? 1), 0);
  const failed = sum(counts.failed);
  // A run that ends badly without saying which test failed (a module that doesn't load) is still a failure.
  return {
    passed: sum(counts.passed),
    failed: success ? failed : Math.max(1, failed),
    texts: failureTexts(plain),
  };
}
