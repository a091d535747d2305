/** Where the generator keeps what it needs to know between runs: below `.state` in the tree's root. */

/** The folder of the state; no part of the tree. */
export const STATE = ".state";

/** The paths of the state of one tree. */
export interface Layout {
  /** The folder of the state. */
  readonly state: string;
  /** The file that a run holds locked while it writes. */
  readonly lock: string;
  /** What was in the tree when it was last written, and when. */
  readonly index: string;
  /** A write past its commit point that is not yet complete. */
  readonly journal: string;
}

/** The paths of the state of the tree at a root. */
export function layoutOf(root: string): Layout {
  const state = `${root}/${STATE}`;
  return { state, lock: `${state}/lock`, index: `${state}/index`, journal: `${state}/journal` };
}

const STAGED = "staged-";

/** Where an index is prepared that is renewed without a write. */
export function stagedIndexOf(root: string): string {
  return `${layoutOf(root).state}/${STAGED}index`;
}

/** Where one write prepares its files: side by side, since Deno asks about every folder on the way to a new file. */
export interface Staging {
  /** The folder of the new files, at the paths they will have below the root. */
  readonly tree: string;
  /** The index of the tree as it will be. */
  readonly index: string;
  /** The journal before it is put in place. */
  readonly journal: string;
  /** A folder that is moved nowhere, to find out what may be moved. */
  readonly probe: string;
}

/** The paths of one write's staging. */
export function stagingOf(root: string, id: string): Staging {
  const tree = `${layoutOf(root).state}/${STAGED}${id}`;
  return { tree, index: `${tree}.index`, journal: `${tree}.journal`, probe: `${tree}.probe` };
}

/** Whether an entry of the state's folder is part of a write's staging. */
export function isStaging(name: string): boolean {
  return name.startsWith(STAGED);
}
