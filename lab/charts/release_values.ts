import { parse } from "@std/yaml";
import { LabError } from "../lab_error.ts";

/** What a release of Istio writes into its charts. */
export interface Release {
  /** Such as `1.31.0`. */
  readonly version: string;
  /** Where the images are, such as `docker.io/istio`. */
  readonly hub: string;
}

/** The names and places of images in the charts of a working copy. */
const DEVELOPMENT_HUBS = ["registry.istio.io/testing", "gcr.io/istio-testing"];
const DEVELOPMENT_TAG = "latest";

/**
 * Turns a chart's `Chart.yaml` of Istio's source into that of a release, as Istio's release tooling does: `version`
 * and `appVersion` stand there for the release's.
 *
 * @throws {LabError} if the placeholder is not there.
 */
export function releaseChart(text: string, { version }: Release): string {
  const placeholder = (parse(text) as { readonly version?: unknown } | null)?.version;
  const lines = ["version", "appVersion"].map((field) => `${field}: ${placeholder}\n`);
  if (typeof placeholder !== "string" || !lines.every((line) => text.includes(`\n${line}`))) {
    throw new LabError(
      'Cannot pack a chart: its "Chart.yaml" names no version that stands for the release\'s',
    );
  }
  return lines.reduce(
    (changed, line) => changed.replaceAll(`\n${line}`, `\n${line.replace(placeholder, version)}`),
    text,
  );
}

/** Turns a chart's `values.yaml` of Istio's source into that of a release: the images are the release's. */
export function releaseValues(text: string, { version, hub }: Release): string {
  const withHub = DEVELOPMENT_HUBS.reduce(
    (changed, development) => changed.replaceAll(`hub: ${development}\n`, `hub: ${hub}\n`),
    text,
  );
  return withHub.replaceAll(`tag: ${DEVELOPMENT_TAG}\n`, `tag: ${version}\n`);
}
