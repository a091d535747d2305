import { LabError } from "../lab_error.ts";
import { delay } from "../process/delay.ts";
import type { ClusterAccess } from "./cluster_access.ts";

/** A request to an API server. */
export interface ClusterRequest {
  readonly method: "GET" | "PATCH" | "DELETE";
  /** With the query. */
  readonly path: string;
  /** The type of the body. */
  readonly type?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** What an API server answered. */
export interface ClusterAnswer {
  readonly status: number;
  /** The JSON of the answer; of an error, its `message`. */
  readonly body: unknown;
}

/** Sends requests to an API server, until it is disposed of. */
export interface ClusterRequests extends Disposable {
  /**
   * Sends a request, again for up to 15 s while the server is busy or away: each may be sent twice.
   *
   * @throws {LabError} if the server can't be reached.
   */
  send(request: ClusterRequest): Promise<ClusterAnswer>;
}

/** Seconds for which a request is sent again. */
const PATIENCE = 15;

/** The answers of a server that is busy or starting, and of one whose webhook is not there yet. */
const TRANSIENT = [429, 502, 503, 504];

/** Sends requests as a kubeconfig says. */
export function clusterRequests(access: ClusterAccess): ClusterRequests {
  const { server, authority, certificate: cert, key, token } = access;
  const identity = cert === undefined || key === undefined ? {} : { cert, key };
  const client = Deno.createHttpClient({ caCerts: [authority], ...identity });
  const headers = (type?: string) => ({
    accept: "application/json",
    ...(type === undefined ? {} : { "content-type": type }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  });
  const once = async ({ method, path, type, body }: ClusterRequest): Promise<ClusterAnswer> => {
    const response = await fetch(`${server}${path}`, {
      client,
      method,
      headers: headers(type),
      body: body === undefined ? null : JSON.stringify(body),
    });
    return { status: response.status, body: bodyOf(await response.text()) };
  };
  return {
    async send(request) {
      const end = performance.now() + PATIENCE * 1000;
      while (true) {
        try {
          const answer = await once(request);
          if (!TRANSIENT.includes(answer.status) || performance.now() > end) return answer;
        } catch (error) {
          if (!(error instanceof TypeError)) throw error;
          if (performance.now() > end) {
            throw new LabError(`Cannot reach the API server at ${server}: ${error.message}`, {
              cause: error,
            });
          }
        }
        await delay(250);
      }
    },
    [Symbol.dispose]: () => client.close(),
  };
}

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { message: text.trim() };
  }
}
