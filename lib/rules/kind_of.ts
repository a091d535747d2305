/** Asks about services that several rules have. */
import type { ServiceDefinition } from "../model/types.ts";

/** Whether it is a Job or CronJob. */
export function isJob(service: ServiceDefinition): boolean {
  return service.kind !== "Deployment";
}

/** Whether the mesh understands requests on any of its ports. */
export function hasHttpPort(service: ServiceDefinition): boolean {
  return service.ports.some((port) => port.isHttp);
}

/** Whether it has ports and the mesh understands requests on none of them. */
export function isTcpOnly(service: ServiceDefinition): boolean {
  return service.ports.length > 0 && !hasHttpPort(service);
}
