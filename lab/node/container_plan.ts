/**
 * From the spec of a container to the process that stands for it.
 *
 * @module
 */

import type { V1Container, V1PodSpec } from "@kubernetes/client-node";
import { containerMounts, type Mount, type MountableVolume } from "./container_mounts.ts";
import { type ContainerUser, containerUser } from "./container_user.ts";
import { expandVariables } from "./expand_variables.ts";
import { type Image, programOf } from "./images.ts";

/** Everything a container's process is. */
export interface ContainerPlan {
  /** What stands for the image, see {@linkcode programOf}. */
  readonly program: string;
  readonly command: readonly string[];
  readonly environment: ReadonlyMap<string, string>;
  readonly directory: string;
  readonly user: ContainerUser;
  /** Those of the image first, then those of volumes. */
  readonly mounts: readonly Mount[];
  /** Symbolic links in the container: the path of each and where it leads. */
  readonly links: ReadonlyMap<string, string>;
  /** Whether only volumes can be written. */
  readonly readOnlyRoot: boolean;
}

/**
 * The plan of a container.
 *
 * @param own the files of the pod that every container sees, such as `/etc/hosts`.
 * @throws {ContainerProblem} naming what is wrong with the spec.
 */
export function containerPlan(
  parts: {
    readonly spec: V1PodSpec;
    readonly container: V1Container;
    readonly image: Image;
    readonly environment: ReadonlyMap<string, string>;
    readonly volumes: ReadonlyMap<string, MountableVolume>;
    readonly own: readonly Mount[];
  },
): ContainerPlan {
  const { spec, container, image, environment, volumes, own } = parts;
  const expanded = (words: readonly string[]) => words.map((word) => expandVariables(word, environment));
  const { command, args } = container;
  // A command of the spec's own leaves the image's arguments out too.
  const begin = command?.length ? expanded(command) : image.entrypoint;
  const rest = args?.length ? expanded(args) : command?.length ? [] : image.args;
  const files = [...image.files].map(([target, source]) => ({
    source,
    target,
    readOnly: true,
    create: false,
  }));
  const user = containerUser(spec, container, image.user);
  return Object.freeze({
    program: programOf(image),
    command: [...begin, ...rest],
    // As container engines do for users whose home the image doesn't name.
    environment: new Map([["HOME", user.uid === 0 ? "/root" : "/"], ...environment]),
    directory: container.workingDir || image.directory,
    user,
    mounts: [...files, ...own, ...containerMounts(container, volumes, environment)],
    links: image.links,
    readOnlyRoot: container.securityContext?.readOnlyRootFilesystem === true,
  });
}
