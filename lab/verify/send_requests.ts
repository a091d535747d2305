/**
 * Sends HTTP requests and tells what came of each. It stands by itself, without imports of this repository, since its
 * text is also run in pods.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import http from "node:http";
import https from "node:https";

/** A request, sent once or often. */
export interface RequestBatch {
  /** Where it is sent to: an address or a name. */
  readonly hostname: string;
  /** The TCP port. */
  readonly port: number;
  /** What the `Host` header says; by default the hostname and port. */
  readonly host?: string;
  /** Whether it is sent by HTTPS, with this name; its certificate is not looked at. */
  readonly serverName?: string;
  /** `GET` by default. */
  readonly method?: string;
  /** `/` by default. */
  readonly path?: string;
  /** Besides those that HTTP needs. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is; nothing by default. */
  readonly body?: string;
  /** How the body is written here: `base64` for bytes that are no text; `utf8` by default. */
  readonly encoding?: "utf8" | "base64";
  /** How often it is sent; once by default. */
  readonly count?: number;
  /** How many are under way at once; 1 by default. */
  readonly parallel?: number;
  /** Seconds from the start of one to that of the next at the least; 0 by default. */
  readonly spacing?: number;
  /** Seconds until one is given up; 30 by default. */
  readonly timeout?: number;
  /** How much of an answer's body is kept, in characters; all by default. */
  readonly keep?: number;
}

/** What came of a request. */
export interface Answer {
  /** Of the answer; 0 if there was none. */
  readonly status: number;
  /** Why there was no answer, such as `ECONNRESET`; empty if there was one. */
  readonly error: string;
  /** When it was sent, counted from the start of its batch. Unit: seconds. */
  readonly begun: number;
  /** From sending it to the end of the answer. */
  readonly seconds: number;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** As much of it as was to be kept. */
  readonly body: string;
}

/** Sends each batch, all of them at once, over connections that are kept. The answers of a batch are in order. */
export async function sendRequests(
  batches: readonly RequestBatch[],
): Promise<readonly (readonly Answer[])[]> {
  return await Promise.all(batches.map(sendBatch));
}

async function sendBatch(batch: RequestBatch): Promise<readonly Answer[]> {
  const { count = 1, parallel = 1, spacing = 0, serverName } = batch;
  const begin = performance.now();
  const options = { keepAlive: true };
  const agent = serverName === undefined ? new http.Agent(options) : new https.Agent(options);
  const answers: Answer[] = new Array(count);
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const index = next++;
      const early = begin + index * spacing * 1000 - performance.now();
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      const begun = (performance.now() - begin) / 1000;
      answers[index] = { ...await send(batch, agent), begun };
    }
  };
  try {
    await Promise.all(Array.from({ length: parallel }, worker));
  } finally {
    agent.destroy();
  }
  return answers;
}

/** Sends the request of a batch once, over a connection of the agent's, which has to fit `batch.serverName`. */
export function send(batch: RequestBatch, agent: http.Agent | https.Agent): Promise<Omit<Answer, "begun">> {
  const { hostname, port, method = "GET", path = "/", timeout = 30, keep = Infinity } = batch;
  const { serverName, host } = batch;
  const body = batch.body === undefined ? undefined : Buffer.from(batch.body, batch.encoding ?? "utf8");
  const begin = performance.now();
  const seconds = () => (performance.now() - begin) / 1000;
  const options = {
    ...{ hostname, port, method, path, agent },
    headers: {
      ...(host === undefined ? {} : { host }),
      ...(body === undefined ? {} : { "content-length": String(body.length) }),
      ...batch.headers,
    },
    ...(serverName === undefined ? {} : { servername: serverName, rejectUnauthorized: false }),
  };
  return new Promise((resolve) => {
    const fail = (error: { readonly code?: string; readonly message: string }) =>
      resolve({ status: 0, error: error.code ?? error.message, seconds: seconds(), headers: {}, body: "" });
    const request = (serverName === undefined ? http : https).request(options, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        if (text.length < keep) text += chunk;
      });
      response.on("error", fail);
      response.on("end", () => {
        clearTimeout(timer);
        const headers = Object.fromEntries(
          Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
        );
        const answered = { status: response.statusCode ?? 0, error: "", seconds: seconds(), headers };
        resolve({ ...answered, body: text.slice(0, keep) });
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
    request.end(body);
  });
}
