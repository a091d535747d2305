/** What a lab sends to itself. */
import type { ClusterInput } from "../catalogue/types.ts";
import * as defaults from "./defaults.ts";
import { wholeHost } from "./exposure_models.ts";
import type { Frozen } from "./frozen.ts";
import type { ExposureModel, LoadGeneratorModel } from "./types.ts";

/** Applies every default; undefined where nothing is sent. */
export function loadGeneratorModel(
  { loadGenerator, domain }: Pick<Frozen<ClusterInput>, "loadGenerator" | "domain">,
  exposures: readonly ExposureModel[],
): LoadGeneratorModel | undefined {
  if (loadGenerator === undefined) return undefined;
  const { requestsPerSecond = 5, host, path = "/", upload = false } = loadGenerator;
  return {
    requestsPerSecond,
    host: host === undefined ? plainHosts(exposures)[0] ?? "" : wholeHost(host, domain),
    path,
    upload,
    image: loadGenerator.image ?? defaults.loadGeneratorImage,
    resources: loadGenerator.resources ?? defaults.loadGeneratorResources,
  };
}

/** The hosts that the gateway answers without TLS and that are no pattern, sorted. */
export function plainHosts(exposures: readonly ExposureModel[]): readonly string[] {
  const secured = new Set(exposures.filter(({ tls }) => tls !== undefined).map(({ host }) => host));
  return [...new Set(exposures.map(({ host }) => host))]
    .filter((host) => !secured.has(host) && !host.includes("*")).sort();
}
