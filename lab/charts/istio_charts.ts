import { PINS } from "../../toolchain/pins.ts";
import { packCharts } from "./pack_charts.ts";
import type { Release } from "./release_values.ts";

/** Where Istio's releases serve their charts. */
export const ISTIO_CHARTS_URL = "https://istio-release.storage.googleapis.com/charts";

/** The pinned release of Istio; its charts name the images of this hub. */
export const ISTIO_RELEASE: Release = Object.freeze({
  version: PINS["istio-manifests"].version,
  hub: "docker.io/istio",
});

/** The charts that a release serves in its repository and that a mesh with sidecars needs, by their folders. */
const FOLDERS = ["base", "istio-control/istio-discovery", "istio-cni", "gateway"];

/**
 * Packs the charts of the pinned Istio.
 *
 * @param manifests the path of the tool `istio-manifests`.
 * @param folder becomes the chart repository; replaced if it is there.
 * @returns the charts with their version, such as `base-1.31.0`.
 */
export function packIstioCharts(manifests: string, folder: string): Promise<readonly string[]> {
  const sources = FOLDERS.map((name) => `${manifests}/manifests/charts/${name}`);
  return packCharts({ sources, release: ISTIO_RELEASE, folder });
}
