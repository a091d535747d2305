import assert from "node:assert/strict";
import { onlyPod, processOfContainer } from "../faults/faulty_lab.ts";
import { delay } from "../../../lab/process/delay.ts";
import { signal } from "../../../lab/process/process_table.ts";
import {
  ANALYSIS,
  CANARY_IMAGE,
  canaryWith,
  MEAN_DURATION,
  SERVICE,
  SERVICE_FILE,
  SLOW_DELAY,
  SLOWER_DELAY,
  USUAL_DELAY,
} from "./canary_tree.ts";
import { driveWithKills } from "./killed_driver.ts";
import type { Ran, Run, Scenario } from "./run.ts";

/** A scenario, and what must be so after it. */
export interface JudgedScenario extends Scenario {
  /** Throws where it isn't. */
  readonly judge: (ran: Ran) => void;
}

/** What a driver commits of a canary without fault, the oldest first. */
const PROMOTED = [
  `${SERVICE}: canary 20 % → 50 %`,
  `${SERVICE}: canary 50 % → 100 %`,
  `${SERVICE}: stable becomes ${CANARY_IMAGE}, promotion 2 of 3`,
  `${SERVICE}: canary 100 % → removed, promotion 3 of 3: stable is ${CANARY_IMAGE}`,
];

/** Failed requests until a canary with 5 % more errors is gone: twice to thrice what the rule needs. */
const MOST_FAILED = 60;

/** Seconds for which a driver that holds is looked at: several intervals and looks. */
const HELD = 30;

/** It listens elsewhere than its probes ask. */
const NEVER_READY = { env: { ECHO_PORTS: "9999" } };

const fault = (text: string) => ({ env: { ECHO_FAULT: `${SERVICE}:${text}` } });
const subjectsOf = async ({ commits }: Run) => (await commits("driver")).map(({ subject }) => subject);
const usually = `delay=${USUAL_DELAY}`;

