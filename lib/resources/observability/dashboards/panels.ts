/** The panels that dashboards are made of, built with Grafana's own library. */
import { DashboardBuilder, type Panel, PanelBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import type { Dataquery } from "@grafana/grafana-foundation-sdk/prometheus";
import type { Options as StatOptions } from "@grafana/grafana-foundation-sdk/stat";

/** The identifiers of the provisioned data sources. */
export const dataSources = { prometheus: "prometheus", jaeger: "jaeger" } as const;

/** A query and what its lines are called. */
export interface Query {
  /** PromQL, without any of Grafana's variables: it must mean the same to everybody who reads it. */
  readonly expr: string;
  /** `{{label}}` is filled in by Grafana. */
  readonly legend: string;
}

/** What a panel shows. */
export interface PanelParts {
  /** Unique in its dashboard where that can be. */
  readonly title: string;
  /** What the numbers mean, where the title can't say it. */
  readonly description?: string;
  /** Grafana's name of the unit: `reqps`, `percentunit`, `ms`, `short`, `bytes`, `s`. */
  readonly unit: string;
  /** At most 26. */
  readonly queries: readonly Query[];
  /** The width of which a row has 24. Default: 8. */
  readonly width?: number;
  /** Default: as the values are. */
  readonly min?: number;
}

const source = { type: "prometheus", uid: dataSources.prometheus };

/**
 * A panel of any type. The library's builders of single types bring all of its second data model along, which takes as
 * long to load as everything else of ours; so their types are used and they aren't.
 */
function filled(
  type: "stat" | "timeseries",
  { title, description, unit, queries, width = 8, min }: PanelParts,
) {
  const builder = new PanelBuilder().type(type).title(title).unit(unit).datasource(source).span(width);
  if (description !== undefined) builder.description(description);
  if (min !== undefined) builder.min(min);
  queries.forEach(({ expr, legend }, index) => {
    const query: Omit<Dataquery, "_implementsDataqueryVariant"> = {
      expr,
      refId: String.fromCharCode(65 + index),
      legendFormat: legend,
    };
    builder.withTarget({ build: () => query as Dataquery });
  });
  return builder;
}

/** Lines over time. */
export function lines(parts: PanelParts): PanelBuilder {
  return filled("timeseries", parts).height(8);
}

/** One number. */
export function number(parts: PanelParts): PanelBuilder {
  const options: Pick<StatOptions, "reduceOptions"> = { reduceOptions: { calcs: ["lastNotNull"] } };
  return filled("stat", { width: 6, ...parts }).height(4).options(options);
}

/** What a dashboard is made of. */
export interface DashboardParts {
  /** Its address below `/d/`, at most 40 characters. */
  readonly uid: string;
  /** What people see. */
  readonly title: string;
  /** By which it is found. */
  readonly tags: readonly string[];
  /** In rows, as far as their widths allow. */
  readonly panels: readonly PanelBuilder[];
}

/** A panel without what the library says and Grafana takes for granted: there is a dashboard for each service. */
function brief({ transparent: _transparent, repeatDirection: _repeatDirection, ...panel }: Panel): object {
  return panel;
}

/** The text of a dashboard's file: JSON with a line for each panel, so that a change reads as one. */
export function dashboardText({ uid, title, tags, panels }: DashboardParts): string {
  const builder = new DashboardBuilder(title).uid(uid).tags([...tags]).readonly()
    .tooltip(1).time({ from: "now-1h", to: "now" }).refresh("30s").timezone("browser");
  for (const panel of panels) builder.withPanel(panel);
  const { panels: built = [], ...rest } = builder.build();
  const texts = (built as readonly Panel[]).map((panel, index) =>
    JSON.stringify({ id: index + 1, ...brief(panel) })
  );
  return `${JSON.stringify(rest).slice(0, -1)},"panels":[\n${texts.join(",\n")}\n]}\n`;
}
