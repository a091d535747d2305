/** A walk as a picture: columns of what is reached, and streams between them as wide as their share. */
import { toNumber, toPercent } from "../fraction.ts";
import type { Hop } from "../result.ts";
import { type GraphEdge, type GraphNode, graphOf } from "./graph.ts";
import { requestWords } from "./words.ts";

const box = { width: 200, height: 58, across: 150, down: 26 };
const margin = { side: 28, top: 76, bottom: 28 };

interface Placed extends GraphNode {
  readonly x: number;
  readonly y: number;
}

const escaped = (text: string) =>
  text.replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`)
    // deno-lint-ignore no-control-regex -- XML has no word for these
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");

const shortened = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** Columns from left to right, each in the middle of the picture's height. */
function place(nodes: readonly GraphNode[]): { placed: readonly Placed[]; width: number; height: number } {
  const columns: GraphNode[][] = [];
  for (const node of nodes) (columns[node.column] ??= []).push(node);
  const tallest = Math.max(...columns.map((column) => column.length));
  const inner = tallest * box.height + (tallest - 1) * box.down;
  const placed = columns.flatMap((column, index) => {
    const start = margin.top + (inner - (column.length * box.height + (column.length - 1) * box.down)) / 2;
    return column.map((node, row) => ({
      ...node,
      x: margin.side + index * (box.width + box.across),
      y: start + row * (box.height + box.down),
    }));
  });
  return {
    placed,
    width: 2 * margin.side + columns.length * box.width + (columns.length - 1) * box.across,
    height: margin.top + inner + margin.bottom,
  };
}

const strokeOf = ({ probability }: GraphEdge) => Math.max(1.5, 14 * Math.sqrt(toNumber(probability)));

function stream(edge: GraphEdge, from: Placed, to: Placed): string {
  const [x1, y1, x2, y2] = [from.x + box.width, from.y + box.height / 2, to.x, to.y + box.height / 2];
  const middle = (x1 + x2) / 2;
  const kind = to.kind === "reached" ? (to.isCanary ? "canary" : "stable") : to.kind;
  const width = strokeOf(edge).toFixed(1);
  return `<path class="stream ${kind}" d="M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}" stroke-width="${width}"/>`;
}

/** Near its end, where streams from several boxes lie apart from those to others. */
function share(edge: GraphEdge, from: Placed, to: Placed): string {
  const [y1, y2] = [from.y + box.height / 2, to.y + box.height / 2];
  const at = 0.3;
  const bend = 3 * at * at * (1 - at) + at * at * at;
  const x = from.x + box.width + box.across * (0.15 + at * 0.7);
  const y = y1 + (y2 - y1) * bend;
  return `<text class="share" x="${x.toFixed(1)}" y="${(y + 4).toFixed(1)}">${
    escaped(toPercent(edge.probability))
  }</text>`;
}

function drawn({ x, y, kind, title, subtitle, isCanary, probability }: Placed): string {
  const name = kind === "reached" ? (isCanary ? "canary" : "stable") : kind;
  const of = kind === "sender" ? "" : ` · ${toPercent(probability)}`;
  return [
    `<g class="box ${name}" transform="translate(${x} ${y})">`,
    `<title>${escaped(`${title}: ${subtitle}${of}`)}</title>`,
    `<rect width="${box.width}" height="${box.height}" rx="10"/>`,
    `<text class="title" x="14" y="25">${escaped(shortened(title, 24))}</text>`,
    `<text class="subtitle" x="14" y="44">${escaped(shortened(subtitle, 20) + of)}</text>`,
    "</g>",
  ].join("");
}

const styles = `
.page{fill:#fff}.heading{font:600 17px system-ui,sans-serif;fill:#1d2733}.note{font:13px system-ui,sans-serif;fill:#5b6876}
.box rect{fill:#f4f7fa;stroke:#9fb0c0;stroke-width:1.5}.title{font:600 14px system-ui,sans-serif;fill:#1d2733}
.subtitle{font:12.5px system-ui,sans-serif;fill:#5b6876}.stream{fill:none;stroke:#7fa7c9;stroke-opacity:.55;stroke-linecap:butt}
.share{font:600 12px system-ui,sans-serif;fill:#1d2733;text-anchor:middle;paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}
.stable rect{fill:#eaf3fb;stroke:#3b82b8}.canary rect{fill:#fff6dd;stroke:#b58105}.stream.canary{stroke:#e0b43a}
.answered rect,.refused rect{fill:#fdecef;stroke:#c4314b}.stream.answered,.stream.refused{stroke:#c4314b}
.unknown rect{fill:#f6effb;stroke:#8a4bb8;stroke-dasharray:5 4}.stream.unknown{stroke:#8a4bb8;stroke-dasharray:5 4}
@media(prefers-color-scheme:dark){.page{fill:#12181f}.heading,.title,.share{fill:#e6edf3}.note,.subtitle{fill:#9fb0c0}
.share{stroke:#12181f}.box rect{fill:#1b2530;stroke:#5b6876}.stable rect{fill:#12293b;stroke:#5aa2d6}
.canary rect{fill:#33290d;stroke:#d9a520}.answered rect,.refused rect{fill:#3a1620;stroke:#e2607a}.unknown rect{fill:#2a1b36;stroke:#b583dd}}
`.trim();

/** The picture as SVG text that stands alone, for light and dark pages. */
export function svg(hop: Hop): string {
  const { nodes, edges } = graphOf(hop);
  const { placed, width, height } = place(nodes);
  const byId = new Map(placed.map((node) => [node.id, node]));
  const pairs = edges.map((edge) => [edge, byId.get(edge.from)!, byId.get(edge.to)!] as const);
  const heading = `${hop.from} → ${requestWords(hop)}`;
  const headers = Object.entries(hop.request.headers).map(([name, value]) => `${name}: ${value}`).join(", ");
  const wide = Math.max(width, 2 * margin.side + heading.length * 9);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${height}" width="${wide}" height="${height}" role="img">`,
    `<title>${escaped(heading)}</title>`,
    `<style>${styles}</style>`,
    `<rect class="page" width="${wide}" height="${height}"/>`,
    `<text class="heading" x="${margin.side}" y="36">${escaped(heading)}</text>`,
    `<text class="note" x="${margin.side}" y="56">${escaped(headers === "" ? "no headers" : headers)}</text>`,
    ...pairs.map(([edge, from, to]) => stream(edge, from, to)),
    ...placed.map(drawn),
    ...pairs.map(([edge, from, to]) => share(edge, from, to)),
    "</svg>",
  ].join("\n");
}
