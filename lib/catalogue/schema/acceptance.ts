/** Taking on what a plan finds unsafe. */
import { z } from "zod";

/** A reason why what `deno task plan` refuses may be done all the same. */
export const acceptance = z.strictObject({
  /** The code of the finding, as the plan prints it. */
  finding: z.enum([
    "requests-fail",
    "requests-lost",
    "immutable-field",
    "namespace-lost",
    "volume-lost",
    "owner-changes",
    "weight-jump",
    "canary-removed-above-zero",
    "promotion-in-one-commit",
    "cluster-ahead",
  ]),
  /** Why, for whoever reads the plan: at least 20 characters. */
  reason: z.string().trim().min(20, { error: "must say why in at least 20 characters" }),
  /** The last day on which it counts, in UTC, for example `2026-12-31`. Default: it counts as long as it stands. */
  until: z.iso.date({ error: `must be a day such as "2026-12-31"` }).optional(),
});
