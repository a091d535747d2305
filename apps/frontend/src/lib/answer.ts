import type { Hop } from "./settings";

/** A category and how sure the model is of it, 0 to 1. */
export interface Guess {
  readonly category: string;
  readonly confidence: number;
}

/** What to do with the thing. */
export interface Advice {
  readonly action: "reuse" | "recycle" | "resell" | "ask";
  readonly title: string;
  readonly steps: readonly string[];
  readonly impact?: string;
}

/** What every answer has. */
interface Common {
  /** Who answered, beginning with the frontend. */
  readonly path: readonly Hop[];
  readonly requestId: string;
  readonly traceId: string;
}

/** What a picture shows. */
export interface Success extends Common, Guess {
  readonly advice: Advice;
  readonly alternatives?: readonly Guess[];
}

/** Why there is no answer: a word for programs and a sentence for people. */
export interface Failure extends Common {
  readonly error: { readonly code: string; readonly message: string };
}

export type Answer = Success | Failure;

const ACTIONS: readonly string[] = ["reuse", "recycle", "resell", "ask"];

/** Reads an answer that came as JSON from elsewhere; undefined if it isn't one. Unknown fields are left out. */
export function readAnswer(value: unknown): Answer | undefined {
  if (!isRecord(value) || !Array.isArray(value.path)) return undefined;
  const common = {
    path: value.path.filter(isRecord).map(readHop),
    requestId: text(value.requestId),
    traceId: text(value.traceId),
  };
  if (isRecord(value.error)) {
    return { ...common, error: { code: text(value.error.code), message: text(value.error.message) } };
  }
  const { advice } = value;
  if (!isGuess(value) || !isRecord(advice) || !ACTIONS.includes(text(advice.action))) return undefined;
  const alternatives = Array.isArray(value.alternatives)
    ? value.alternatives.filter(isGuess).map(readGuess)
    : [];
  const impact = text(advice.impact);
  return {
    ...common,
    ...readGuess(value),
    advice: {
      action: advice.action as Advice["action"],
      title: text(advice.title),
      steps: Array.isArray(advice.steps) ? advice.steps.map(text) : [],
      ...(impact !== "" && { impact }),
    },
    ...(alternatives.length > 0 && { alternatives }),
  };
}

/** An answer as the value of a cookie. */
export function toCookie(answer: Answer): string {
  return Buffer.from(JSON.stringify(answer)).toString("base64url");
}

/** The answer in a cookie's value; undefined if there is none. */
export function fromCookie(value: string | undefined): Answer | undefined {
  if (value === undefined) return undefined;
  try {
    return readAnswer(JSON.parse(Buffer.from(value, "base64url").toString()));
  } catch {
    return undefined;
  }
}

function readHop(value: Record<string, unknown>): Hop {
  const { service, version, release, pod } = value;
  return { service: text(service), version: text(version), release: text(release), pod: text(pod) };
}

function readGuess({ category, confidence }: Guess): Guess {
  return { category, confidence };
}

function isGuess(value: unknown): value is Guess {
  return (
    isRecord(value) &&
    typeof value.category === "string" &&
    typeof value.confidence === "number" &&
    value.confidence >= 0 &&
    value.confidence <= 1
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What is longer belongs neither into a cookie nor on a page. */
function text(value: unknown): string {
  return typeof value === "string" ? value.slice(0, 200) : "";
}
