import type { ClusterModel } from "../../lib/model/types.ts";
import type { Engine } from "../engine.ts";
import type { LoadedHost, LoadOptions } from "./constant_load.ts";
import { sendToGateway } from "./gateway_client.ts";

/** Requests per second at the most, of all hosts together. */
const MOST = 60;

/** Which part of what a machine can do it is asked to do for long: what starts meanwhile needs the rest. */
const SHARE = 0.5;

/** Requests under way at once at the most. */
const PARALLEL = 32;

/** Seconds until a request is given up: longer than any route's timeout. */
const TIMEOUT = 30;

/** Requests that measure what a machine can do, after as many that nothing is concluded from. */
const TRIAL = 40;

/** How many of them are under way at once. */
const AT_ONCE = 4;

/** A load that this machine bears: an upload that is looked at costs a hundred times what an echo does. */
export async function bearableLoad(
  engine: Engine,
  cluster: Pick<ClusterModel, "gateway">,
  hosts: readonly LoadedHost[],
): Promise<LoadOptions> {
  const trial = async () => {
    const begin = performance.now();
    await Promise.all(hosts.map(({ journey, ...host }) =>
      sendToGateway(engine, cluster, host, [
        { ...journey, count: TRIAL, parallel: AT_ONCE, timeout: TIMEOUT, keep: 0 },
      ])
    ));
    return (performance.now() - begin) / 1000;
  };
  // What has just been started is slow at first.
  await trial();
  return loadFor(hosts.length * TRIAL / await trial());
}

/**
 * The load for a machine that can answer so many requests per second. Never more are under way than are sent in a
 * second: a machine that slows down gets less to do instead of later answers.
 */
export function loadFor(capacity: number): LoadOptions {
  const rate = Math.min(MOST, Math.max(1, Math.floor(capacity * SHARE)));
  return { rate, parallel: Math.min(PARALLEL, Math.max(2, rate)), timeout: TIMEOUT };
}
