/** Which of two threads does what, settled without a word between them. */

const free = 0;

/** Who may claim something. */
export const claimants = { main: 1, helper: 2 } as const;

/** One of {@linkcode claimants}. */
export type Claimant = typeof claimants[keyof typeof claimants];

/** Shared memory in which each of many things is claimed once. */
export class Claims {
  /** To be handed to the other thread. */
  readonly memory: SharedArrayBuffer;
  readonly #cells: Int32Array;

  /** Memory for so many things, or memory that another thread has allocated. */
  constructor(of: number | SharedArrayBuffer) {
    this.memory = typeof of === "number" ? new SharedArrayBuffer(of * Int32Array.BYTES_PER_ELEMENT) : of;
    this.#cells = new Int32Array(this.memory);
  }

  /** How many things there are memory for. */
  get size(): number {
    return this.#cells.length;
  }

  /** Claims a thing, if nobody has yet; whether that was so. */
  take(thing: number, claimant: Claimant): boolean {
    return Atomics.compareExchange(this.#cells, thing, free, claimant) === free;
  }

  /** Whether a thing was claimed by somebody. */
  isTakenBy(thing: number, claimant: Claimant): boolean {
    return Atomics.load(this.#cells, thing) === claimant;
  }
}
