/**
 * Where the parts of the platform listen that the lab asks or shows: their names and ports are those of
 * `lib/resources/observability/` and of Argo CD's own manifests.
 *
 * @module
 */

import type { Target } from "./engine.ts";

/** A Service of the platform, and which of its ports. */
export type PlatformService = Extract<Target, { readonly kind: "service" }>;

const service = (namespace: string, name: string, port: number): PlatformService =>
  Object.freeze({ kind: "service", namespace, name, port });

/** The dashboards. */
export const GRAFANA = service("observability", "grafana", 3000);

/** The traces: Jaeger's page and its query API. */
export const JAEGER = service("observability", "jaeger-query", 16686);

/** The metrics. */
export const PROMETHEUS = service("observability", "prometheus", 9090);

/** Kiali, where a cluster has it. */
export const KIALI = service("observability", "kiali", 20001);

/** Argo CD's page and API. */
export const ARGO_CD = service("argocd", "argocd-server", 443);
