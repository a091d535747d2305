import { readLabTree } from "../../../lab/argocd/argocd_steps.ts";
import type { ClusterApi } from "../../../lab/argocd/cluster_api.ts";
import { makeSecrets, secretsOf } from "../../../lab/argocd/generated_secrets.ts";
import { refreshApplications } from "../../../lab/argocd/read_applications.ts";
import { commitOf } from "../../../lab/commands/push.ts";
import { pushWorkingTree } from "../../../lab/git/push_working_tree.ts";
import type { Engine } from "../../../lab/engine.ts";
import { LabError } from "../../../lab/lab_error.ts";
import { delay } from "../../../lab/process/delay.ts";
import type { LoadCount } from "../../../lab/verify/load_count.ts";
import { failuresText } from "../../../lab/verify/load_count.ts";
import { probesIn } from "../../../lab/verify/probes.ts";
import { makePlan } from "../../../lib/plan/make_plan.ts";
import { readClusters, rememberingBuilder } from "../../../lib/plan/read_clusters.ts";
import { type CallerLoad, callerLoad } from "./caller_load.ts";
import { makeVolumes } from "./claims.ts";
import type { Played } from "./played.ts";
import type { CallerRequest, Play } from "./plays.ts";
import { writeTree } from "./stage_folder.ts";
import { podMetrics } from "./pod_metrics.ts";
import { CLUSTER, type SideBySide, sideBySide } from "./side_by_side.ts";
import { textInSlot } from "./slot_names.ts";
import { type SlotLoad, slotLoad } from "./slot_load.ts";
import { ARGOCD, hold, type SlotState, untilAtRest, watchCommit } from "./watch_commit.ts";
import { whatIsShown } from "./what_is_shown.ts";

/** Where transitions are played. */
export interface Stage {
  readonly engine: Engine;
  readonly api: ClusterApi;
  /** A folder that is pushed; `clusters/` in it is rendered. */
  readonly folder: string;
  readonly tell: (text: string) => void;
}

/** Requests per second of each stream; a slot has two. */
const RATE = 5;

/** Seconds without a failed request before a commit. */
const QUIET = 5;

/** Seconds for which that, and what is there before, are waited for. */
const PATIENCE = 300;

/** Seconds for which a commit may take to come to rest. */
const LONG = 300;

/** Seconds of load after that. */
const AFTER = 8;

/** Seconds by which an Application is later that is to be the last. */
const LATER = 6;

/** Plays transitions side by side: the tree before all of them, then one commit with every change. */
export async function playBatch(stage: Stage, plays: readonly Play[]): Promise<readonly Played[]> {
  const { engine, api, tell } = stage;
  const slots = plays.map((_, index) => `s${index + 1}`);
  const at = (index: number) => slots[index]!;
  const trees = async (side: "before" | "after") =>
    await sideBySide(plays.map((play, index) => ({ name: at(index), edits: play[side] })));
  const [before, after] = [await trees("before"), await trees("after")];
  const prepared = await Promise.all(plays.map((play, index) => preparation(play, at(index))));

  await makeVolumes(api, before.tree);
  const first = await push(stage, before, slots, "Before the change");
  await using _metrics = await podMetrics(api, [before.tree, after.tree]);
  const restless = await untilAtRest(first, PATIENCE, () => ensureSecrets(stage, before));
  for (const [slot, { trouble }] of restless) tell(`${slot} is not at rest: ${trouble}`);

  await using probes = probesIn(engine, api, tell);
  const probeOf = (slot: string, name: string) => {
    const found = before.cluster.services.find((service) => service.name === textInSlot(slot, name));
    if (found === undefined) throw new Error(`there is no ${name} to send requests in the place of`);
    return probes.ofService(found);
  };
  for (const [index, { calls }] of plays.entries()) {
    for (const { from } of calls) await probeOf(at(index), from);
  }
  const streams = slots.flatMap((slot) =>
    [{}, { "x-canary": "true" }].map((headers) => ({ slot, host: `${slot}-frontend.local`, headers }))
  );
  await using load = await slotLoad(engine, after.cluster, streams, RATE);
  const calling = new Map<string, CallerLoad[]>(slots.map((slot) => [slot, []]));
  await using _calling = {
    async [Symbol.asyncDispose]() {
      for (const each of [...calling.values()].flat()) await each[Symbol.asyncDispose]();
    },
  };
  const call = async (slot: string, { from, to, port, method }: CallerRequest) => {
    const hostname = textInSlot(slot, `${to}-service.${to}.svc.cluster.local`);
    const probe = await probeOf(slot, from);
    calling.get(slot)!.push(callerLoad(probe, { hostname, port, method, timeout: 10 }, load.now));
  };
  for (const [index, { calls }] of plays.entries()) {
    for (const each of calls) if (each.since === "begin") await call(at(index), each);
  }
  const began = await quiet(load, slots, tell);
  const shown = await Promise.all(
    prepared.map((each, index) => whatIsShown({ api, slot: at(index), ...each })),
  );

  const held = new Map(
    plays.map(({ last }, index) => [at(index), last.map((name) => textInSlot(at(index), name))] as const),
  );
  for (const name of [...held.values()].flat()) await hold(api, name);
  const second = await push(stage, after, slots, plays.map(({ transition }) => transition.name).join("\n"));
  const pushed = load.now();
  for (const name of [...held.values()].flat()) second.held.add(name);
  const states = new Map<string, SlotState>();
  const settled = new Map<string, number>();
  const refused = new Map<string, string>();
  const due = new Map<string, number>();
  const started = new Set<CallerRequest>();
  while (load.now() < pushed + LONG) {
    for (const [slot, state] of await second.look()) {
      const index = slots.indexOf(slot);
      states.set(slot, state);
      if (state.refused !== undefined && !refused.has(slot)) refused.set(slot, state.refused);
      for (const each of plays[index]!.calls) {
        const caller = textInSlot(slot, each.from);
        if (each.since === "begin" || started.has(each) || state.left.includes(caller)) continue;
        started.add(each);
        await call(slot, each);
      }
      const waiting = held.get(slot)!;
      if (waiting.length > 0 && state.left.every((name) => waiting.includes(name))) {
        if (!due.has(slot)) due.set(slot, load.now() + LATER);
        if (load.now() > due.get(slot)!) {
          held.set(slot, []);
          for (const name of waiting) second.held.delete(name);
          await second.look();
          await refreshApplications(api, ARGOCD, (name) => waiting.includes(name));
        }
      }
      if (state.left.length > 0) settled.delete(slot);
      else if (!settled.has(slot)) settled.set(slot, load.now());
    }
    const done = slots.every((slot, index) =>
      settled.has(slot) || (refused.has(slot) && prepared[index]!.codes.includes("immutable-field"))
    );
    if (done) break;
    await delay(700);
  }
  await delay(AFTER * 1000);
  await load.settled();
  for (const each of [...calling.values()].flat()) await each[Symbol.asyncDispose]();
  const ended = load.now();
  return await Promise.all(plays.map(async ({ transition: { name } }, index): Promise<Played> => {
    const slot = at(index);
    const answered = load.answered(slot, began);
    const end = settled.get(slot) ?? ended - AFTER;
    return {
      name,
      codes: prepared[index]!.codes,
      load: sum(load.count(slot, began), calling.get(slot)!.map((each) => each.count())),
      ...{ pushed, ended, settled: settled.get(slot), refused: refused.get(slot) },
      trouble: settled.has(slot) ? "" : states.get(slot)?.trouble ?? "",
      asked: [...second.asked].filter((text) => text.includes(`${slot}-`)),
      shown: await shown[index]!({
        before: answered.filter((each) => each.at < pushed),
        during: answered.filter((each) => each.at >= pushed),
        after: answered.filter((each) => each.at >= end + 1),
      }),
    };
  }));
}

