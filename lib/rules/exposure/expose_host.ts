import { clusterDomain } from "../../model/defaults.ts";
import { isAddress } from "../address.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH063: a host that can't be exposed. */
export const exposeHost: DefinitionRule = {
  code: "MESH063",
  name: "expose-host",
  severity: "error",
  over: "definition",
  about: ["expose"],
  summary: "An exposed host is a wildcard, an address or a name of the cluster's own",
  reason: "A wildcard would take every host that nobody else has, and its certificate must cover them; an " +
    "address is no host name; names below `cluster.local` already are Services.",
  fix: "Name one host: `frontend` within the cluster's domain, or a whole name such as `www.example.com`.",
  example: {
    wrong: `expose: [{ host: "*.example.com" }],`,
    right: `expose: [{ host: "www.example.com" }],`,
  },
  *check({ written }) {
    for (const [index, { host }] of written.expose?.entries() ?? []) {
      const path = ["expose", index, "host"];
      if (host.includes("*")) {
        yield at(path, `is ${JSON.stringify(host)}, must be one host`, "name each host");
      } else if (isAddress(host)) {
        yield at(path, `is ${JSON.stringify(host)}, must be a name, not an address`);
      } else if (host === clusterDomain || host.endsWith(`.${clusterDomain}`) || host.endsWith(".svc")) {
        yield at(
          path,
          `is ${JSON.stringify(host)}, which is a name of the cluster's own`,
          "choose a name that is seen from outside",
        );
      }
    }
  },
};
