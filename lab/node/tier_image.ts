import type { Image } from "./images.ts";
import type { TierPrograms } from "./tiers.ts";

/** Where the image of a tier has its files, and where its program begins. */
const FOLDER = "/app";

/** The user that the images of `apps/` name. */
const USER = 10001;

/**
 * The program of a tier in place of its image; `undefined` if none was built for it.
 *
 * @param repository of the image, such as `ghcr.io/3rvision/backend`.
 * @param tag of the image, which is the release that the program takes itself for.
 */
export function tierImage(
  repository: string,
  tag: string | undefined,
  tiers: TierPrograms,
): Pick<Image, "entrypoint" | "args" | "user" | "directory" | "files" | "links" | "environment"> | undefined {
  const [owner, name = ""] = repository.split("/").slice(-2);
  const program = owner === "3rvision" && Object.hasOwn(tiers, name) ? tiers[name] : undefined;
  if (program === undefined) return undefined;
  const environment = { ...program.environment, ...(tag === undefined ? {} : { RELEASE: tag }) };
  return {
    entrypoint: program.command,
    args: [],
    user: { uid: USER, gid: USER },
    directory: FOLDER,
    files: new Map([[FOLDER, program.folder]]),
    links: new Map(),
    environment: new Map(Object.entries(environment)),
  };
}
