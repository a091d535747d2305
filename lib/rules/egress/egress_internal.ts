import { clusterDomain } from "../../model/defaults.ts";
import type { ServiceModel } from "../../model/types.ts";
import { isAddress } from "../address.ts";
import type { ServiceRule } from "../rule.ts";
import { at } from "../rule.ts";

/** The names under which a Service can be reached from another namespace. */
function namesOf({ serviceName, namespace, host }: ServiceModel): readonly string[] {
  return [host, `${serviceName}.${namespace}.svc`, `${serviceName}.${namespace}`];
}

/** MESH071: egress to something that isn't outside. */
export const egressInternal: ServiceRule = {
  code: "MESH071",
  name: "egress-internal",
  severity: "error",
  over: "service",
  about: ["egress"],
  summary: "Egress to a host of the cluster, or to an address",
  reason:
    "A ServiceEntry for a Service of the cluster would lead around its mutual TLS, its routes and its " +
    "policies. An address has no name to resolve; what it belongs to may change.",
  fix:
    "Use `calls` for services of the catalogue. Give an address a DNS name, and its network in `networks`.",
  example: {
    wrong:
      `egress: [{ host: "model-service.model.svc.cluster.local", port: 8080, protocol: "HTTP" }],\n// services/model.ts`,
    right: `calls: ["model"],\n// services/model.ts`,
  },
  *check(service, { services }) {
    for (const [index, { host }] of service.written.egress?.entries() ?? []) {
      const path = ["egress", index, "host"];
      const said = `is ${JSON.stringify(host)}, `;
      if (isAddress(host)) {
        yield at(
          path,
          `${said}must be a name, not an address`,
          "use a DNS name, and networks for where it lives",
        );
      } else if (host === "localhost" || host.endsWith(".localhost")) {
        yield at(path, `${said}which is the pod itself`, "remove it");
      } else if (host.endsWith(`.${clusterDomain}`) || host.endsWith(".svc")) {
        const callee = [...services.values()].find((other) => namesOf(other).includes(host));
        const fix = callee === undefined
          ? "use calls for a service of the catalogue"
          : `add ${JSON.stringify(callee.name)} to calls`;
        yield at(path, `${said}which is inside the cluster`, fix);
      } else if (!host.includes(".") && !host.includes("*")) {
        yield at(path, `${said}which has no dot, must be a whole host name`);
      }
    }
  },
};
