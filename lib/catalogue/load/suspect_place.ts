/** Where a file that leaves no trace went wrong, as far as its text tells. Loads a parser: import it when needed. */
import type { Position } from "../../diagnostic.ts";
import { parseSource } from "../locate/source_file.ts";
import { reachable } from "./reachable.ts";
import type { Frame } from "./stack_frames.ts";

interface Node {
  readonly type: string;
  readonly start: number;
  readonly test?: Node | null;
  readonly value?: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}

function* nodesIn(value: unknown, into: (node: Node) => boolean): Generator<Node> {
  if (Array.isArray(value)) {
    for (const item of value) yield* nodesIn(item, into);
  } else if (isNode(value)) {
    yield value;
    if (into(value)) { for (const inner of Object.values(value)) yield* nodesIn(inner, into); }
  }
}

const isFunction = ({ type }: Node) => /Function|Method/.test(type);

function loopsForEver({ type, test }: Node): boolean {
  if (type === "ForStatement" && !test) return true;
  return (type === "WhileStatement" || type === "DoWhileStatement" || type === "ForStatement") &&
    (test?.type === "BooleanLiteral" || test?.type === "NumericLiteral") && Boolean(test.value);
}

const isLoop = ({ type }: Node) => /^(?:For|While|DoWhile)\w*Statement$/.test(type);
const isAwait = (node: Node) =>
  node.type === "AwaitExpression" ||
  (node.type === "ForOfStatement" && (node as { await?: boolean }).await === true);

function first(text: string, matches: (node: Node) => boolean, topLevel: boolean): Position | undefined {
  const file = parseSource(text);
  if (file === undefined) return undefined;
  for (const node of nodesIn(file.statements, (inner) => !topLevel || !isFunction(inner))) {
    if (matches(node)) return file.positionAt(node.start);
  }
  return undefined;
}

/** The first top-level `await` in a file or in what it imports. */
export function findAwait(root: string, file: string): Frame | undefined {
  for (const { file: reached, text } of reachable(root, file)) {
    if (!/\bawait\b/.test(text)) continue;
    const position = first(text, isAwait, true);
    if (position !== undefined) return { file: reached, position };
  }
  return undefined;
}

/** The most suspect loop in a file or in what it imports: one without an end, or else any. */
export function findLoop(root: string, file: string): Frame | undefined {
  for (const matches of [loopsForEver, isLoop]) {
    for (const { file: reached, text } of reachable(root, file)) {
      const position = first(text, matches, false);
      if (position !== undefined) return { file: reached, position };
    }
  }
  return undefined;
}

/** The first `throw` at the top level of a file or of what it imports. */
export function findThrow(root: string, file: string): Frame | undefined {
  for (const { file: reached, text } of reachable(root, file)) {
    const position = first(text, ({ type }) => type === "ThrowStatement", true);
    if (position !== undefined) return { file: reached, position };
  }
  return undefined;
}
