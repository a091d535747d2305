/** The escape hatch: a service's own JSON6902 patches, applied before anything is compared or written. */
import { applyPatch, type Operation } from "rfc6902";
import type { Frozen, PatchInput } from "../model/types.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";

/** A patch, or one operation of it, that could not be applied. */
export interface PatchFailure {
  /** Which of the service's patches. */
  readonly patch: number;
  /** Which of its operations; undefined: no object is its target. */
  readonly operation: number | undefined;
  /** Why, as part of a sentence: `finds no object "Deployment backend"`. */
  readonly reason: string;
}

/** The objects with what could be applied, and what couldn't. */
export interface PatchedObjects {
  /** Patched as far as it went. */
  readonly objects: readonly KubernetesObject[];
  /** What could not be applied. */
  readonly failures: readonly PatchFailure[];
}

/** Applies every patch to every object that it names. The objects that come in are not changed. */
export function applyPatches(
  objects: readonly KubernetesObject[],
  patches: readonly Frozen<PatchInput>[],
): PatchedObjects {
  const patched = [...objects];
  const failures: PatchFailure[] = [];
  patches.forEach(({ target, operations }, patch) => {
    const hits = patched.flatMap((object, index) =>
      object.kind === target.kind && (target.name === undefined || object.metadata.name === target.name)
        ? [index]
        : []
    );
    if (hits.length === 0) {
      const wanted = [target.kind, target.name].filter((part) => part !== undefined).join(" ");
      failures.push({ patch, operation: undefined, reason: `finds no object ${JSON.stringify(wanted)}` });
    }
    for (const index of hits) {
      const copy = structuredClone(patched[index]!);
      const results = applyPatch(copy, structuredClone(operations) as Operation[]);
      results.forEach((result, operation) => {
        if (result === null) return;
        const reason = `does not apply to ${copy.kind} "${copy.metadata.name}": ${
          result.message.replace(/\.$/, "")
        }`;
        failures.push({ patch, operation, reason });
      });
      patched[index] = copy;
    }
  });
  return { objects: patched, failures };
}
