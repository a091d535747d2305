import { PINS } from "../../toolchain/pins.ts";
import { ISTIO_CHARTS_URL, ISTIO_RELEASE } from "../charts/istio_charts.ts";
import type { Application } from "./application.ts";

/** Where Argo CD's own manifests come from. */
export const ARGO_CD_URL = "https://github.com/argoproj/argo-cd.git";

/** The tag of Argo CD that is served here. */
export const ARGO_CD_TAG = `v${PINS["argocd-manifests"].version}`;

/** What a URL that Applications name is served from. */
export type SourceKind = "working tree" | "Argo CD's manifests" | "Istio's charts";

/** A URL that is served. */
export interface ServedSource {
  readonly url: string;
  readonly kind: SourceKind;
}

/** An Application whose source can't be served here. */
export interface RefusedSource {
  readonly application: string;
  readonly url: string;
  /** A clause without a full stop. */
  readonly reason: string;
}

/** Which of the sources of a cluster's Applications are served, and which are not. */
export interface Sources {
  /** Each URL once, in the order of the Applications. */
  readonly served: readonly ServedSource[];
  readonly refused: readonly RefusedSource[];
}

/**
 * Tells what is to be served so that Applications sync without a network.
 *
 * @param repository the URL under which Argo CD reads the working tree: that of the root Application.
 */
export function sourcesOf(applications: readonly Application[], repository: string): Sources {
  const served = new Map<string, ServedSource>();
  const refused: RefusedSource[] = [];
  for (const { metadata, spec } of applications) {
    for (const { repoURL: url, targetRevision = "HEAD" } of [spec.source ?? [], spec.sources ?? []].flat()) {
      const found = serve(url, targetRevision, repository);
      if (typeof found === "string") refused.push({ application: metadata.name, url, reason: found });
      else served.set(url, found);
    }
  }
  return { served: [...served.values()], refused };
}

function serve(url: string, revision: string, repository: string): ServedSource | string {
  const only = (kind: SourceKind, has: string) =>
    revision === has ? { url, kind } : `"${revision}" is not served here, only "${has}" is`;
  if (url === repository) return { url, kind: "working tree" };
  if (url === ARGO_CD_URL) return only("Argo CD's manifests", ARGO_CD_TAG);
  if (url === ISTIO_CHARTS_URL) return only("Istio's charts", ISTIO_RELEASE.version);
  return "nothing here serves that URL";
}
