import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH074: a protocol that nobody speaks on that port. */
export const egressProtocol: DefinitionRule = {
  code: "MESH074",
  name: "egress-protocol",
  severity: "warning",
  over: "definition",
  about: ["egress"],
  summary: "Egress speaks plain HTTP on port 443, or TLS on port 80",
  reason:
    "The protocol says what the application sends. On 443 that is TLS, which the proxy can't read as HTTP; " +
    "on 80 it is plain, and the proxy finds no name in it to compare.",
  fix: "Correct `protocol` or `port`.",
  example: {
    wrong: `egress: [{ host: "api.example.com", port: 443, protocol: "HTTP" }],`,
    right: `egress: [{ host: "api.example.com", port: 443, protocol: "TLS" }],`,
  },
  *check({ egress, written }) {
    for (const [index, { port, protocol }] of egress.entries()) {
      const isPlain = protocol === "HTTP" || protocol === "HTTP2" || protocol === "GRPC";
      const isTls = protocol === "TLS" || protocol === "HTTPS";
      if (!(port === 443 && isPlain) && !(port === 80 && isTls)) continue;
      const field = written.egress?.[index]?.protocol === undefined ? "port" : "protocol";
      const spoken = isPlain ? "TLS" : "plain HTTP";
      const said = field === "port" ? `80 with protocol "${protocol}"` : `"${protocol}" on port ${port}`;
      yield at(
        ["egress", index, field],
        `is ${said}, where ${spoken} is spoken`,
        isPlain ? 'write "TLS"' : 'write protocol: "HTTP"',
      );
    }
  },
};