/** What the plan says of one transition, in the names of its slot. */
async function preparation({ before, after }: Play, slot: string) {
  const [from, to] = [
    await sideBySide([{ name: slot, edits: before }]),
    await sideBySide([{ name: slot, edits: after }]),
  ];
  const build = rememberingBuilder();
  const { findings } = makePlan(from.tree, to.tree, to.policy);
  return {
    codes: [...new Set(findings.map(({ code }) => code))].sort(),
    before: readClusters(from.tree, build).get(CLUSTER)!,
    after: readClusters(to.tree, build).get(CLUSTER)!,
  };
}

/** Makes the Secrets that are generated. A namespace that comes back may still be on its way out, and take them along. */
async function ensureSecrets({ api, folder }: Stage, { cluster }: SideBySide): Promise<void> {
  const { tree: { namespaces } } = await readLabTree({ workingTree: folder, cluster: CLUSTER });
  await makeSecrets(api, secretsOf(cluster.services), namespaces).catch((error) => {
    if (!(error instanceof LabError)) throw error;
  });
}

async function push(
  stage: Stage,
  side: SideBySide,
  slots: readonly string[],
  message: string,
) {
  const { engine, api, folder } = stage;
  const changed = await writeTree(folder, side.tree);
  const labTree = { workingTree: folder, cluster: CLUSTER };
  const { tree: { applications } } = await readLabTree(labTree);
  await ensureSecrets(stage, side);
  const { push: remote, store } = await engine.repository();
  const result = await pushWorkingTree({ workingTree: folder, store, remote, message });
  const concerned = new Set(changed.flatMap(applicationOf));
  // As a web hook does: those whose paths have changed are told.
  await refreshApplications(api, ARGOCD, (name) => concerned.has(name));
  const commit = await commitOf({ engine, labTree }, result);
  return watchCommit({
    ...{ api, expected: applications, commit, slots },
    concerned,
  });
}

/** The Application that applies a file of the rendered tree. */
function applicationOf(path: string): readonly string[] {
  const [first = "", second = "", third = ""] = path.split("/");
  if (first === "base") return [second];
  return second === "argocd" ? ["root"] : third === "" ? [] : [third];
}

/** Waits until no request has failed for a while, and says from when on. */
async function quiet(
  load: SlotLoad,
  slots: readonly string[],
  tell: (text: string) => void,
): Promise<number> {
  const end = load.now() + PATIENCE;
  while (true) {
    await delay(500);
    const since = load.now() - QUIET;
    const counts = slots.map((slot) => ({ slot, count: load.count(slot, since - 1) }));
    if (since > 1 && counts.every(({ count }) => count.sent > 0 && count.failures.length === 0)) return since;
    if (load.now() < end) continue;
    for (const { slot, count: { failures } } of counts) {
      if (failures.length > 0) tell(`${slot} fails before its change: ${failuresText(failures)}`);
    }
    return since;
  }
}

function sum(first: LoadCount, others: readonly LoadCount[]): LoadCount {
  return others.reduce((all, each) => ({
    seconds: all.seconds,
    sent: all.sent + each.sent,
    answered: all.answered + each.answered,
    failures: [...all.failures, ...each.failures].toSorted((a, b) => a.at - b.at),
  }), first);
}
