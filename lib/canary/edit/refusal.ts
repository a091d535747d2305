/** Why an edit is refused. */
import type { Position } from "../../diagnostic.ts";

/** Where the trouble is, and what to do. */
export interface RefusalOptions {
  /** What to do about it, imperative, without a full stop. */
  readonly fix?: string;
  /** The place in the service file; undefined: none in particular. */
  readonly position?: Position | undefined;
}

/** Thrown where a canary can't be moved as it was asked; nothing has been changed then. */
export class Refusal extends Error {
  /** Always `Refusal`. */
  override readonly name = "Refusal";
  /** What to do about it. */
  readonly fix: string | undefined;
  /** The place in the service file. */
  readonly position: Position | undefined;

  /** `message` says what is in the way, without a full stop. */
  constructor(message: string, { fix, position }: RefusalOptions = {}) {
    super(message);
    this.fix = fix;
    this.position = position;
  }
}
