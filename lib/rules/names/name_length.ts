import { argocdName } from "../../argocd/names.ts";
import { isJob } from "../kind_of.ts";
import type { ServiceRule } from "../rule.ts";
import { at } from "../rule.ts";

/** The longest name that becomes a DNS label or a label's value. Source: Kubernetes. */
const longestLabel = 63;
/** A CronJob's Jobs add a hyphen and ten digits to its name; a Job's own name ends in as many. Source: Kubernetes. */
const longestJob = 52;

/** MESH005: what is derived from a name would be too long. */
export const nameLength: ServiceRule = {
  code: "MESH005",
  name: "name-length",
  severity: "error",
  over: "service",
  summary: "A name is too long for what is derived from it",
  reason:
    "A Service's and an Application's name have at most 63 characters, a Job's or CronJob's 52, since more " +
    "is added to them. Kubernetes would refuse the object when it is synced.",
  fix: "Shorten the name, or name the Service with `serviceName`.",
  example: {
    wrong:
      `// services/recommendations-for-customers-of-the-second-generation-eu.ts\nports: [{ name: "http", port: 8080 }],`,
    right: `// services/recommendations.ts\nports: [{ name: "http", port: 8080 }],`,
  },
  *check(service, { cluster }) {
    const { name } = service;
    const longest = (what: string, derived: string, most: number, fix: string) =>
      at(
        ["name"],
        `makes the ${what} ${
          JSON.stringify(derived)
        } of ${derived.length} characters, must be at most ${most}`,
        fix,
      );
    if (service.serviceName.length > longestLabel && service.written.serviceName === undefined) {
      yield longest("Service", service.serviceName, longestLabel, "shorten it, or set serviceName");
    }
    if (isJob(service) && name.length > longestJob) {
      yield longest(service.kind, name, longestJob, "shorten it");
    }
    const application = cluster === undefined ? name : argocdName(cluster, name);
    if (application.length > longestLabel) {
      yield longest("Application", application, longestLabel, "shorten it, or the cluster's name");
    }
  },
};
