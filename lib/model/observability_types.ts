/** What a cluster is watched with, with every default. */
import type { ResourcesInput } from "../catalogue/types.ts";
import type { Frozen } from "./frozen.ts";

/** What every part has. */
export interface ComponentModel {
  /** The whole reference. */
  readonly image: string;
  /** Requests and limits. */
  readonly resources: Frozen<ResourcesInput>;
}

/** Prometheus with every default; lengths of time as it writes them. */
export interface PrometheusModel extends ComponentModel {
  /** How often every pod is asked. */
  readonly scrapeInterval: string;
  /** How long metrics are kept. */
  readonly retention: string;
  /** The size of its PersistentVolumeClaim; undefined: metrics go with the pod. */
  readonly storage: string | undefined;
  /** Where alerts are sent. */
  readonly alertmanagers: readonly {
    readonly namespace: string;
    readonly service: string;
    readonly port: number;
  }[];
}

/** Jaeger with every default. */
export interface JaegerModel extends ComponentModel {
  /** How many traces it keeps in memory. */
  readonly maxTraces: number;
}

/** Grafana with every default. */
export interface GrafanaModel extends ComponentModel {
  /** Section of `grafana.ini` → key → value, as the catalogue has them. */
  readonly settings: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What runs in the namespace of observability. */
export interface ObservabilityModel {
  /** Always there. */
  readonly prometheus: PrometheusModel;
  /** Undefined: none is run. */
  readonly jaeger: JaegerModel | undefined;
  /** Undefined: none is run. */
  readonly grafana: GrafanaModel | undefined;
  /** Undefined: none is run. */
  readonly kiali: ComponentModel | undefined;
}

/** What a service promises. */
export interface SloModel {
  /** Share of requests without an error of the server. Unit: percent. */
  readonly availability: number;
  /** Undefined: nothing is promised of how fast answers are. */
  readonly latency: {
    /** Share of requests that are answered in time. Unit: percent. */
    readonly objective: number;
    /** A boundary of Istio's histogram. Unit: milliseconds. */
    readonly milliseconds: number;
  } | undefined;
}
