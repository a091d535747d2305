import type { ClusterModel } from "../../lib/model/types.ts";
import { docker, kind } from "./calls.ts";
import { type Door, mustRun } from "./door.ts";

/** An image that is built from a folder of the working tree. */
export interface TierImage {
  /** As the service file names it: `ghcr.io/3rvision/backend:1.1.0`. */
  readonly image: string;
  /** The folder with the Dockerfile. */
  readonly folder: string;
  /** The tag: what the build is told it is. */
  readonly release: string;
}

const IMAGE = /^(?:.*\/)?([^/:@]+):([^/:@]+)$/;

/**
 * The images of a cluster's services, and of its load generator, whose source is in the working tree: `apps/<name>/Dockerfile` for an image
 * `…/<name>:<tag>`. One that is named by digest is not ours to build.
 */
export async function tierImages(
  workingTree: string,
  { services, loadGenerator }: Pick<ClusterModel, "services" | "loadGenerator">,
): Promise<readonly TierImage[]> {
  const images = new Set(services.flatMap(({ versions }) => versions.map(({ image }) => image)));
  if (loadGenerator !== undefined) images.add(loadGenerator.image);
  const found: TierImage[] = [];
  for (const image of [...images].sort()) {
    const [, name = "", release = ""] = IMAGE.exec(image) ?? [];
    const folder = `${workingTree}/apps/${name}`;
    if (name !== "" && await isFile(`${folder}/Dockerfile`)) found.push({ image, folder, release });
  }
  return found;
}

/**
 * Builds images and copies them to the nodes of a cluster. Docker's own cache makes a second run quick.
 *
 * @param tell says which image is being built.
 */
export async function loadImages(
  door: Door,
  cluster: string,
  images: readonly TierImage[],
  tell: (detail: string) => void,
): Promise<string> {
  if (images.length === 0) return "nothing to build: the nodes pull every image";
  for (const { image, folder, release } of images) {
    tell(`building ${image}`);
    await mustRun(door, docker.build(image, folder, { RELEASE: release }), `build "${image}"`);
  }
  tell("copying them to the nodes");
  const names = images.map(({ image }) => image);
  await mustRun(door, kind.load(cluster, names), "copy the images to the nodes");
  return `${images.length} built and copied`;
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
