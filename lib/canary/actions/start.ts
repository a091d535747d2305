/** `start`: a new version as canary. */
import { Refusal } from "../edit/refusal.ts";
import type { Plain, ValueChange } from "../edit/value_change.ts";
import { weightOf, weightsOf, type WrittenCanary } from "./canary_of.ts";
import type { Move, Service } from "./move.ts";
import { isStable } from "./promote.ts";

/** The steps of a canary that nobody has given any. Unit: percent. */
export const usualSteps: readonly number[] = [10, 25, 50, 100];

/** How a canary starts. */
export interface StartOptions {
  /** The canary's image. */
  readonly image: string;
  /** The weights of a new policy, in percent. Default: {@linkcode usualSteps}, or those of `like`. */
  readonly steps?: readonly number[];
  /** The policy of another service, to be taken over by a service that has none. */
  readonly like?: WrittenCanary | undefined;
}

function newPolicy({ image, steps, like }: StartOptions): Plain {
  // What differs from the other service's stable means nothing here.
  const { image: _, step: __, paused: ___, env: ____, config: _____, resources: ______, ...policy } = like ??
    { image: "", step: 0, steps: usualSteps };
  return { image, ...policy, ...(steps && { steps }), step: 0 } as unknown as Plain;
}

function restart(service: Service, canary: WrittenCanary, image: string): readonly ValueChange[] {
  const command = `deno task canary ${service.name}`;
  const [first = 0] = weightsOf(canary);
  if (isStable(service) && weightOf(canary) === 100) {
    throw new Refusal(`The promotion of ${JSON.stringify(canary.image)} isn't finished`, {
      fix: `end it with "${command} promote"`,
    });
  }
  // The new pods would get the old one's requests before the routes are lowered.
  if (weightOf(canary) > first) {
    throw new Refusal(
      `The canary of ${JSON.stringify(service.name)} gets ${weightOf(canary)} % of the requests`,
      { fix: `take them from it first with "${command} abort"` },
    );
  }
  return [
    ...(canary.image === image
      ? []
      : [{ kind: "set", path: ["canary", "image"], value: image } satisfies ValueChange]),
    ...(canary.step === 0 ? [] : [{ kind: "set", path: ["canary", "step"], value: 0 } satisfies ValueChange]),
    ...(canary.paused
      ? [{ kind: "set", path: ["canary", "paused"], value: false } satisfies ValueChange]
      : []),
  ];
}

/**
 * Gives a service a canary at its first step, or another image to the canary that it has. Throws a
 * {@linkcode Refusal} while the canary gets more than its first step would give it.
 */
export function start(service: Service, options: StartOptions): Move {
  const { canary } = service;
  const { image, steps } = options;
  if (image === service.image) {
    throw new Refusal(
      `Stable of ${JSON.stringify(service.name)} has the image ${JSON.stringify(image)} already`,
    );
  }
  if (canary === undefined) {
    const weight = steps?.[0] ?? (options.like && weightsOf(options.like)[0]) ?? usualSteps[0];
    return {
      changes: [{ kind: "set", path: ["canary"], value: newPolicy(options) }],
      summary: `canary ${image} at ${weight} %`,
      next: `"deno task canary ${service.name} advance" takes the next step`,
    };
  }
  if (steps !== undefined || options.like !== undefined) {
    throw new Refusal(`${JSON.stringify(service.name)} has a canary policy already`, {
      fix: "leave --steps and --like out, and change the policy in the file",
    });
  }
  return {
    changes: restart(service, canary, image),
    summary: `canary ${image} at ${weightsOf(canary)[0] ?? 0} %`,
    next: `"deno task canary ${service.name} advance" takes the next step`,
  };
}
