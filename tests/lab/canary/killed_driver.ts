import { delay } from "../../../lab/process/delay.ts";
import type { CanaryLab } from "./canary_lab.ts";
import { SERVICE } from "./canary_tree.ts";
import type { Checkout } from "./checkout.ts";

/** When a driver was killed. */
export interface Kills {
  /** How often. */
  readonly all: number;
  /** Of those, with the new service file written beside the old one and nothing committed. */
  readonly whileEditing: number;
  /** Of those, with a commit that wasn't pushed. */
  readonly beforePushing: number;
  /** The exit code of the one that was let live. */
  readonly code: number;
}

/** Seconds that a driver lives at the most after it has first said something, where it isn't caught at anything. */
const LIFE = 20;

/** No canary should need more drivers. */
const MOST = 60;

/**
 * Drives a canary with one driver after the other, each killed as `kill -9` does: at any time, in the middle of an
 * edit, or between commit and push; until one ends by itself.
 */
export async function driveWithKills(lab: CanaryLab, checkout: Checkout): Promise<Kills> {
  const kills = { all: 0, whileEditing: 0, beforePushing: 0 };
  for (let index = 0; index < MOST; index++) {
    const { editing, committed } = await watchEdits(checkout);
    const driver = lab.drive(checkout, "--discard");
    const ended = driver.ended();
    let code: number | undefined;
    void ended.then((value) => code = value, () => {});
    const point = [() => Promise.resolve(false), editing, committed][index % 3]!;
    const life = LIFE * Math.random() * 1000;
    let death = Infinity;
    while (code === undefined && performance.now() < death && !await point()) {
      // Killed before its first look, it would show nothing.
      if (death === Infinity && driver.text !== "") death = performance.now() + life;
      await delay(2);
    }
    driver.kill("SIGKILL");
    const last = await ended;
    if (code !== undefined && last !== 137) return { ...kills, code: last };
    kills.all += 1;
    // A child that commits or pushes lives on for a moment.
    await delay(300);
    if (await editing()) kills.whileEditing += 1;
    if (await committed()) kills.beforePushing += 1;
  }
  throw new Error(`${MOST} drivers were killed, and the canary isn't where it should be`);
}

/**
 * Whether the driver has written a new service file beside the old one, and whether it has a commit that isn't pushed;
 * what the one before left behind doesn't count.
 */
async function watchEdits(
  { folder }: Checkout,
): Promise<Readonly<Record<"editing" | "committed", () => Promise<boolean>>>> {
  const staged = async () => {
    const info = await Deno.stat(`${folder}/services/_${SERVICE}.staged.ts`).catch(() => undefined);
    return info?.mtime?.getTime();
  };
  const read = (ref: string) => Deno.readTextFile(`${folder}/.git/refs/${ref}`).catch(() => "");
  const [stagedBefore, headBefore] = [await staged(), await read("heads/main")];
  return {
    editing: async () => {
      const now = await staged();
      return now !== undefined && now !== stagedBefore;
    },
    committed: async () => {
      const [ours, theirs] = [await read("heads/main"), await read("remotes/origin/main")];
      return ours !== headBefore && theirs !== "" && ours !== theirs;
    },
  };
}
