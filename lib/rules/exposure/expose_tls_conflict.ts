import type { ClusterRule } from "../rule.ts";
import { atService } from "../rule.ts";
import { type WrittenExposure, writtenExposures } from "../exposures.ts";

function said({ written: { tls } }: WrittenExposure): string {
  if (tls === undefined) return "plain HTTP";
  const redirect = tls.redirect === false ? " without redirect" : "";
  return `TLS with Secret ${JSON.stringify(tls.secret)}${redirect}`;
}

/** MESH064: one host with two kinds of TLS. */
export const exposeTlsConflict: ClusterRule = {
  code: "MESH064",
  name: "expose-tls-conflict",
  severity: "error",
  over: "cluster",
  summary: "Services that share a host disagree about its TLS",
  reason:
    "The gateway chooses the certificate before it knows the path, so a host has one certificate for all " +
    "its paths.",
  fix: "Write the same `tls` everywhere the host is exposed.",
  example: {
    wrong: `expose: [{ host: "www", paths: ["/api"] }],
// services/frontend.ts
expose: [{ host: "www", tls: { secret: "www-certificate" } }],`,
    right: `expose: [{ host: "www", paths: ["/api"], tls: { secret: "www-certificate" } }],
// services/frontend.ts
expose: [{ host: "www", tls: { secret: "www-certificate" } }],`,
  },
  *check(view) {
    const firsts = new Map<string, WrittenExposure>();
    for (const exposure of writtenExposures(view)) {
      const first = firsts.get(exposure.host);
      if (first === undefined) firsts.set(exposure.host, exposure);
      else if (said(first) !== said(exposure)) {
        const path = ["expose", exposure.index, ...(exposure.written.tls === undefined ? [] : ["tls"])];
        const text = `is ${said(exposure)}, but ${first.service.name} has ${said(first)} on ${exposure.host}`;
        yield atService(exposure.service, path, text, "write the same tls in both");
      }
    }
  },
};
