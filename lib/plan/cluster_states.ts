/** What stands in a cluster while its Applications are synced, each by itself. */
import type { KubernetesObject } from "../kubernetes_object.ts";
import type { ApplicationState } from "./application_states.ts";

/** One moment of several Applications together. */
export interface ClusterState {
  /** The moment of each Application, in the order in which they were given. */
  readonly moments: readonly ApplicationState[];
  /** All their objects, and those that don't change. */
  readonly objects: readonly KubernetesObject[];
}

/** More moments than this are not all tried: then each pair of Applications goes, all others having begun or ended. */
export const mostStates = 3000;

/** Whether every moment is tried. */
export function isExhaustive(applications: readonly (readonly ApplicationState[])[]): boolean {
  return applications.reduce((product, { length }) => product * length, 1) <= mostStates;
}

function* everyChoice(lengths: readonly number[]): Iterable<readonly number[]> {
  const choice = lengths.map(() => 0);
  while (true) {
    yield [...choice];
    let place = 0;
    while (place < lengths.length && ++choice[place]! === lengths[place]) choice[place++] = 0;
    if (place === lengths.length) return;
  }
}

function* pairChoices(lengths: readonly number[]): Iterable<readonly number[]> {
  for (let one = 0; one < lengths.length; one++) {
    for (let other = one + 1; other < lengths.length; other++) {
      for (const [a, b] of everyChoice([lengths[one]!, lengths[other]!])) {
        for (const ended of [false, true]) {
          yield lengths.map((length, index) =>
            index === one ? a! : index === other ? b! : ended ? length - 1 : 0
          );
        }
      }
    }
  }
}

const sum = (list: readonly number[]) => list.reduce((total, each) => total + each, 0);

/**
 * The moments of a cluster: each Application goes through its own, and none waits for another. The earlier ones come
 * first.
 *
 * @param rest The objects of everything that doesn't change.
 */
export function* clusterStates(
  applications: readonly (readonly ApplicationState[])[],
  rest: readonly KubernetesObject[],
): Iterable<ClusterState> {
  const lengths = applications.map(({ length }) => length);
  const choices = [...(isExhaustive(applications) ? everyChoice(lengths) : pairChoices(lengths))]
    .sort((a, b) => sum(a) - sum(b));
  for (const choice of choices) {
    const moments = choice.map((index, place) => applications[place]![index]!);
    yield { moments, objects: [...rest, ...moments.flatMap(({ objects }) => objects)] };
  }
}
