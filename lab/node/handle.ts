/**
 * What a probe or a lifecycle hook does, once: a request, a connection or a command.
 *
 * @module
 */

import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import type { V1Container, V1HTTPGetAction } from "@kubernetes/client-node";
import { tryProgram } from "../process/run_program.ts";
import { delay } from "../process/delay.ts";
import { enterRun } from "./enter_container.ts";
import { checkGrpcHealth } from "./grpc_health.ts";
import type { RunPaths } from "./pod_paths.ts";

/** What probes and hooks have in common; just one of the kinds is there. */
export interface Handler {
  readonly exec?: { readonly command?: readonly string[] } | undefined;
  readonly httpGet?: V1HTTPGetAction | undefined;
  readonly tcpSocket?: { readonly host?: string | undefined; readonly port: string | number } | undefined;
  readonly grpc?: { readonly port: number; readonly service?: string | undefined } | undefined;
  readonly sleep?: { readonly seconds: number } | undefined;
}

/** The container that a handler belongs to. */
export interface HandlerPlace {
  readonly container: V1Container;
  /** The pod's address. */
  readonly address: string;
  readonly run: RunPaths;
}

/**
 * Does what a handler says.
 *
 * @param seconds until it is given up.
 * @throws {Error} saying why it failed.
 */
export async function handle(handler: Handler, place: HandlerPlace, seconds: number): Promise<void> {
  const { container, address, run } = place;
  const signal = AbortSignal.timeout(seconds * 1000);
  const { exec, httpGet, tcpSocket, grpc, sleep } = handler;
  if (httpGet !== undefined) return await get(httpGet, container, address, signal);
  if (tcpSocket !== undefined) {
    const hostname = tcpSocket.host || address;
    return await connectOnce(hostname, portNumber(container, tcpSocket.port), signal);
  }
  if (grpc !== undefined) return await checkGrpcHealth(address, grpc.port, grpc.service ?? "", signal);
  if (exec !== undefined) return await execute(exec.command ?? [], run, seconds);
  if (sleep !== undefined) return await delay(Math.min(sleep.seconds, seconds) * 1000);
  throw new Error("nothing is said to be done");
}

/**
 * The number of a port that may be given by its name in the container.
 *
 * @throws {Error} if the container has no port of that name.
 */
export function portNumber(container: V1Container, port: string | number): number {
  const number = Number(port);
  if (Number.isInteger(number)) return number;
  const named = container.ports?.find(({ name }) => name === port)?.containerPort;
  if (named === undefined) throw new Error(`the container has no port "${port}"`);
  return named;
}

function get(
  { host, path, port, scheme, httpHeaders }: V1HTTPGetAction,
  container: V1Container,
  address: string,
  signal: AbortSignal,
): Promise<void> {
  const headers: Record<string, string> = { "user-agent": "kube-probe/1.35", "accept": "*/*" };
  for (const { name, value } of httpHeaders ?? []) headers[name.toLowerCase()] = value;
  const options = {
    hostname: host || address,
    port: portNumber(container, port as string | number),
    path: `/${(path ?? "/").replace(/^\//, "")}`,
    headers,
    agent: false,
    signal,
    // The kubelet, too, takes any certificate.
    rejectUnauthorized: false,
  } as const;
  return new Promise((resolve, reject) => {
    const request = (scheme === "HTTPS" ? httpsRequest : httpRequest)(options, (response) => {
      const status = response.statusCode ?? 0;
      response.on("error", () => {});
      response.resume();
      response.destroy();
      if (status >= 200 && status < 400) resolve();
      else reject(new Error(`HTTP probe failed with statuscode: ${status}`));
    });
    request.on("error", (error) => reject(signal.aborted ? new Error("no answer in time") : error));
    request.end();
  });
}

async function connectOnce(hostname: string, port: number, signal: AbortSignal): Promise<void> {
  const attempt = Deno.connect({ hostname, port });
  // A connection that comes too late is closed all the same.
  attempt.then((connection) => connection.close(), () => {});
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(new Error("no answer in time")), { once: true });
  });
  await Promise.race([attempt, late]);
}

async function execute(command: readonly string[], run: RunPaths, seconds: number): Promise<void> {
  const inside = await enterRun(run, command);
  if (inside === undefined) throw new Error("the container does not run");
  const { code, stdout, stderr } = await tryProgram(["timeout", "--signal=KILL", `${seconds}`, ...inside]);
  if (code === 137 || code === 124) throw new Error("no answer in time");
  if (code !== 0) throw new Error(`exit code ${code}: ${`${stdout}\n${stderr}`.trim()}`);
}
