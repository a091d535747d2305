/** `promote`: the canary becomes stable, in an order that loses no request. */
import { isDeepStrictEqual } from "node:util";
import { versionDefinitions } from "../../model/version_models.ts";
import type { Plain, ValueChange } from "../edit/value_change.ts";
import { Refusal } from "../edit/refusal.ts";
import { canaryOf, weightOf, weightsOf } from "./canary_of.ts";
import type { Move, Service } from "./move.ts";
import { weightChanges } from "./set_weight.ts";

/** The changes after which an object of the service has the wanted members; what else it has stays. */
function mergeChanges(
  path: readonly string[],
  written: Readonly<Record<string, unknown>> | undefined,
  wanted: Readonly<Record<string, unknown>>,
): readonly ValueChange[] {
  if (Object.keys(wanted).length === 0) return [];
  if (written === undefined) return [{ kind: "set", path, value: wanted as Plain, after: "image" }];
  return Object.entries(wanted).flatMap(([key, value]): readonly ValueChange[] =>
    isDeepStrictEqual(written[key], value)
      ? []
      : [{ kind: "set", path: [...path, key], value: value as Plain }]
  );
}

/** The resources that the canary has with every default, where it says anything about them. */
function resourceChanges(service: Service): readonly ValueChange[] {
  if (service.canary?.resources === undefined) return [];
  const [stable, canary] = versionDefinitions(service);
  if (canary === undefined || isDeepStrictEqual(stable?.resources, canary.resources)) return [];
  const { requests = {}, limits = {} } = canary.resources;
  if (service.resources === undefined) return mergeChanges(["resources"], undefined, { requests, limits });
  return [
    ...mergeChanges(["resources", "requests"], service.resources.requests, requests),
    ...mergeChanges(["resources", "limits"], service.resources.limits, limits),
  ];
}

function stableChanges(service: Service): readonly ValueChange[] {
  const canary = canaryOf(service);
  return [
    ...(service.image === canary.image
      ? []
      : [{ kind: "set", path: ["image"], value: canary.image } satisfies ValueChange]),
    ...mergeChanges(["env"], service.env, canary.env ?? {}),
    ...mergeChanges(["config"], service.config, canary.config ?? {}),
    ...resourceChanges(service),
  ];
}

/** Whether stable is what the canary is: image, environment, configuration and resources. */
export function isStable(service: Service): boolean {
  return service.canary !== undefined && stableChanges(service).length === 0;
}

/**
 * The next of the commits that make the canary stable, each to be rolled out before the next:
 *
 * 1. the canary gets every request;
 * 2. stable takes what the canary is, while nobody asks it;
 * 3. the canary is removed, and its requests go to the new stable.
 *
 * Throws a {@linkcode Refusal} where the policy has a step between here and 100 % that wasn't taken.
 */
export function promote(service: Service): Move {
  const canary = canaryOf(service);
  const weight = weightOf(canary);
  const again = (what: string) =>
    `when Argo CD is Synced and Healthy, "deno task canary ${service.name} promote" again: ${what}`;
  if (weight < 100) {
    const left = weightsOf(canary).filter((step) => step > weight && step < 100);
    if (left.length > 0) {
      throw new Refusal(
        `The canary of ${JSON.stringify(service.name)} gets ${weight} %, and ${
          left.join(" and ")
        } % come before 100 %`,
        { fix: `take the next step with "deno task canary ${service.name} advance"` },
      );
    }
    return {
      changes: weightChanges(service, 100),
      summary: `canary ${weight} % → 100 %, promotion 1 of 3`,
      next: again("stable takes the canary's image while nobody asks it"),
    };
  }
  const changes = stableChanges(service);
  if (changes.length > 0) {
    return {
      changes,
      summary: `stable becomes ${canary.image}, promotion 2 of 3`,
      next: again("the canary is removed, and its requests go to the new stable"),
    };
  }
  return {
    changes: [{ kind: "remove", path: ["canary"] }],
    summary: `canary 100 % → removed, promotion 3 of 3: stable is ${service.image}`,
    next: undefined,
  };
}
