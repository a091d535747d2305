import http from "node:http";
import https from "node:https";
import type { ClusterModel, ExposureModel } from "../../lib/model/types.ts";
import type { Engine } from "../engine.ts";
import { gatewayRequest } from "./load_request.ts";
import type { FailedRequest, LoadCount } from "./load_count.ts";
import { isFailure } from "./load_count.ts";

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
  { gateway }: Pick<ClusterModel, "gateway">,
  exposures: readonly Pick<ExposureModel, "host" | "tls" | "paths">[],
  { rate, parallel, timeout }: LoadOptions,
): Promise<ConstantLoad> {
  const agents = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) };
  const targets = await Promise.all(exposures.map(async (exposure) => {
    const { port, ...request } = gatewayRequest(exposure);
    const way = await engine.reach({
      kind: "service",
      namespace: gateway.namespace,
      name: gateway.name,
      port,
    });
    return { way, host: exposure.host, send: sender({ ...request, way, agents, timeout }) };
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
    const request = target.send().then((outcome) => {
      answered += 1;
      if (isFailure(outcome)) failures.push({ at, seconds: now() - at, host: target.host, ...outcome });
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

interface Sender {
  readonly way: { readonly hostname: string; readonly port: number };
  readonly path: string;
  readonly host: string;
  readonly serverName: string | undefined;
  readonly agents: { readonly http: http.Agent; readonly https: https.Agent };
  readonly timeout: number;
}

type Outcome = Pick<FailedRequest, "status" | "error" | "body">;

function sender({ way, path, host, serverName, agents, timeout }: Sender): () => Promise<Outcome> {
  const options = {
    ...{ hostname: way.hostname, port: way.port, path, headers: { host } },
    ...(serverName === undefined
      ? { agent: agents.http }
      : { agent: agents.https, servername: serverName, rejectUnauthorized: false }),
  };
  return () =>
    new Promise((resolve) => {
      const fail = (error: { readonly code?: string; readonly message: string }) =>
        resolve({ status: 0, error: error.code ?? error.message, body: "" });
      const request = (serverName === undefined ? http : https).request(options, (response) => {
        const { statusCode: status = 0 } = response;
        let body = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          if (body.length < KEEP) body += chunk;
        });
        response.on("error", fail);
        response.on("end", () => {
          clearTimeout(timer);
          resolve({ status, error: "", body: body.slice(0, KEEP) });
        });
      });
      const timer = setTimeout(() => {
        fail({ message: `no answer within ${timeout} s` });
        request.destroy();
      }, timeout * 1000);
      request.on("error", (error) => {
        clearTimeout(timer);
        fail(error);
      });
      request.end();
    });
}
