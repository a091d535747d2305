import type { LabTree } from "../argocd/argocd_steps.ts";
import { commitOf, pushTree } from "../commands/push.ts";
import { settle } from "../commands/settle.ts";
import type { ProofContext } from "./proof.ts";

/** Seconds for which the Applications are waited for. */
const TIMEOUT = 600;

/** When a commit was on its way. Unit: seconds of the clock that was given. */
export interface BroughtIn {
  /** When the repository had it. */
  readonly pushed: number;
  /** When every Application was synced with it and healthy. */
  readonly settled: number;
}

/**
 * Pushes a tree and waits until Argo CD has brought it in.
 *
 * @throws {LabError} naming the Application that others wait for.
 */
export async function bringIn(
  { engine }: Pick<ProofContext, "engine">,
  labTree: LabTree,
  message: string,
  now: () => number = () => performance.now() / 1000,
): Promise<BroughtIn> {
  const context = { engine, labTree };
  const result = await pushTree(context, message);
  const pushed = now();
  await settle(context, { timeout: TIMEOUT, commit: await commitOf(context, result) });
  return { pushed, settled: now() };
}
