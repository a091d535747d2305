/** The probes of a service, as rules look at them. */
import type { ValuePath } from "../diagnostic.ts";
import type { Frozen, PortModel, ProbeInput, ServiceDefinition, ServiceInput } from "../model/types.ts";
import { oncePer } from "../once_per.ts";

/** One probe that is written. */
export interface WrittenProbe {
  /** Which of the three it is. */
  readonly role: "readiness" | "liveness" | "startup";
  /** The probe itself. */
  readonly probe: Frozen<ProbeInput>;
  /** How it asks. */
  readonly kind: "http" | "grpc" | "tcp" | "exec";
  /** The port as written; undefined: the first, or none with exec. */
  readonly port: string | number | undefined;
  /** The way to the probe. */
  readonly path: ValuePath;
}

const roles = ["readiness", "liveness", "startup"] as const;

const none: readonly WrittenProbe[] = [];

const written = oncePer((probes: NonNullable<Frozen<ServiceInput>["probes"]>): readonly WrittenProbe[] =>
  roles.flatMap((role): WrittenProbe[] => {
    const probe = probes[role];
    if (probe === undefined) return [];
    const common = { role, probe, path: ["probes", role] };
    if ("http" in probe) return [{ ...common, kind: "http", port: probe.http.port }];
    if ("grpc" in probe) return [{ ...common, kind: "grpc", port: probe.grpc.port }];
    if ("tcp" in probe) return [{ ...common, kind: "tcp", port: probe.tcp.port }];
    return [{ ...common, kind: "exec", port: undefined }];
  })
);

/** The probes that are written. */
export function probesOf({ written: { probes } }: ServiceDefinition): readonly WrittenProbe[] {
  return probes === undefined ? none : written(probes);
}

/** The declared port that a probe asks; undefined where it isn't declared. */
export function probedPort({ ports }: ServiceDefinition, { port }: WrittenProbe): PortModel | undefined {
  if (port === undefined) return ports[0];
  return ports.find((declared) => declared.name === port || declared.containerPort === port);
}
