/** The ports of a service. */
import type { ServiceInput } from "../catalogue/types.ts";
import type { Frozen, PortModel } from "./types.ts";

const httpProtocols = new Set(["http", "http2", "grpc"]);

/** The ports of a service with every default. */
export function portModels({ ports }: Pick<Frozen<ServiceInput>, "ports">): readonly PortModel[] {
  return (ports ?? []).map((port) => {
    const protocol = port.protocol ?? "http";
    return {
      name: port.name,
      port: port.port,
      containerPort: port.containerPort ?? port.port,
      protocol,
      isHttp: httpProtocols.has(protocol),
    };
  });
}