/** The cases, by their worth. */
export const SCENARIOS: readonly JudgedScenario[] = Object.freeze([
  { name: "good", canary: canaryWith(), drive: driveToStable, judge: nothingLost },
  {
    name: "5 % more errors",
    canary: canaryWith(fault(`${usually};status=500;share=0.05`)),
    drive: (run: Run) => driveToAbort(run, /success rate: canary \d+ of/),
    judge(ran: Ran) {
      assert.ok(ran.result.failed > 0, "nothing failed, so nothing was shown");
      assert.ok(ran.result.failed <= MOST_FAILED, `${ran.result.failed} requests failed`);
      assert.deepEqual(ran.late, [], "requests fail although the canary gets none");
    },
  },
  {
    name: "twice as slow",
    canary: canaryWith(fault(`delay=${SLOW_DELAY}`)),
    drive: (run: Run) => driveToAbort(run, /p50 latency: canary/),
    judge: nothingLost,
  },
  {
    name: "slower within a bucket, and a metric of one's own",
    canary: canaryWith({
      ...fault(`delay=${SLOWER_DELAY}`),
      analysis: { ...ANALYSIS, metrics: [...ANALYSIS.metrics, MEAN_DURATION] },
    }),
    drive: (run: Run) => driveToAbort(run, /mean duration, of stable's: is 1\.[3-6]/),
    judge: nothingLost,
  },
  {
    name: "never ready",
    canary: canaryWith({ ...NEVER_READY, deadline: "30s" }),
    drive: (run: Run) => driveToAbort(run, /isn't ready after|is Degraded/),
    judge(ran: Ran) {
      nothingLost(ran);
      assert.equal(ran.result.canary, 0, "a canary that isn't ready got requests");
    },
  },
  {
    name: "never ready, and no driver",
    canary: canaryWith({ ...NEVER_READY, deadline: "15s" }),
    async drive(run: Run) {
      // Argo CD fails at the deadline and tries again, 5 and 10 s later.
      await delay(75_000);
      assert.deepEqual((await run.commits("driver")).length, 0);
      return "kept out of the routes";
    },
    judge(ran: Ran) {
      nothingLost(ran);
      assert.equal(ran.result.canary, 0, "a canary that isn't ready got requests");
    },
    synced: false,
  },
  { name: "no traffic", canary: canaryWith(), rate: 0, drive: holdWithoutTraffic, judge: nothingLost },
  { name: "Prometheus away", canary: canaryWith(), drive: holdWithoutPrometheus, judge: nothingLost },
  { name: "good, driver killed", canary: canaryWith(), drive: driveKilled, judge: nothingLost },
  { name: "good, a person's commits", canary: canaryWith(), drive: driveWithPerson, judge: nothingLost },
  { name: "good, two drivers", canary: canaryWith(), drive: driveTwice, judge: nothingLost },
]);

function nothingLost({ failures }: Ran): void {
  assert.deepEqual(failures, []);
}

/** Nothing of the canary is left but its image, which is stable's. */
async function assertStable(run: Run): Promise<void> {
  assert.deepEqual(await subjectsOf(run), PROMOTED);
  const text = await run.lab.person.show(SERVICE_FILE);
  assert.match(text, new RegExp(`image: "${CANARY_IMAGE}"`));
  assert.doesNotMatch(text, /canary: \{/);
}

async function driveToStable(run: Run): Promise<string> {
  const driver = run.lab.drive(await run.lab.driverCheckout());
  assert.equal(await driver.ended(), 0, driver.text);
  await assertStable(run);
  for (const { subject, body } of (await run.commits("driver")).slice(0, 2)) {
    assert.match(body, /success rate: canary 0 of [\d,]+/, `${subject} doesn't say why`);
  }
  return "promoted";
}

async function driveToAbort(run: Run, why: RegExp): Promise<string> {
  const driver = run.lab.drive(await run.lab.driverCheckout());
  assert.equal(await driver.ended(), 3, driver.text);
  assert.deepEqual(await subjectsOf(run), [`${SERVICE}: canary 20 % → 0 %, aborted`], driver.text);
  const [commit] = await run.commits("driver");
  assert.match(commit!.body, why);
  console.log(`    ${commit!.body}`);
  return "aborted at 20 %";
}

/** Looks at a driver that holds; it must commit nothing. */
async function assertHeld(run: Run): Promise<void> {
  const before = await subjectsOf(run);
  await delay(HELD * 1000);
  assert.deepEqual(await subjectsOf(run), before, "the driver went on");
}

async function holdWithoutTraffic(run: Run): Promise<string> {
  const driver = run.lab.drive(await run.lab.driverCheckout());
  await driver.said(/hold:\n {2}success rate: 0 requests to canary, 100 are needed/);
  await assertHeld(run);
  driver.kill("SIGTERM");
  assert.equal(await driver.ended(), 0, driver.text);
  assert.deepEqual(await subjectsOf(run), []);
  return `held at 20 % for ${HELD} s, until told to stop`;
}

async function holdWithoutPrometheus(run: Run): Promise<string> {
  const { lab } = run;
  lab.prometheus.close();
  const pod = await onlyPod(lab, "observability", {
    "app.kubernetes.io/name": "prometheus",
  });
  const place = { namespace: "observability", pod: pod.metadata.name };
  await signal("KILL", [await processOfContainer(lab, place)]);
  const driver = lab.drive(await lab.driverCheckout());
  await driver.said(/hold:\n {2}success rate: no answer from Prometheus/);
  await assertHeld(run);
  assert.deepEqual(await subjectsOf(run), []);
  lab.prometheus.open();
  await driver.said(/advance on [0-9a-f]+, pushed/);
  driver.kill("SIGTERM");
  assert.equal(await driver.ended(), 0, driver.text);
  assert.deepEqual(await subjectsOf(run), PROMOTED.slice(0, 1));
  return `held at 20 % for ${HELD} s, then went on`;
}

async function driveKilled(run: Run): Promise<string> {
  const kills = await driveWithKills(run.lab, await run.lab.driverCheckout());
  assert.equal(kills.code, 0);
  await assertStable(run);
  return `promoted by ${kills.all + 1} drivers, ${kills.whileEditing} killed while editing, ` +
    `${kills.beforePushing} between commit and push`;
}

async function driveWithPerson(run: Run): Promise<string> {
  const { lab } = run;
  const driver = lab.drive(await lab.driverCheckout());
  await driver.said(/advance on [0-9a-f]+, pushed/);
  await personally(run, "pause");
  const paused = driver.text.length;
  await driver.said(/hold:\n {2}the canary is paused\n {2}success rate/, { since: paused });
  await assertHeld(run);
  await personally(run, "set", "30");
  const moved = driver.text.length;
  await driver.said(/hold:\n {2}the canary is paused\n {2}success rate/, { since: moved });
  await personally(run, "resume");
  await driver.said(/advance on [0-9a-f]+, pushed/, { since: moved });
  driver.kill("SIGTERM");
  assert.equal(await driver.ended(), 0, driver.text);
  assert.deepEqual(
    (await run.commits("")).map(({ author, subject }) => `${author.split(" ")[0]}, ${subject}`),
    [
      `driver, ${SERVICE}: canary 20 % → 50 %`,
      `a, ${SERVICE}: canary paused at 50 %`,
      `a, ${SERVICE}: canary 50 % → 30 %`,
      `a, ${SERVICE}: canary goes on at 30 %`,
      `driver, ${SERVICE}: canary 30 % → 50 %`,
    ],
  );
  return `paused at 50 % by hand, held for ${HELD} s; set to 30 % and resumed, went on from there`;
}

/** Makes a move as a person does: with the command, in a checkout of one's own. */
async function personally({ lab }: Run, ...move: readonly string[]): Promise<void> {
  await lab.person.synchronise();
  await lab.person.task("canary:commit", SERVICE, ...move);
  assert.ok(await lab.person.push(), `the driver was faster than ${move[0]}`);
}

async function driveTwice(run: Run): Promise<string> {
  const drivers = [
    run.lab.drive(await run.lab.driverCheckout()),
    run.lab.drive(await run.lab.driverCheckout()),
  ];
  const codes = await Promise.all(drivers.map((driver) => driver.ended()));
  const text = drivers.map((driver) => driver.text).join("\n---\n");
  assert.deepEqual(codes, [0, 0], text);
  await assertStable(run);
  const authors = new Set((await run.commits("driver")).map(({ author }) => author));
  const late = text.match(/somebody else was faster/g)?.length ?? 0;
  return `promoted, each commit once; ${
    authors.size === 1 ? "all by one" : "by both"
  }, ${late} came too late`;
}
