import { Watch } from "@kubernetes/client-node";

/** Milliseconds; longer than the API server lets a watch last. */
const NEVER = 600_000;

/**
 * Keeps the library from aborting a watch that was quiet for 30 s: under Deno nobody is told of it, so nothing would
 * be seen ever after. The API server itself ends watches in time.
 */
export function keepQuietWatches(): void {
  Object.defineProperty(Watch.prototype, "requestTimeoutMs", { get: () => NEVER, set: () => {} });
}
