/** What an action does to a service. */
import type { ServiceInput } from "../../catalogue/types.ts";
import type { Frozen } from "../../model/types.ts";
import type { ValueChange } from "../edit/value_change.ts";

/** A service as its file writes it. */
export type Service = Frozen<ServiceInput>;

/** Changes to one service file, and what they mean. */
export interface Move {
  /** Empty: it is so already. */
  readonly changes: readonly ValueChange[];
  /** What moves, for the subject of a commit: `canary 10 % → 25 %`. */
  readonly summary: string;
  /** What follows, one sentence without a full stop; undefined: nothing does. */
  readonly next: string | undefined;
  /** Whether it is made even where its plan is unsafe: requests are taken from a bad version without delay. Default: false. */
  readonly rescue?: boolean;
}
