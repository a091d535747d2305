/** The driver's door to Argo CD. */
import { argocdName } from "../../argocd/names.ts";
import type { ArgoDoor } from "../../canary/driver/mod.ts";
import { applicationState, revisionsOf } from "../../canary/world/application_state.ts";
import type { DriverCheckout } from "../../canary/world/driver_checkout.ts";
import type { ApplicationReader } from "../../canary/world/kubernetes.ts";
import type { CheckoutDoor } from "./git_door.ts";

/** Reads the Application of a service. */
export function argoDoor(
  { git, checkout, applications, service }: {
    readonly git: Pick<CheckoutDoor, "catalogue" | "paths">;
    readonly checkout: Pick<DriverCheckout, "lastChange" | "contains">;
    readonly applications: ApplicationReader;
    readonly service: string;
  },
): ArgoDoor {
  return {
    async read({ changedAt }) {
      const { cluster } = git.catalogue;
      const application = await applications.read(cluster.argocd.namespace, argocdName(cluster, service));
      const { changed } = await checkout.lastChange(git.paths);
      const containing = new Set<string>();
      for (const revision of revisionsOf(application)) {
        if (await checkout.contains(revision, changed)) containing.add(revision);
      }
      return applicationState(application, {
        service,
        changedAt,
        contains: (revision) => containing.has(revision),
      });
    },
  };
}
