import { plainHosts } from "../../model/load_generator_model.ts";
import { knownNames } from "../known_names.ts";
import type { ClusterRule } from "../rule.ts";
import { atFile } from "../rule.ts";

/** MESH168: requests for a host that the gateway doesn't answer. */
export const loadGeneratorHost: ClusterRule = {
  code: "MESH168",
  name: "load-generator-host",
  severity: "error",
  over: "cluster",
  summary: "The load generator asks for a host that the gateway doesn't answer without TLS",
  reason:
    "Every one of its requests would be answered with 404, or with the way to HTTPS, which it doesn't speak.",
  fix: "Name a host that a service exposes without `tls`, or expose one.",
  example: {
    wrong: `// overlays/lab.ts\nlab: true,\nloadGenerator: { host: "shpo" },\n` +
      `// services/shop.ts\nexpose: [{ host: "shop" }],`,
    right: `// overlays/lab.ts\nlab: true,\nloadGenerator: { host: "shop" },\n` +
      `// services/shop.ts\nexpose: [{ host: "shop" }],`,
  },
  *check({ cluster }) {
    // Outside a lab it isn't the host that is wrong.
    if (cluster?.loadGenerator === undefined || !cluster.lab) return;
    const { host } = cluster.loadGenerator;
    const hosts = plainHosts(cluster.services.flatMap(({ exposures }) => exposures));
    if (hosts.includes(host)) return;
    yield host === ""
      ? atFile(
        cluster.file,
        ["loadGenerator"],
        "has no host to ask for: no service is exposed without TLS",
        "expose one, or remove loadGenerator",
      )
      : atFile(
        cluster.file,
        ["loadGenerator", "host"],
        `is ${JSON.stringify(host)}, which the gateway doesn't answer without TLS`,
        knownNames(host, hosts),
      );
  },
};
