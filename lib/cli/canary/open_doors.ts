/** The real doors of a driver: the checkout, the cluster of a kubeconfig, a Prometheus. */
import type { DriverDoors } from "../../canary/driver/mod.ts";
import { measure } from "../../canary/measure/measure.ts";
import { DriverCheckout } from "../../canary/world/driver_checkout.ts";
import { checkout } from "../../canary/world/git.ts";
import { applicationsOf } from "../../canary/world/kubernetes.ts";
import { programsIn } from "../../canary/world/program.ts";
import { prometheusAt } from "../../canary/world/prometheus.ts";
import { argoDoor } from "./argo_door.ts";
import { CheckoutDoor } from "./git_door.ts";

/** What is driven, and by way of what. */
export interface DoorsParts {
  /** The checkout's folder: an absolute path. */
  readonly root: string;
  /** The service's name. */
  readonly service: string;
  /** The name of the cluster that is watched. */
  readonly cluster: string;
  /** Where commits go. */
  readonly branch: string;
  /** The kubeconfig's context; undefined: the current one. */
  readonly context: string | undefined;
  /** Where Prometheus answers. */
  readonly prometheus: string;
  /** Whether changes in the checkout may be thrown away. */
  readonly discard: boolean;
}

/** Opens them; throws a {@linkcode ProgramError} where there is no way to a cluster. */
export function openDoors(
  { root, service, cluster, branch, context, discard, ...where }: DoorsParts,
): DriverDoors {
  const run = programsIn(root);
  const driverCheckout = new DriverCheckout(run, { remote: "origin", branch, discard });
  const git = new CheckoutDoor({ root, service, cluster, driverCheckout, checkout: checkout(run) });
  const prometheus = prometheusAt(where.prometheus);
  return {
    git,
    argo: argoDoor({ git, checkout: driverCheckout, applications: applicationsOf(context), service }),
    prometheus: {
      read({ canary }, window) {
        const { services, observability } = git.catalogue.cluster;
        const namespace = services.find((other) => other.name === service)!.namespace;
        const analysis = canary!.analysis!;
        // Of a Prometheus that isn't the catalogue's own, it isn't known how often it asks.
        const scrapeInterval = observability?.prometheus.scrapeInterval ?? analysis.interval;
        return measure(prometheus, { target: { service, namespace }, analysis, window, scrapeInterval });
      },
    },
    now: () => Math.floor(Date.now() / 1000),
  };
}
