import type { ClusterModel } from "../../../lib/model/types.ts";
import { LabError } from "../../lab_error.ts";
import { delay } from "../../process/delay.ts";
import { ERROR_RATE } from "../acceptance_region.ts";
import { bearableLoad } from "../bearable_load.ts";
import { bringIn } from "../bring_in.ts";
import { ABORT, type CanaryCommit, PROMOTION } from "../canary_moves.ts";
import { sumOf } from "../change_point.ts";
import { type ConstantLoad, constantLoad } from "../constant_load.ts";
import { failedHops } from "../failed_hops.ts";
import { type Hop, hopsOf } from "../hops.ts";
import { journeysOf } from "../journeys.ts";
import { countBetween } from "../load_count.ts";
import { judgeLoad, judgeMove } from "../move_judgements.ts";
import { seconds } from "../numbers_text.ts";
import type { Finding, Proof, ProofContext } from "../proof.ts";
import { type ScratchTree, scratchTree } from "../scratch_tree.ts";
import { type TrafficWindows, trafficWindows } from "../traffic_windows.ts";

/** Requests along each hop after a commit is in. */
const REQUESTS = 600;

/** Seconds for which they are waited for. */
const PATIENCE = 120;

/** Tests of shares at most, for the error rate of each. */
const STEPS = PROMOTION.length + ABORT.length + 2;

/** Commits that move weights lose no request, and are in the traffic within seconds. */
export const COMMITS: Proof = Object.freeze({
  name: "commits",
  title: "commits that move canaries reach the traffic, and not one request fails",
  run: commits,
});

async function commits(context: ProofContext): Promise<readonly Finding[]> {
  const { engine, cluster, labTree, tell } = context;
  const hops = hopsOf(cluster);
  const hosts = await journeysOf(cluster);
  if (hosts.length === 0 || hops.every(({ callee }) => callee.canary === undefined)) return [];
  await using scratch = await scratchTree(labTree);
  tell("the working tree is pushed, to begin with");
  await bringIn(context, labTree, "State of the working tree");
  const options = await bearableLoad(engine, cluster, hosts);
  tell(`${options.rate} requests per second are what this machine bears`);
  const findings: Finding[] = [];
  try {
    await using load = await constantLoad(engine, cluster, hosts, options);
    await using windows = trafficWindows(context, hops, load.now);
    const run: Run = { context, scratch, hops, load, windows, findings };
    await delay(2000);
    await sequence(run, "promotion", PROMOTION);
    await sequence(run, "abort", ABORT);
    await load.settled();
    findings.push(judgeLoad("all of this", load.count()));
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    findings.push({ passed: false, text: error.message });
  } finally {
    await bringIn(context, labTree, "The working tree again");
  }
  return findings;
}

interface Run {
  readonly context: ProofContext;
  readonly scratch: ScratchTree;
  readonly hops: readonly Hop[];
  readonly load: ConstantLoad;
  readonly windows: TrafficWindows;
  /** Receives what is found: what was measured stays even if a later commit never comes to rest. */
  readonly findings: Finding[];
}

/** A sequence of commits, and one that takes all of them back. */
async function sequence(run: Run, name: string, all: readonly CanaryCommit[]): Promise<void> {
  const { scratch } = run;
  const first = await scratch.services();
  for (const { name: step, move } of all) {
    const before = await scratch.cluster();
    const done = await scratch.move((service) => move(service, first.get(service.name)));
    if (done.length > 0) await underLoad(run, step, done.join(", "), before);
  }
  const before = await scratch.cluster();
  await scratch.restore();
  await underLoad(run, `${name} taken back`, `${name} taken back`, before);
}

async function underLoad(
  { context, scratch, hops, load, windows, findings }: Run,
  name: string,
  message: string,
  before: ClusterModel,
): Promise<void> {
  context.tell(`${name}: ${message}`);
  const begin = load.count();
  const started = Date.now();
  const { pushed, settled } = await bringIn(context, scratch.labTree, message, load.now);
  const after = await scratch.cluster();
  const end = load.now() + PATIENCE;
  const busy = hops.filter((hop) => sumOf(windows.of(hop.name)).total > 0);
  const enough = (hop: Hop) => {
    const since = windows.of(hop.name).filter((window) => window.begin >= settled);
    return sumOf(since).total >= REQUESTS;
  };
  while (!busy.every(enough) && load.now() < end) await delay(500);
  await load.settled();
  const counted = countBetween(begin, load.count());
  const causes = counted.failures.length === 0 ? [] : await failedHops(context, hops, new Date(started));
  const result = judgeLoad(`${name}, synced and healthy after ${seconds(settled - pushed)}`, counted, causes);
  context.tell(result.text);
  findings.push(result);
  for (const { name: hop, callee } of busy) {
    const finding = judgeMove({
      ...{ hop, pushed, settled, windows: windows.of(hop) },
      from: weightIn(before, callee.name),
      to: weightIn(after, callee.name),
      errorRate: ERROR_RATE / (hops.length * STEPS),
    });
    findings.push({ ...finding, text: `${name}: ${finding.text}` });
  }
}

function weightIn({ services, name: cluster }: ClusterModel, name: string): number {
  const found = services.find((service) => service.name === name);
  if (found !== undefined) return found.canary?.weight ?? 0;
  throw new LabError(`Cannot find the service "${name}" in the cluster "${cluster}"`);
}
