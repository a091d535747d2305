/** An object or list as it is written. */
import { parseExpression } from "@babel/parser";

/** A range of a text in UTF-16 code units. */
export interface Span {
  /** The first one. */
  readonly start: number;
  /** The one after the last. */
  readonly end: number;
}

/** A property or item. */
export interface Member extends Span {
  /** The name of a property that is written out; undefined for items, spreads and computed names. */
  readonly key: string | undefined;
}

/** An object or list literal; its brackets are its first and last character. */
export interface Container extends Span {
  /** `{` or `[`. */
  readonly kind: "object" | "list";
  /** In the order of the text. */
  readonly members: readonly Member[];
  /** The comments anywhere inside. */
  readonly comments: readonly Span[];
}

interface Ranged {
  readonly start?: number | null;
  readonly end?: number | null;
}

function nameOf(
  property: { readonly computed?: boolean; readonly key?: unknown },
): string | undefined {
  const key = property.key as
    | { readonly type: string; readonly name?: string; readonly value?: unknown }
    | undefined;
  if (key === undefined) return undefined;
  if (key.type === "Identifier" && !property.computed) return key.name;
  return key.type === "StringLiteral" ? String(key.value) : undefined;
}

/** Reads the literal at a range of a text; undefined where there is neither an object nor a list. */
export function readContainer(text: string, { start, end }: Span): Container | undefined {
  const node = parseExpression(text.slice(start, end), {
    plugins: ["typescript"],
    attachComment: false,
    createParenthesizedExpressions: false,
  });
  const span = ({ start: from, end: to }: Ranged): Span => ({
    start: start + (from ?? 0),
    end: start + (to ?? 0),
  });
  const comments = (node.comments ?? []).map(span);
  if (node.type === "ObjectExpression") {
    const members = node.properties.map((property) => ({
      ...span(property),
      key: property.type === "SpreadElement" ? undefined : nameOf(property),
    }));
    return { kind: "object", start, end, members, comments };
  }
  if (node.type !== "ArrayExpression") return undefined;
  const members = node.elements.flatMap((item) => item === null ? [] : [{ ...span(item), key: undefined }]);
  return members.length === node.elements.length
    ? { kind: "list", start, end, members, comments }
    : undefined;
}
