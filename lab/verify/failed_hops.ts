import type { PodPlace } from "../engine.ts";
import { LabError } from "../lab_error.ts";
import { type AccessLine, readAccessLog } from "./access_log.ts";
import type { Hop } from "./hops.ts";
import { clientPods } from "./measure_hops.ts";
import type { ProofContext } from "./proof.ts";

/** How many of the last lines of each proxy's log are read. */
const LINES = 20_000;

/**
 * What the proxies on the way say about requests that failed: `gateway → frontend-canary-…: 503 UF,URX 3 times`.
 * Proxies that have gone since can't be asked.
 */
export async function failedHops(
  context: ProofContext,
  hops: readonly Hop[],
  since: Date,
): Promise<readonly string[]> {
  const places = (await Promise.all(hops.map((hop) => clientPods(context, hop)))).flat();
  const unique = [...new Map(places.map((place) => [place.pod, place])).values()];
  const logs = await Promise.all(
    unique.map(async (place) => [place, await failedLines(context, place)] as const),
  );
  const groups = new Map<string, number>();
  for (const [{ pod }, lines] of logs) {
    for (const { time, status, flags, details, cluster } of lines) {
      if (time < since.getTime()) continue;
      const text = `${pod} to ${cluster}: ${status} ${flags} ${details}`;
      groups.set(text, (groups.get(text) ?? 0) + 1);
    }
  }
  return [...groups].map(([text, times]) => `${text}${times === 1 ? "" : `, ${times} times`}`);
}

async function failedLines({ engine }: ProofContext, place: PodPlace): Promise<readonly AccessLine[]> {
  try {
    const log = await engine.logs({ ...place, container: "istio-proxy" }, { lines: LINES });
    return readAccessLog(await new Response(log).text()).filter(({ status, flags }) =>
      flags !== "-" || status === 0 || status >= 500
    );
  } catch (error) {
    if (error instanceof LabError) return [];
    throw error;
  }
}
