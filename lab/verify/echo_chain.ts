import type { EchoAnswer } from "../echo/echo.ts";

/** One echo program that a request has come by, and the headers that it saw. */
export interface EchoVisit {
  /** The tier that it stands for. */
  readonly service: string;
  /** `stable` or `canary`. */
  readonly version: string;
  /** Those that it passes on. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether every tier that it called answered. */
  readonly answered: boolean;
}

/**
 * The echo programs that a request came by, the first one first.
 *
 * @param body what was answered.
 * @returns none if it was not an echo program that answered.
 */
export function echoChain(body: string): readonly EchoVisit[] {
  try {
    return visits(JSON.parse(body));
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

function visits(value: unknown): readonly EchoVisit[] {
  if (!isEchoAnswer(value)) return [];
  const { service, version, headers, upstreams } = value;
  const answered = upstreams.every(({ status }) => status >= 200 && status < 400);
  return [{ service, version, headers, answered }, ...upstreams.flatMap(({ body }) => visits(body))];
}

function isEchoAnswer(value: unknown): value is EchoAnswer {
  return typeof value === "object" && value !== null && "service" in value && "version" in value &&
    "upstreams" in value && Array.isArray(value.upstreams);
}
