import http from "node:http";
import type { ClusterModel } from "../../../lib/model/types.ts";
import type { Engine } from "../../../lab/engine.ts";
import { type FailedRequest, isFailure, type LoadCount } from "../../../lab/verify/load_count.ts";

/** Requests for one host of the gateway that go on all the time. */
export interface Stream {
  /** Whose they are: the name of a slot. */
  readonly slot: string;
  readonly host: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Which of the second tier's pods answered a request that carried no header. */
export interface Answered {
  /** When it was sent, in seconds of the load's clock. */
  readonly at: number;
  /** `stable` or `canary`. */
  readonly version: string;
  /** The name of the pod. */
  readonly pod: string;
}

/** Constant requests through the gateway, told apart by slots, until it is disposed of. */
export interface SlotLoad extends AsyncDisposable {
  /** Seconds since it began. */
  readonly now: () => number;
  /** What a slot's requests that were sent since then have come to. */
  readonly count: (slot: string, since: number) => LoadCount;
  /** Who answered a slot's requests without a header that were sent since then. */
  readonly answered: (slot: string, since: number) => readonly Answered[];
  /** Waits until every request that was sent so far has been answered or given up. */
  readonly settled: () => Promise<void>;
}

/** Seconds until a request is given up: longer than any route's timeout. */
const TIMEOUT = 30;

/** Requests of one stream under way at once. */
const PARALLEL = 16;

/** How much of a failed request's answer is kept, in characters. */
const KEEP = 2000;

interface Sent extends FailedRequest {
  readonly slot: string;
  readonly second: { readonly version: string; readonly pod: string } | undefined;
}

/** Sends each stream's requests at a rate per second, each at its time and not when the one before it was answered. */
export async function slotLoad(
  engine: Engine,
  { gateway }: Pick<ClusterModel, "gateway">,
  streams: readonly Stream[],
  rate: number,
): Promise<SlotLoad> {
  const way = await engine.reach({
    ...{ kind: "service", namespace: gateway.namespace, name: gateway.name, port: 80 },
  });
  const agent = new http.Agent({ keepAlive: true });
  const begin = performance.now();
  const now = () => (performance.now() - begin) / 1000;
  const underWay = new Set<Promise<void>>();
  const records: Sent[] = [];
  const sent: { readonly slot: string; readonly at: number }[] = [];

  const sendOne = async ({ slot, host, headers }: Stream) => {
    const at = now();
    sent.push({ slot, at });
    const { status, error, body } = await ask({ ...way, path: "/", headers: { ...headers, host }, agent });
    const failed = isFailure({ status });
    const second = failed || Object.keys(headers).length > 0 ? undefined : secondTier(body);
    const kept = failed ? body.slice(0, KEEP) : "";
    records.push({ slot, at, seconds: now() - at, host, status, error, body: kept, second });
  };
  const timers = streams.map((stream, index) => {
    const own = new Set<Promise<void>>();
    let due = index / streams.length;
    return setInterval(() => {
      // What could not be sent in time is left out: sending it later all at once would be another load.
      due = Math.max(due, now() * rate - 2);
      for (; due < now() * rate; due++) {
        if (own.size >= PARALLEL) continue;
        const request = sendOne(stream);
        for (const set of [own, underWay]) {
          set.add(request);
          void request.finally(() => set.delete(request));
        }
      }
    }, 1000 / rate);
  });
  const ofSlot = (slot: string, since: number) =>
    records.filter((each) => each.slot === slot && each.at >= since).toSorted((a, b) => a.at - b.at);
  return Object.freeze({
    now,
    count: (slot: string, since: number) => {
      const all = ofSlot(slot, since);
      return {
        seconds: now() - since,
        sent: sent.filter((each) => each.slot === slot && each.at >= since).length,
        answered: all.length,
        failures: all.filter(isFailure),
      };
    },
    answered: (slot: string, since: number) =>
      ofSlot(slot, since).flatMap(({ at, second }) => second === undefined ? [] : [{ at, ...second }]),
    settled: async () => void await Promise.all([...underWay]),
    async [Symbol.asyncDispose]() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all([...underWay]);
      agent.destroy();
      await way[Symbol.asyncDispose]();
    },
  });
}

function secondTier(body: string): Sent["second"] {
  try {
    const { upstreams } = JSON.parse(body) as {
      readonly upstreams: readonly { readonly body: { readonly version: string; readonly pod: string } }[];
    };
    const [first] = upstreams;
    return first === undefined ? undefined : { version: first.body.version, pod: first.body.pod };
  } catch {
    return undefined;
  }
}

function ask(
  options: http.RequestOptions,
): Promise<{ readonly status: number; readonly error: string; readonly body: string }> {
  return new Promise((resolve) => {
    const fail = (error: { readonly code?: string; readonly message: string }) =>
      resolve({ status: 0, error: error.code ?? error.message, body: "" });
    const request = http.request(options, (response) => {
      const { statusCode: status = 0 } = response;
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => body += chunk);
      response.on("error", fail);
      response.on("end", () => {
        clearTimeout(timer);
        resolve({ status, error: "", body });
      });
    });
    const timer = setTimeout(() => {
      fail({ message: `no answer within ${TIMEOUT} s` });
      request.destroy();
    }, TIMEOUT * 1000);
    request.on("error", (error) => {
      clearTimeout(timer);
      fail(error);
    });
    request.end();
  });
}
