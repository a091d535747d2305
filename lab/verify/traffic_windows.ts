import { delay } from "../process/delay.ts";
import type { Window } from "./change_point.ts";
import { countHop, type Snapshot } from "./hop_counts.ts";
import type { Hop } from "./hops.ts";
import { clientPods } from "./measure_hops.ts";
import type { ProofContext } from "./proof.ts";
import { podAddress, runningPods, snapshotOf } from "./proxies.ts";

/** Counts what goes along hops, stretch by stretch, until it is disposed of. */
export interface TrafficWindows extends AsyncDisposable {
  /** What was counted so far along a hop, by its name. */
  readonly of: (hop: string) => readonly Window[];
}

/** Milliseconds from one count to the next: each asks every proxy. */
const PAUSE = 1000;

interface Moment {
  readonly at: number;
  readonly snapshot: Snapshot;
  /** By the names of the hops. */
  readonly clients: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Counts by what the callers' proxies sent to which pod, whatever answers there. A proxy that comes, goes or starts
 * anew is left out of the stretch in which it does.
 *
 * @param now a clock. Unit: seconds.
 */
export function trafficWindows(
  context: ProofContext,
  hops: readonly Hop[],
  now: () => number,
): TrafficWindows {
  const windows = new Map<string, Window[]>(hops.map(({ name }) => [name, []]));
  const versions = new Map<string, string>();
  let ended = false;

  const look = async (): Promise<Moment> => {
    const callees = [...new Set(hops.map(({ callee }) => callee))];
    await Promise.all(callees.map(async ({ namespace, name }) => {
      for (const pod of await runningPods(context.api, namespace, { app: name })) {
        versions.set(podAddress(pod), pod.metadata.labels?.["version"] ?? "");
      }
    }));
    const places = await Promise.all(hops.map((hop) => clientPods(context, hop)));
    const all = new Map(places.flat().map((place) => [place.pod, place]));
    const snapshots = await Promise.allSettled(
      [...all.values()].map((place) => snapshotOf(context.engine, [place])),
    );
    const snapshot = new Map(
      snapshots.flatMap((result) => result.status === "fulfilled" ? [...result.value] : []),
    );
    const clients = hops.map(({ name }, index) =>
      [name, new Set((places[index] ?? []).map(({ pod }) => pod))] as const
    );
    return { at: now(), snapshot, clients: new Map(clients) };
  };
  const note = (before: Moment, after: Moment) => {
    for (const { name, callee, port } of hops) {
      let [total, canary] = [0, 0];
      for (const pod of after.clients.get(name) ?? []) {
        const [then, later] = [before.snapshot.get(pod), after.snapshot.get(pod)];
        if (then === undefined || later === undefined) continue;
        const counts = countHop(new Map([[pod, then]]), new Map([[pod, later]]), {
          ...{ host: callee.host, servicePort: port.port },
          versionOf: (address) => versions.get(address),
        });
        if (counts.total < 0 || counts.canary < 0) continue;
        total += counts.total;
        canary += counts.canary;
      }
      windows.get(name)?.push({ begin: before.at, end: after.at, total, canary });
    }
  };
  const run = (async () => {
    let before = await look();
    while (!ended) {
      await delay(PAUSE);
      const after = await look();
      note(before, after);
      before = after;
    }
  })();
  run.catch(() => {});
  return Object.freeze({
    of: (hop: string) => [...windows.get(hop) ?? []],
    async [Symbol.asyncDispose]() {
      ended = true;
      await run;
    },
  });
}
