import type { ClusterModel, ExposureModel, VersionModel } from "../../lib/model/types.ts";
import { repositoryOf } from "../node/images.ts";
import { echoChain } from "./echo_chain.ts";
import type { ExposedHost, GatewayRequest } from "./gateway_client.ts";
import { hopsOf } from "./hops.ts";

/** A request from outside that leads on through the tiers behind the one that gets it. */
export type Journey = Pick<GatewayRequest, "method" | "path" | "headers" | "body" | "encoding">;

/** The picture that is uploaded. */
const PICTURE = new URL("../../apps/frontend/public/samples/mug.webp", import.meta.url);

/**
 * How the program of an image is asked so that it asks others. What is not listed is asked for its first page, which
 * leads on where programs call others for every request, as echo programs do.
 */
const JOURNEYS: Readonly<Record<string, () => Promise<Journey & { readonly path: string }>>> = {
  "3rvision/frontend": upload,
};

/** The journey that begins at an exposed service; `{}`, the first page, if its program has none of its own. */
export async function journeyFrom(
  { versions }: { readonly versions: readonly Pick<VersionModel, "image">[] },
  { paths }: Pick<ExposureModel, "paths">,
): Promise<Journey> {
  const name = repositoryOf(versions[0]?.image ?? "").split("/").slice(-2).join("/");
  const journey = Object.hasOwn(JOURNEYS, name) ? await JOURNEYS[name]?.() : undefined;
  const leads = journey !== undefined && paths.some((prefix) => journey.path.startsWith(prefix));
  return leads ? journey : {};
}

/** An exposed host, and the journey that begins there. */
export interface JourneyHost extends ExposedHost {
  readonly journey: Journey;
}

/** What a cluster exposes, each with its journey: a load on these is a load on every tier. */
export async function journeysOf(cluster: Pick<ClusterModel, "services">): Promise<readonly JourneyHost[]> {
  const edges = hopsOf(cluster).flatMap(({ callee, exposure }) =>
    exposure === undefined ? [] : [{ callee, exposure }]
  );
  return await Promise.all(edges.map(async ({ callee, exposure }) => {
    const { host, tls, paths } = exposure;
    return { host, tls, paths, journey: await journeyFrom(callee, exposure) };
  }));
}

/** The upload of a picture, as a page would send it. */
async function upload(): Promise<Journey & { readonly path: string }> {
  const boundary = "3rvision-upload";
  const head = [
    `--${boundary}`,
    'Content-Disposition: form-data; name="image"; filename="mug.webp"',
    "Content-Type: image/webp",
    "",
    "",
  ].join("\r\n");
  const parts = [head, await Deno.readFile(PICTURE), `\r\n--${boundary}--\r\n`];
  return {
    method: "POST",
    path: "/api/analyze",
    headers: { "accept": "application/json", "content-type": `multipart/form-data; boundary=${boundary}` },
    body: (await new Blob(parts).bytes()).toBase64(),
    encoding: "base64",
  };
}

/** A tier that a request has come by, as the answer has it. */
export interface Visit {
  /** The name of the tier. */
  readonly service: string;
  /** `stable` or `canary`. */
  readonly version: string;
}

/** The tiers that a request came by, in the words of its answer; none if it does not say. */
export function visitsOf(body: string): readonly Visit[] {
  const echoes = echoChain(body);
  return echoes.length > 0 ? echoes : pathOf(body);
}

/** The programs of `apps/` list the path that a request took. */
function pathOf(body: string): readonly Visit[] {
  try {
    const answer: unknown = JSON.parse(body);
    if (typeof answer !== "object" || answer === null || !("path" in answer)) return [];
    return Array.isArray(answer.path) ? answer.path.filter(isVisit) : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

function isVisit(value: unknown): value is Visit {
  return typeof value === "object" && value !== null && "service" in value && "version" in value;
}
