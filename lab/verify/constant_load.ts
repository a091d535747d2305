import http from "node:http";
import https from "node:https";
import type { ClusterModel } from "../../lib/model/types.ts";
import type { Engine } from "../engine.ts";
import { type ExposedHost, gatewayBatch, type GatewayRequest, reachGateway } from "./gateway_client.ts";
import type { FailedRequest, LoadCount } from "./load_count.ts";
import { isFailure } from "./load_count.ts";
import { send } from "./send_requests.ts";

/** A host of the gateway, and how it is asked. */
export interface LoadedHost extends ExposedHost {
  /** By default the first of its paths is asked for. */
  readonly journey?: GatewayRequest;
}

/** How much is sent. */
export interface LoadOptions {
  /** Requests per second, of all hosts together. */
  readonly rate: number;
  /** How many are under way at once at most: a slow machine gets fewer requests instead of a crowd. */
  readonly parallel: number;
  /** Seconds until a request is given up. */
  readonly timeout: number;
}

/** Requests through the gateway that go on until it is disposed of. */
export interface ConstantLoad extends AsyncDisposable {
  /** Seconds since it began. */
  readonly now: () => number;
  /** What was sent and answered so far. */
  readonly count: () => LoadCount;
  /** Waits until every request that was sent so far has been answered or given up. */
  readonly settled: () => Promise<void>;
}

/** How much of a failed request's answer is kept, in characters. */
const KEEP = 2000;

/**
 * Sends requests for exposed hosts in turn, each at its time and not when the one before it was answered: what is slow
 * does not keep others from being sent.
 */
export async function constantLoad(
  engine: Engine,
  cluster: Pick<ClusterModel, "gateway">,
  hosts: readonly LoadedHost[],
  { rate, parallel, timeout }: LoadOptions,
): Promise<ConstantLoad> {
  const agents = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) };
  const targets = await Promise.all(hosts.map(async ({ journey, ...exposure }) => {
    const way = await reachGateway(engine, cluster, exposure);
    const batch = gatewayBatch(exposure, way, { ...journey, timeout, keep: KEEP });
    const agent = batch.serverName === undefined ? agents.http : agents.https;
    return { way, host: exposure.host, send: () => send(batch, agent) };
  }));
  const begin = performance.now();
  const now = () => (performance.now() - begin) / 1000;
  const underWay = new Set<Promise<void>>();
  const failures: FailedRequest[] = [];
  let sent = 0;
  let answered = 0;
  let due = 0;

  const sendOne = () => {
    const target = targets[sent % targets.length];
    if (target === undefined) return;
    const at = now();
    sent += 1;
    const request = target.send().then(({ status, error, body, seconds }) => {
      answered += 1;
      if (isFailure({ status })) failures.push({ at, seconds, host: target.host, status, error, body });
    });
    underWay.add(request);
    void request.finally(() => underWay.delete(request));
  };
  const tick = setInterval(() => {
    // What could not be sent in time is left out: sending it later all at once would be another load.
    due = Math.max(due, now() * rate - 5);
    for (; due < now() * rate; due++) if (underWay.size < parallel) sendOne();
  }, 1000 / rate);
  return Object.freeze({
    now,
    count: () => ({ seconds: now(), sent, answered, failures: [...failures] }),
    settled: async () => void await Promise.all([...underWay]),
    async [Symbol.asyncDispose]() {
      clearInterval(tick);
      await Promise.all([...underWay]);
      for (const agent of Object.values(agents)) agent.destroy();
      for (const { way } of targets) await way[Symbol.asyncDispose]();
    },
  });
}
