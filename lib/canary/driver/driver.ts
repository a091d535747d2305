/** The driver's loop over three doors: Git, Argo CD and Prometheus. It keeps nothing between rounds. */
import type { Evidence } from "../analysis/mod.ts";
import type { Action } from "./action.ts";
import { nextAction } from "./next_action.ts";
import { type ArgoState, type DriverState, type GitState, NoAnswer } from "./state.ts";

/** What the driver can do with Git. */
export interface GitDoor {
  /** Makes the checkout what the branch's remote has, and reads it. */
  synchronise(): Promise<GitState>;
  /** Makes a move on the commit that was read, and commits it. */
  commit(move: "advance" | "promote" | "abort", reasons: readonly string[]): Promise<void>;
  /** Pushes; false where somebody else was first, and then the commit is gone again. */
  push(): Promise<boolean>;
}

/** What the driver asks of Argo CD. */
export interface ArgoDoor {
  /** The service's Application; undefined, or a {@linkcode NoAnswer} thrown, where there is no answer. */
  read(git: GitState): Promise<ArgoState | undefined>;
}

/** What the driver asks of Prometheus. */
export interface PrometheusDoor {
  /** The evidence since a time; what has no answer is undefined in it. */
  read(git: GitState, window: { readonly since: number; readonly now: number }): Promise<Evidence>;
}

/** What a driver is made of. */
export interface DriverDoors {
  /** To the branch. */
  readonly git: GitDoor;
  /** To the cluster. */
  readonly argo: ArgoDoor;
  /** To the measurements. */
  readonly prometheus: PrometheusDoor;
  /** Seconds since 1970. */
  readonly now: () => number;
}

/** What a round did. */
export interface Round {
  /** What was decided; never `measure`. */
  readonly action: Exclude<Action, { readonly kind: "measure" }>;
  /** `pushed`, or `late` where somebody else changed the branch meanwhile; undefined: nothing was to be committed. */
  readonly outcome: "pushed" | "late" | undefined;
  /** The commit that it was decided on. */
  readonly head: string;
}

async function ask(argo: ArgoDoor, git: GitState): Promise<Pick<DriverState, "argo" | "problem">> {
  try {
    return { argo: await argo.read(git) };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return { argo: undefined, problem: error.message };
  }
}

async function decide(
  { argo, prometheus, now }: DriverDoors,
  git: GitState,
): Promise<Exclude<Action, { kind: "measure" }>> {
  const state = { now: now(), git, ...await ask(argo, git) };
  const action = nextAction(state);
  if (action.kind !== "measure") return action;
  const decided = nextAction(state, await prometheus.read(git, { since: action.since, now: state.now }));
  if (decided.kind === "measure") throw new Error("The driver asked twice for the same evidence");
  return decided;
}

/** Reads, decides and does it. */
export async function driveOnce(doors: DriverDoors): Promise<Round> {
  const git = await doors.git.synchronise();
  const action = await decide(doors, git);
  const { head } = git;
  if (action.kind !== "commit") return { action, outcome: undefined, head };
  await doors.git.commit(action.move, action.reasons);
  return { action, outcome: await doors.git.push() ? "pushed" : "late", head };
}
