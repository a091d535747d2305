/** One look at every canary of a cluster that has an analysis, one after the other. */
import { driveOnce, type DriverDoors } from "../../canary/driver/mod.ts";
import type { ClusterModel } from "../../model/types.ts";
import { type ExitCode, exitCodes } from "../exit_code.ts";
import { describeRound } from "./describe_round.ts";
import { endOf, isOutside } from "./round_end.ts";

/** The services whose canaries are moved by their metrics: a canary without an analysis is a person's. */
export function drivenServices({ services }: Pick<ClusterModel, "services">): readonly string[] {
  return services.filter(({ canary }) => canary?.analysis !== undefined).map(({ name }) => name);
}

/**
 * Looks at each of the services once. What keeps one from being looked at keeps no other; {@linkcode exitCodes}.refused
 * where there was such a thing, or a canary was aborted.
 */
export async function driveAll(
  services: readonly string[],
  open: (service: string) => DriverDoors,
  say: (text: string) => void,
): Promise<ExitCode> {
  let end: ExitCode = exitCodes.ok;
  for (const service of services) {
    try {
      const round = await driveOnce(open(service));
      say(`${service}: ${describeRound(round)}`);
      end = endOf(round) || end;
    } catch (error) {
      if (!isOutside(error)) throw error;
      say(`${service}: ${error.message}${error.fix === undefined ? "" : ` (${error.fix})`}`);
      end = exitCodes.refused;
    }
  }
  return end;
}
