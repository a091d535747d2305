/** The calls of a service, as rules look at them. */
import type { ValuePath } from "../diagnostic.ts";
import type { CallInput, Frozen, ServiceModel } from "../model/types.ts";
import { oncePer } from "../once_per.ts";
import type { ClusterView } from "./view.ts";

/** One call that is written. */
export interface WrittenCall {
  /** Its place in `calls`. */
  readonly index: number;
  /** The callee's name as written. */
  readonly service: string;
  /** The way to that name: `calls[0]` or `calls[0].service`. */
  readonly path: ValuePath;
  /** What else is said of the call. */
  readonly call: Frozen<Exclude<CallInput, string>>;
  /** The callee, if it runs here and isn't the caller. */
  readonly callee: ServiceModel | undefined;
}

const none: readonly WrittenCall[] = [];

const callsIn = oncePer(({ services }: ClusterView) =>
  oncePer((service: ServiceModel): readonly WrittenCall[] =>
    service.written.calls!.map((written, index) => {
      const call = typeof written === "string" ? { service: written } : written;
      const callee = call.service === service.name ? undefined : services.get(call.service);
      const path = typeof written === "string" ? ["calls", index] : ["calls", index, "service"];
      return { index, service: call.service, path, call, callee };
    })
  )
);

/** The calls that are written. */
export function callsOf(service: ServiceModel, view: ClusterView): readonly WrittenCall[] {
  return service.written.calls === undefined ? none : callsIn(view)(service);
}

/** The callee's ports that a call is about. */
export function calledPorts({ call, callee }: WrittenCall): ServiceModel["ports"] {
  const ports = callee?.ports ?? [];
  return call.ports === undefined ? ports : ports.filter((port) => call.ports!.includes(port.name));
}
