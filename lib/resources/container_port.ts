/** The ports of the container, and their names. */
import type { IContainerPort } from "kubernetes-models/v1";
import type { PortModel } from "../model/types.ts";

export type { IContainerPort };

/**
 * Each port that the process listens on, once. Two ports of the Service may lead to the same one, but a server-side
 * apply takes the port's number for its identity and refuses a second entry; the first one's name stays.
 */
export function containerPorts(ports: readonly PortModel[]): IContainerPort[] {
  return ports
    .filter((port, index) => ports.findIndex((other) => other.containerPort === port.containerPort) === index)
    .map(({ name, containerPort }) => ({ name, containerPort, protocol: "TCP" }));
}

/**
 * The name under which a container port is declared; undefined where it isn't. A Service or probe that says the name
 * still finds the port in pods of an older version that listen elsewhere.
 */
export function containerPortName(ports: readonly PortModel[], containerPort: number): string | undefined {
  return ports.find((port) => port.containerPort === containerPort)?.name;
}
