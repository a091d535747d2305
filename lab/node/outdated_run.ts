import type { V1Container, V1Pod } from "@kubernetes/client-node";
import type { AgentContext } from "./agent_context.ts";
import { ContainerProblem } from "./container_problem.ts";
import type { RunRecord } from "./container_run.ts";
import { type Running, runsAgain } from "./container_state.ts";
import { imageOf, programOf } from "./images.ts";

/**
 * Whether a run that goes on is not what its image stands for now, and would be run again if it ended. What has no
 * program any more goes on as it is.
 */
export function isOutdated(
  { programs, tiers }: AgentContext,
  pod: V1Pod,
  container: V1Container,
  { current, record }: { readonly current: Running; readonly record: RunRecord },
): boolean {
  const end = { ...current, kind: "terminated", exitCode: 0, reason: "", finished: 0, owed: 0 } as const;
  if (!runsAgain(pod, container, end)) return false;
  try {
    return record.program !== programOf(imageOf(pod, container, programs, tiers));
  } catch (error) {
    if (error instanceof ContainerProblem) return false;
    throw error;
  }
}
