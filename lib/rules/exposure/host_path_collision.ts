import type { ServiceModel } from "../../model/types.ts";
import type { ClusterRule } from "../rule.ts";
import { atService } from "../rule.ts";
import { writtenExposures } from "../exposures.ts";

/** MESH060: one host and path for two services. */
export const hostPathCollision: ClusterRule = {
  code: "MESH060",
  name: "host-path-collision",
  severity: "error",
  over: "cluster",
  summary: "Two services expose the same host and path",
  reason:
    "A request can go to one of them only, and which one it is would depend on the order of their names.",
  fix: "Give each its own host or path.",
  example: {
    wrong: `expose: [{ host: "www" }],\n// services/frontend.ts\nexpose: [{ host: "www" }],`,
    right: `expose: [{ host: "www", paths: ["/api"] }],\n// services/frontend.ts\nexpose: [{ host: "www" }],`,
  },
  *check(view) {
    const owners = new Map<string, ServiceModel>();
    for (const { service, index, host, paths, written } of writtenExposures(view)) {
      for (const [position, path] of paths.entries()) {
        // A path with and without its last slash leads to the same pages.
        const key = `${host}${path.replace(/\/+$/, "")}/`;
        const owner = owners.get(key);
        if (owner === undefined) {
          owners.set(key, service);
          continue;
        }
        const here = ["expose", index, ...(written.paths === undefined ? ["host"] : ["paths", position])];
        const text = `takes ${JSON.stringify(host + path)}, `;
        yield owner === service
          ? atService(service, here, `${text}which this service has already`, "remove one of the two")
          : atService(
            service,
            here,
            `${text}which ${owner.name} (${owner.file}) has already`,
            "give each its own host or path",
          );
      }
    }
  },
};
