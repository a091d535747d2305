/** What a driver does next. */

/** A driver's next action. */
export type Action =
  /** Nothing; the world has to go on first. */
  | { readonly kind: "wait"; readonly reason: string }
  /** Nothing; somebody has to decide, or the evidence has to grow. */
  | { readonly kind: "hold"; readonly reasons: readonly string[] }
  /** Ask Prometheus about the time since then, and decide with the answer. Seconds since 1970. */
  | { readonly kind: "measure"; readonly since: number }
  /** Edit the service file and commit, with these reasons. */
  | {
    readonly kind: "commit";
    readonly move: "advance" | "promote" | "abort";
    readonly reasons: readonly string[];
  }
  /** There is no canary any more. */
  | { readonly kind: "done"; readonly reason: string };
