/** The report for people: Markdown that reads well in a terminal too. */
import type { ToolCost } from "./compare.ts";
import type { SizeReport } from "./measure_size.ts";
import type { Report } from "./report.ts";
import type { Samples } from "./samples.ts";
import type { Target } from "./targets.ts";

function number(value: number, digits: number): string {
  return value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

const seconds = (value: number) => number(value, value < 10 ? 2 : value < 100 ? 1 : 0);

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    `| ${
      row.map((cell, column) => column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))
        .join(" | ")
    } |`;
  const rule = `| ${
    widths.map((width, column) => column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`).join(" | ")
  } |`;
  return [line(rows[0]!), rule, ...rows.slice(1).map(line)].join("\n");
}

function tool(cost: ToolCost | undefined): string {
  if (cost === undefined) return "–";
  return (cost.measured < cost.items ? "~" : "") + seconds(cost.seconds);
}

function ratio(value: number, to: number): string {
  return number(value / to, value / to < 100 ? 1 : 0);
}

function sizeRows(sizes: readonly SizeReport[]): readonly (readonly string[])[] {
  const row = (name: string, cell: (size: SizeReport) => string) => [name, ...sizes.map(cell)];
  const time = (name: string, samples: (size: SizeReport) => Samples) =>
    row(`${name}, s`, (size) => seconds(samples(size).median));
  const memory = (name: string, peak: (size: SizeReport) => number | undefined) =>
    row(`peak memory ${name}, MiB`, (size) => {
      const value = peak(size);
      return value === undefined ? "–" : number(value, 0);
    });
  return [
    row("services", ({ services }) => number(services, 0)),
    row("files", ({ files }) => number(files, 0)),
    time("import", (size) => size.import),
    time("`cp -r`", ({ copy }) => copy),
    time("cold", ({ cold }) => cold),
    time("unchanged", ({ unchanged }) => unchanged),
    time("one edit", ({ edit }) => edit),
    time("one edit under watch", ({ watchEdit }) => watchEdit),
    row("cdk8s, s", ({ cdk8s }) => tool(cdk8s)),
    row("`kustomize build`, s", ({ kustomize }) => tool(kustomize)),
    row("cold / `cp -r`", ({ cold, copy }) => ratio(cold.median, copy.median)),
    row("unchanged / import", (size) => ratio(size.unchanged.median, size.import.median)),
    row("cdk8s / cold", ({ cdk8s, cold }) => cdk8s === undefined ? "–" : ratio(cdk8s.seconds, cold.median)),
    row(
      "`kustomize build` / cold",
      ({ kustomize, cold }) => kustomize === undefined ? "–" : ratio(kustomize.seconds, cold.median),
    ),
    row("cold for each service, ms", ({ cold, services }) => number(cold.median / services * 1000, 1)),
    memory("cold", ({ peakMiB }) => peakMiB.cold),
    memory("unchanged", ({ peakMiB }) => peakMiB.unchanged),
    memory("watch", ({ peakMiB }) => peakMiB.watch),
  ];
}

function figure(value: number, unit: Target["unit"]): string {
  return unit === "MiB"
    ? `${number(value, 0)} MiB`
    : unit === "s"
    ? `${seconds(value)} s`
    : `${number(value, 1)} ×`;
}

function targetRow({ name, services, measured, limit, atLeast, unit, met }: Target): readonly string[] {
  return [
    services === undefined ? name : `${number(services, 0)} services: ${name}`,
    figure(measured, unit),
    `${atLeast ? "≥" : "≤"} ${figure(limit, unit)}`,
    met ? "yes" : "NO",
  ];
}

function proportions(sizes: readonly SizeReport[]): readonly string[] {
  return sizes.flatMap(({ services, cdk8s, kustomize }) => [
    ...(cdk8s && cdk8s.measured < cdk8s.items
      ? [
        `~ ${number(services, 0)} services: cdk8s in proportion to ${number(cdk8s.measured, 0)} of ${
          number(cdk8s.items, 0)
        } objects`,
      ]
      : []),
    ...(kustomize && kustomize.measured < kustomize.items
      ? [
        `~ ${number(services, 0)} services: kustomize in proportion to ${number(kustomize.measured, 0)} of ${
          number(kustomize.items, 0)
        } folders`,
      ]
      : []),
  ]);
}

/** The tables, the targets and what was not measured but reckoned. */
export function formatReport({ deno, cores, sizes, targets }: Report): string {
  return [
    `Deno ${deno}, ${cores} cores; medians of ${sizes.map(({ cold }) => cold.runs).join(", ")} runs`,
    table(sizeRows(sizes)),
    proportions(sizes).join("\n"),
    table([["target", "measured", "limit", "met"], ...targets.map(targetRow)]),
  ].filter((part) => part !== "").join("\n\n") + "\n";
}
