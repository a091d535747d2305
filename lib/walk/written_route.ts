/** A route as it is written. */
import type { Fields } from "./plain.ts";
import type { Reference } from "./reference.ts";
import type { Doubt } from "./verdict.ts";

/** A route of a VirtualService, a delegate's fields merged into it. */
export interface WrittenRoute {
  /** As Istio takes it. */
  readonly route: Fields;
  /** Where a field of it stands: in the VirtualService or in its delegate. */
  readonly at: (field?: string) => Reference;
  /** Its alternatives; undefined for a route that takes every request. */
  readonly matches: readonly { readonly match: Fields; readonly at: Reference }[] | undefined;
  /** What isn't understood of it. */
  readonly doubt: Doubt | undefined;
}
