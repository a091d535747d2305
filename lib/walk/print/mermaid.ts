/** A walk as a flowchart of Mermaid. */
import { toPercent } from "../fraction.ts";
import type { Hop } from "../result.ts";
import { type GraphNode, graphOf } from "./graph.ts";

/** Text for Mermaid: quotes and line ends would end it. */
const escaped = (text: string) => text.replace(/["<>&\n\r#;]/g, (found) => `#${found.charCodeAt(0)};`);

const brackets: Readonly<Record<GraphNode["kind"], readonly [string, string]>> = {
  sender: ["([", "])"],
  reached: ["[", "]"],
  answered: ["{{", "}}"],
  refused: ["{{", "}}"],
  external: ["([", "])"],
  unknown: ["{{", "}}"],
};

/** The flowchart, from left to right, its edges with shares of all requests. */
export function mermaid(hop: Hop): string {
  const { nodes, edges } = graphOf(hop);
  const names = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const lines = nodes.map(({ id, kind, title, subtitle }) => {
    const [open, close] = brackets[kind];
    const text = subtitle === "" ? escaped(title) : `${escaped(title)}<br/>${escaped(subtitle)}`;
    return `  ${names.get(id)}${open}"${text}"${close}`;
  });
  const arrows = edges.map(({ from, to, probability }) =>
    `  ${names.get(from)} -->|"${toPercent(probability)}"| ${names.get(to)}`
  );
  const of = (test: (node: GraphNode) => boolean) =>
    nodes.filter(test).map(({ id }) => names.get(id)).join(",");
  const classes = [
    ["canary", of(({ isCanary }) => isCanary)],
    ["bad", of(({ kind }) => kind === "answered" || kind === "refused" || kind === "unknown")],
  ].filter(([, list]) => list !== "").map(([name, list]) => `  class ${list} ${name}`);
  return [
    "flowchart LR",
    ...lines,
    ...arrows,
    "  classDef canary stroke:#b58105,stroke-width:2px",
    "  classDef bad stroke:#c4314b,stroke-width:2px",
    ...classes,
  ].join("\n");
}
