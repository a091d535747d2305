import type { V1Container, V1Pod, V1ResourceFieldSelector } from "@kubernetes/client-node";
import { quantityValue } from "./quantity.ts";

/** What the machine has, which stands for a limit that is not set. */
export interface MachineResources {
  readonly cpus: number;
  /** Bytes. */
  readonly memory: number;
}

/** What a `resourceFieldRef` stands for: the amount in units of the divisor, rounded up. `undefined` if unknown. */
export function resourceValue(
  pod: V1Pod,
  container: V1Container,
  machine: MachineResources,
  selector: V1ResourceFieldSelector,
): string | undefined {
  const named = selector.containerName === undefined
    ? container
    : containerNamed(pod, selector.containerName);
  const [, kind, resource = ""] = /^(limits|requests)\.(.+)$/.exec(selector.resource) ?? [];
  if (named === undefined || kind === undefined) return undefined;
  const { limits, requests } = named.resources ?? {};
  // As for a pod: a request that isn't set is the limit, a limit that isn't set is all of the machine.
  const written = kind === "limits" ? limits?.[resource] : requests?.[resource] ?? limits?.[resource];
  const otherwise = kind === "limits" ? { cpu: machine.cpus, memory: machine.memory }[resource] ?? 0 : 0;
  const amount = written === undefined ? otherwise : quantityValue(written);
  const divisor = quantityValue(String(selector.divisor ?? "1")) || 1;
  // The sum of binary fractions may be a hair above the integer that is meant.
  return String(Math.ceil(amount / divisor - 1e-9));
}

function containerNamed({ spec }: V1Pod, name: string): V1Container | undefined {
  return [...spec?.initContainers ?? [], ...spec?.containers ?? []].find((each) => each.name === name);
}
