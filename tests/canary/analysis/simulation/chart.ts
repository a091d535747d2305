/** The results as a picture: one bar for each scenario and rule. */
import type { Summary } from "./simulate.ts";

/** The results of one scenario, by rule. */
export interface ScenarioResult {
  readonly name: string;
  readonly right: "promote" | "abort" | "hold" | "any";
  readonly rules: readonly { readonly name: string; readonly summary: Summary }[];
}

const [left, barWidth, barHeight, gap] = [330, 420, 13, 14];
const colours = { promoted: "#2e7d32", held: "#bdbdbd", aborted: "#c62828" } as const;

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** An SVG with a light background, readable without colour by its order: promoted, held, aborted. */
export function chart(results: readonly ScenarioResult[]): string {
  const lines: string[] = [];
  let y = 40;
  for (const { name, rules } of results) {
    lines.push(`<text x="8" y="${y + barHeight * 1.5}" font-weight="600">${escape(name)}</text>`);
    for (const { name: rule, summary } of rules) {
      let x = left + 110;
      lines.push(`<text x="${x - 6}" y="${y + barHeight - 3}" text-anchor="end">${escape(rule)}</text>`);
      for (const end of ["promoted", "held", "aborted"] as const) {
        const width = (summary[end] / summary.runs) * barWidth;
        if (width > 0) {
          lines.push(
            `<rect x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${barHeight - 2}" fill="${
              colours[end]
            }"/>`,
          );
        }
        x += width;
      }
      y += barHeight;
    }
    y += gap;
  }
  const width = left + 110 + barWidth + 12;
  const legend = (["promoted", "held", "aborted"] as const).map((end, index) =>
    `<rect x="${left + 110 + index * 110}" y="12" width="11" height="11" fill="${colours[end]}"/>` +
    `<text x="${left + 127 + index * 110}" y="22">${end}</text>`
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" font-family="sans-serif" font-size="11" role="img" aria-label="How simulated canaries end under three rules">`,
    `<rect width="${width}" height="${y}" fill="#ffffff"/>`,
    ...legend,
    ...lines,
    "</svg>",
    "",
  ].join("\n");
}
