/** From the words of the command line to a move. */
import {
  abort,
  advance,
  type Move,
  pause,
  promote,
  resume,
  type Service,
  setWeight,
  start,
  type WrittenCanary,
} from "../../canary/actions/mod.ts";
import { didYouMean } from "../../did_you_mean.ts";
import { exitCodes } from "../exit_code.ts";
import { Failure } from "../failure.ts";

/** What can be done with a canary, besides looking at it. */
export const actionNames = ["advance", "set", "pause", "resume", "promote", "abort", "start"] as const;
/** One of {@linkcode actionNames}. */
export type ActionName = typeof actionNames[number];

/** The options that belong to one action each. */
export interface ActionOptions {
  /** `start`: the canary's image. */
  readonly image: string | undefined;
  /** `start`: the weights of a new policy, with commas. */
  readonly steps: string | undefined;
  /** `start`: the service whose policy is taken over. */
  readonly like: string | undefined;
  /** `abort`: whether the canary goes altogether. */
  readonly remove: boolean;
  /** `status`: whether it is for a program. */
  readonly json: boolean;
}

const usage = (message: string, fix?: string) => new Failure(exitCodes.usage, message, fix);

function readWeight(written: string | undefined, what: string): number {
  if (written === undefined) {
    throw usage(`${what} lacks its weight`, 'write "set 25" for 25 % of the requests');
  }
  if (!/^\d{1,3}$/.test(written)) {
    throw usage(`${what} is ${JSON.stringify(written)}, must be a whole number from 0 to 100`);
  }
  return Number(written);
}

const ownOptions: Readonly<Record<keyof ActionOptions, ActionName | "status">> = {
  image: "start",
  steps: "start",
  like: "start",
  remove: "abort",
  json: "status",
};

function requireOwn(action: ActionName, options: ActionOptions): void {
  for (const [option, owner] of Object.entries(ownOptions)) {
    const value = options[option as keyof ActionOptions];
    if (value !== undefined && value !== false && owner !== action) {
      throw usage(`--${option} means nothing for ${action}`, `it belongs to ${owner}`);
    }
  }
}

/** Reads an action's name; throws a {@linkcode Failure} for any other word. */
export function readAction(name: string): ActionName {
  const action = actionNames.find((known) => known === name);
  if (action !== undefined) return action;
  throw usage(
    `Unknown action ${JSON.stringify(name)}`,
    didYouMean(name, [...actionNames, "status"]) ?? `must be status, ${actionNames.join(", ")}`,
  );
}

/** What an action would do to a service; `canaryLike` finds the policy of another one. */
export function moveOf(
  action: ActionName,
  { service, weight, options, canaryLike }: {
    readonly service: Service;
    readonly weight: string | undefined;
    readonly options: ActionOptions;
    readonly canaryLike: (name: string) => WrittenCanary | undefined;
  },
): Move {
  requireOwn(action, options);
  if (weight !== undefined && action !== "set") {
    throw usage(`${action} takes no weight, has ${JSON.stringify(weight)}`, `did you mean "set ${weight}"?`);
  }
  switch (action) {
    case "advance":
      return advance(service);
    case "set":
      return setWeight(service, readWeight(weight, "set"));
    case "pause":
      return pause(service);
    case "resume":
      return resume(service);
    case "promote":
      return promote(service);
    case "abort":
      return abort(service, { remove: options.remove });
    case "start": {
      const { image, like } = options;
      if (image === undefined) throw usage("start lacks its image", "write --image and then a reference");
      const steps = options.steps?.split(",").map((step) => readWeight(step.trim(), "--steps"));
      const policy = like === undefined ? undefined : canaryLike(like);
      if (like !== undefined && policy === undefined) {
        throw usage(`--like is ${JSON.stringify(like)}, which is no service with a canary`);
      }
      return start(service, { image, ...(steps && { steps }), ...(policy && { like: policy }) });
    }
  }
}
