/** From the options of `walk` to a request. */
import { didYouMean } from "../did_you_mean.ts";
import { type Mesh, podsOf } from "../walk/mesh.ts";
import type { Request, Sender } from "../walk/request.ts";
import type { Service } from "../walk/service.ts";
import type { Workload } from "../walk/workload.ts";
import { exitCodes } from "./exit_code.ts";
import { Failure } from "./failure.ts";

/** What `walk` is told of the request. */
export interface RequestOptions {
  /** From outside: the host. */
  readonly host: string | undefined;
  /** From inside: who sends it. */
  readonly from: string | undefined;
  /** From inside: who is asked. */
  readonly to: string | undefined;
  /** Which port. */
  readonly port: string | undefined;
  /** Which path. */
  readonly path: string | undefined;
  /** Which method. */
  readonly method: string | undefined;
  /** `name: value` */
  readonly header: readonly string[];
  /** `name=value` */
  readonly query: readonly string[];
}

const usage = (message: string, fix?: string) => new Failure(exitCodes.usage, message, fix);

function headersOf(list: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(list.map((written) => {
    const found = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):\s*(.*)$/.exec(written);
    if (found === null) {
      throw usage(
        `--header is ${JSON.stringify(written)}, must be a name and a value`,
        'write --header "x-canary: true"',
      );
    }
    return [found[1]!.toLowerCase(), found[2]!];
  }));
}

function pathOf({ path = "/", query }: RequestOptions): string {
  if (!path.startsWith("/")) throw usage(`--path is ${JSON.stringify(path)}, must begin with a slash`);
  return query.length === 0 ? path : `${path}${path.includes("?") ? "&" : "?"}${query.join("&")}`;
}

function portOf(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  const port = Number(written);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw usage(`--port is ${JSON.stringify(written)}, must be a number from 1 to 65535`);
  }
  return port;
}

/** Workloads by what people call them: their name, `<namespace>/<name>`, their `app` label or their ServiceAccount. */
function workloadsCalled(mesh: Mesh, name: string): readonly Workload[] {
  const named = mesh.workloads.filter((each) =>
    each.name === name || `${each.namespace}/${each.name}` === name
  );
  return named.length > 0
    ? named
    : mesh.workloads.filter(({ labels, serviceAccount }) => labels.app === name || serviceAccount === name);
}

/** Who `--from` means: a workload; of several versions the one labelled `stable`, else the first. */
function senderOf(mesh: Mesh, name: string): Sender & { readonly kind: "workload" } {
  const called = workloadsCalled(mesh, name);
  const workload = called.find(({ labels }) => labels.version === "stable") ?? called[0];
  if (workload === undefined) {
    const known = [...new Set(mesh.workloads.flatMap((each) => [each.name, each.labels.app ?? each.name]))];
    throw usage(
      `--from is ${JSON.stringify(name)}, no such workload`,
      didYouMean(name, known) ?? `there are ${known.join(", ")}`,
    );
  }
  return { kind: "workload", namespace: workload.namespace, name: workload.name };
}

function servicesCalled(mesh: Mesh, name: string): readonly Service[] {
  const named = mesh.services.filter((each) =>
    each.name === name || each.host === name || `${each.namespace}/${each.name}` === name
  );
  if (named.length > 0) return named;
  return mesh.services.filter((service) => podsOf(mesh, service).some(({ labels }) => labels.app === name));
}

/** The host and the port that `--to` means; a host that no Service has is taken as it is written. */
function calleeOf(mesh: Mesh, name: string, wanted: number | undefined): Pick<Request, "host" | "port"> {
  const [service] = servicesCalled(mesh, name);
  if (service === undefined) {
    if (name.includes(".")) return { host: name, port: wanted ?? 80 };
    const known = mesh.services.flatMap((each) => [each.name, each.selector.app ?? each.name]);
    throw usage(
      `--to is ${JSON.stringify(name)}, no such Service`,
      didYouMean(name, known) ?? `there are ${[...new Set(known)].join(", ")}`,
    );
  }
  const port = wanted ?? service.ports.find(({ protocol }) => protocol === "http")?.number ??
    service.ports[0]?.number ?? 80;
  return { host: port === 80 ? service.host : `${service.host}:${port}`, port };
}

/** Puts the request together. Throws a {@linkcode Failure} for options that don't make one. */
export function requestOf(mesh: Mesh, options: RequestOptions): Request {
  const port = portOf(options.port);
  const asked = {
    method: (options.method ?? "GET").toUpperCase(),
    path: pathOf(options),
    headers: headersOf(options.header),
  };
  if (options.from !== undefined) {
    if (options.to === undefined) throw usage("--to is missing", "say who is asked: --to backend");
    return { from: senderOf(mesh, options.from), ...calleeOf(mesh, options.to, port), ...asked };
  }
  if (options.host === undefined) {
    throw usage("--host is missing", "say --host frontend.local, or --from frontend --to backend");
  }
  return { from: { kind: "outside" }, host: options.host, port: port ?? 80, ...asked };
}
