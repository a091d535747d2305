import { podPlace } from "./pod_place.ts";
import type { CommandContext } from "./command_context.ts";

/** How to print a log. */
export interface LogsOptions {
  /** A part, such as `etcd`, or a pod, such as `backend/backend-canary`. */
  readonly of: string;
  readonly container: string | undefined;
  /** Whether to go on as it grows. */
  readonly follow: boolean;
  /** How many of the last lines; all if not given. */
  readonly lines: number | undefined;
}

/**
 * `lab logs`: prints what a part or a container has printed.
 *
 * @returns the exit code.
 * @throws {LabError} if there is no such part, pod or container.
 */
export async function logs({ engine }: CommandContext, options: LogsOptions): Promise<number> {
  const { of, container, follow, lines } = options;
  const place = of.includes("/") ? await podPlace(engine, of, container) : of;
  const stream = await engine.logs(place, { follow, ...(lines === undefined ? {} : { lines }) });
  await stream.pipeTo(Deno.stdout.writable, { preventClose: true });
  return 0;
}
