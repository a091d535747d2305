import { knownNames } from "../known_names.ts";
import type { ServiceRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH051: a mirror that can't get copies. */
export const mirrorService: ServiceRule = {
  code: "MESH051",
  name: "mirror-service",
  severity: "error",
  over: "service",
  about: ["traffic"],
  summary: "Copies of requests go to a service that can't take them",
  reason:
    "Copies to nobody are lost without a word, and copies to the service itself double its load for nothing.",
  fix: "Name another service that has a port for HTTP, HTTP/2 or gRPC.",
  example: {
    wrong: `traffic: { mirror: { service: "shadwo", percent: 10 } },\n// services/shadow.ts`,
    right: `traffic: { mirror: { service: "shadow", percent: 10 } },\n// services/shadow.ts`,
  },
  *check(service, { services, whole }) {
    const name = service.written.traffic?.mirror?.service;
    if (name === undefined) return;
    const path = ["traffic", "mirror", "service"];
    const said = `is ${JSON.stringify(name)}`;
    const mirror = services.get(name);
    if (name === service.name) {
      yield at(path, `${said}, the service itself`, "use canary.mirror for the new version");
    } else if (!whole.bases.has(name)) {
      yield at(path, `${said}, no such service`, knownNames(name, whole.bases.keys()));
    } else if (mirror !== undefined && !mirror.ports.some((port) => port.isHttp)) {
      yield at(path, `${said}, which has no port that speaks http, http2 or grpc`);
    }
  },
};
