/** What the services of a cluster expose, as rules look at it. */
import { wholeHost } from "../model/exposure_models.ts";
import type { Frozen, ServiceInput, ServiceModel } from "../model/types.ts";
import { oncePer } from "../once_per.ts";
import type { ClusterView } from "./view.ts";

/** One entry of a service's `expose`. */
export interface WrittenExposure {
  /** Whose entry it is. */
  readonly service: ServiceModel;
  /** Its place in `expose`. */
  readonly index: number;
  /** The whole host name in this cluster. */
  readonly host: string;
  /** Path prefixes. */
  readonly paths: readonly string[];
  /** The entry itself. */
  readonly written: Frozen<NonNullable<ServiceInput["expose"]>[number]>;
}

/** All that the services of a cluster expose, in the order of the services' names. */
export const writtenExposures: (view: ClusterView) => readonly WrittenExposure[] = oncePer(
  ({ cluster, services }) => {
    const domain = cluster?.domain ?? "local";
    return services.values().toArray().flatMap((service) =>
      (service.written.expose ?? []).map((written, index) => ({
        service,
        index,
        host: wholeHost(written.host, domain),
        paths: written.paths ?? ["/"],
        written,
      }))
    );
  },
);
