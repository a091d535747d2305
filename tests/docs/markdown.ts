/** What a page of the documentation holds, as Markdown's own parser sees it. */
import { fromMarkdown } from "mdast-util-from-markdown";

type Root = ReturnType<typeof fromMarkdown>;
type Node = Root | Root["children"][number];

/** A block of code between fences. */
export interface CodeBlock {
  /** The word after the fence, as `console`; empty if there is none. */
  readonly language: string;
  /** Without the fences and without a line break at the end. */
  readonly text: string;
  /** The line of the page on which its first line stands, from 1. */
  readonly line: number;
}

/** Code within a line. */
export interface CodeSpan {
  readonly text: string;
  /** The line of the page, from 1. */
  readonly line: number;
}

/** A link or a picture. */
export interface Reference {
  readonly url: string;
  /** The line of the page, from 1. */
  readonly line: number;
}

function visit(node: Node, see: (node: Node) => void): void {
  see(node);
  if ("children" in node) { for (const child of node.children) visit(child, see); }
}

/** The blocks of code of a page, in their order. */
export function codeBlocks(page: string): readonly CodeBlock[] {
  const found: CodeBlock[] = [];
  visit(fromMarkdown(page), (node) => {
    if (node.type !== "code") return;
    found.push({ language: node.lang ?? "", text: node.value, line: node.position!.start.line + 1 });
  });
  return found;
}

/** The code within the lines of a page, in its order. */
export function codeSpans(page: string): readonly CodeSpan[] {
  const found: CodeSpan[] = [];
  visit(fromMarkdown(page), (node) => {
    if (node.type === "inlineCode") found.push({ text: node.value, line: node.position!.start.line });
  });
  return found;
}

/** The links and pictures of a page, in their order. */
export function references(page: string): readonly Reference[] {
  const found: Reference[] = [];
  visit(fromMarkdown(page), (node) => {
    if (node.type !== "link" && node.type !== "image") return;
    found.push({ url: node.url, line: node.position!.start.line });
  });
  return found;
}
