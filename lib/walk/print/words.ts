/** Short words for what a walk finds. */
import type { Hop, Outcome } from "../result.ts";

/** What is asked: `GET http://frontend.local/`. */
export function requestWords({ request }: Pick<Hop, "request">): string {
  const { from, host, port, tls, method, path } = request;
  const secure = from.kind === "outside" && (tls ?? port === 443);
  const usual = secure ? 443 : 80;
  const authority = port === usual || /:[0-9]+$/.test(host) ? host : `${host}:${port}`;
  return `${method} ${secure ? "https" : "http"}://${authority}${path}`;
}

/** How a way ends: `backend-stable`, `403`, `no answer`. */
export function outcomeWords(outcome: Outcome): string {
  switch (outcome.kind) {
    case "reached":
      return outcome.workload;
    case "answered":
      return String(outcome.status);
    case "refused":
      return "no answer";
    case "external":
      return `${outcome.host}, outside the mesh`;
    case "unknown":
      return "not known";
  }
}
