/** How the kubelet asks whether a container is well. */
import type { IHTTPGetAction, IProbe } from "kubernetes-models/v1";
import type { Frozen, PortModel, ProbeInput, ServiceDefinition } from "../model/types.ts";
import { containerPortName } from "./container_port.ts";
import { defined } from "./defined.ts";

export type { IProbe };

/** The three probes of a container, as far as the service has them. */
export function probes(
  service: ServiceDefinition,
): { startupProbe?: IProbe; readinessProbe?: IProbe; livenessProbe?: IProbe } {
  const { startup, readiness, liveness } = service.probes;
  return {
    // A minute to start and a look every other second: Kubernetes' own defaults give up after 30 s.
    ...(startup && { startupProbe: { ...probe(service, startup), ...startupTiming(startup) } }),
    ...(readiness && { readinessProbe: probe(service, readiness) }),
    ...(liveness && { livenessProbe: probe(service, liveness) }),
  };
}

function startupTiming(input: Frozen<ProbeInput>): Pick<IProbe, "periodSeconds" | "failureThreshold"> {
  return { periodSeconds: input.periodSeconds ?? 2, failureThreshold: input.failureThreshold ?? 30 };
}

function probe(service: ServiceDefinition, input: Frozen<ProbeInput>): IProbe {
  return { ...action(service, input), ...timing(input) };
}

function action(service: ServiceDefinition, input: Frozen<ProbeInput>): IProbe {
  if ("exec" in input) return { exec: { command: [...input.exec.command] } };
  if ("http" in input) return { httpGet: httpGet(service, input.http) };
  if ("tcp" in input) return { tcpSocket: { port: nameOrNumber(service, input.tcp.port) } };
  // Unlike the others, a gRPC probe takes a number only.
  const port = typeof input.grpc.port === "number"
    ? input.grpc.port
    : declared(service, input.grpc.port).containerPort;
  return { grpc: { port, ...(input.grpc.service === undefined ? {} : { service: input.grpc.service }) } };
}

function httpGet(
  service: ServiceDefinition,
  input: Frozen<Extract<ProbeInput, { http: unknown }>["http"]>,
): IHTTPGetAction {
  const port = nameOrNumber(service, input.port);
  const headers = Object.entries(input.headers ?? {});
  const spoken = service.ports.find(({ name, containerPort }) => name === port || containerPort === port)
    ?.protocol;
  return {
    path: input.path,
    port,
    // The kubelet doesn't check the certificate, so that a process that ends TLS itself can be asked too.
    ...(spoken === "https" ? { scheme: "HTTPS" } : {}),
    ...(headers.length === 0 ? {} : { httpHeaders: headers.map(([name, value]) => ({ name, value })) }),
  };
}

/** The declared name of a port; a number that no port declares stays as it is. */
function nameOrNumber(service: ServiceDefinition, port: string | number | undefined): string | number {
  const number = typeof port === "number" ? port : declared(service, port).containerPort;
  return containerPortName(service.ports, number) ?? number;
}

function declared(service: ServiceDefinition, name: string | undefined): PortModel {
  const found = name === undefined ? service.ports[0] : service.ports.find((port) => port.name === name);
  if (found !== undefined) return found;
  const what = name === undefined ? "no port is declared" : `no port "${name}" is declared`;
  throw new Error(`Cannot render the probes of "${service.name}": ${what}`);
}

function timing(input: Frozen<ProbeInput>): IProbe {
  const { initialDelaySeconds, periodSeconds, timeoutSeconds, failureThreshold, successThreshold } = input;
  return defined({ initialDelaySeconds, periodSeconds, timeoutSeconds, failureThreshold, successThreshold });
}
