import { writtenExposures } from "../exposures.ts";
import type { ClusterRule } from "../rule.ts";
import { atService } from "../rule.ts";

/** MESH066: plain HTTP from outside. */
export const exposePlain: ClusterRule = {
  code: "MESH066",
  name: "expose-plain",
  severity: "warning",
  over: "cluster",
  summary: "Outside a lab a host is exposed without TLS",
  reason: "Between the browser and the gateway everybody can read and change what goes by: pages, cookies, " +
    "credentials.",
  fix:
    "Add `tls` with the Secret that holds the host's certificate. A load balancer that ends TLS may be a " +
    "reason not to.",
  example: {
    wrong: `expose: [{ host: "www" }],\n// overlays/prod.ts`,
    right: `expose: [{ host: "www", tls: { secret: "www-certificate" } }],\n// overlays/prod.ts`,
  },
  *check(view) {
    if (view.cluster === undefined || view.cluster.lab) return;
    for (const { service, index, host, written } of writtenExposures(view)) {
      if (written.tls !== undefined) continue;
      const text = `is plain HTTP on ${host} in ${view.cluster.name}`;
      yield atService(service, ["expose", index], text, "add tls: { secret: … }");
    }
  },
};
