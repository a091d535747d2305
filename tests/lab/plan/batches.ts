import type { Play } from "./plays.ts";
import { sideBySide } from "./side_by_side.ts";

/**
 * How many transitions are played side by side. Each proxy takes three instances of inotify, of which a machine gives
 * one user 128 by default: no more than 42 pods of all labs together.
 */
export const SIDE_BY_SIDE = 4;

/**
 * Puts transitions together that are played at the same time: those in which namespaces come and go last, since Argo CD
 * asks before it deletes one, and the ones with volumes by themselves.
 */
export async function batchesOf(plays: readonly Play[]): Promise<readonly (readonly Play[])[]> {
  const groups = new Map<number, Play[]>([[0, []], [VOLUMES, []], [2, []], [3, []]]);
  for (const play of plays) groups.get(await groupOf(play))!.push(play);
  return [...groups].flatMap(([number, group]) => {
    // A slot's volume isn't used again.
    const count = number === VOLUMES ? Math.min(1, group.length) : Math.ceil(group.length / SIDE_BY_SIDE);
    return Array.from({ length: count }, (_, index) => group.filter((_, place) => place % count === index));
  });
}

/** The group of those with volumes. */
const VOLUMES = 1;

async function groupOf({ before, after }: Play): Promise<number> {
  const [shipped, ...trees] = await Promise.all([[], before, after].map(async (edits) => {
    return [...(await sideBySide([{ name: "s1", edits }])).tree.keys()];
  }));
  const namespaces = (paths: readonly string[]) =>
    paths.filter((path) => path.includes("/namespaces/")).join();
  if (trees.some((paths) => namespaces(paths) !== namespaces(shipped!))) return 2;
  const has = (kind: string) => trees.some((paths) => paths.some((path) => path.includes(`/${kind}-`)));
  return has("persistent-volume-claim") ? VOLUMES : has("horizontal-pod-autoscaler") ? 3 : 0;
}
