import type { V1Container } from "@kubernetes/client-node";
import { normalize } from "@std/path";
import { ContainerProblem } from "./container_problem.ts";
import { expandVariables } from "./expand_variables.ts";

/** A folder or file of the machine that a container sees under a path of its own. */
export interface Mount {
  /** Absolute, on the machine. */
  readonly source: string;
  /** Absolute, in the container. */
  readonly target: string;
  readonly readOnly: boolean;
  /** What to make at the source if nothing is there: a folder of the volume named by `subPath`. */
  readonly create: boolean;
}

/** A volume as it is on the machine. */
export interface MountableVolume {
  readonly path: string;
  /** Whether containers can only read it, whatever they ask for. */
  readonly readOnly: boolean;
}

/**
 * The mounts of a container's volumes, outer ones before those inside them.
 *
 * @throws {ContainerProblem} `CreateContainerConfigError`, for a volume that is not there or a path that leads out
 * of its volume.
 */
export function containerMounts(
  container: V1Container,
  volumes: ReadonlyMap<string, MountableVolume>,
  variables: ReadonlyMap<string, string>,
): readonly Mount[] {
  const mounts = (container.volumeMounts ?? []).map(({ name, mountPath, readOnly, subPath, subPathExpr }) => {
    const volume = volumes.get(name);
    const within = subPathExpr === undefined ? subPath ?? "" : expandVariables(subPathExpr, variables);
    if (volume === undefined) throw problem(`there is no volume "${name}"`, mountPath);
    if (within.startsWith("/") || within.split("/").includes("..")) {
      throw problem(`"${within}" leads out of the volume "${name}"`, mountPath);
    }
    return {
      source: within === "" ? volume.path : `${volume.path}/${within}`,
      target: normalize(`/${mountPath}`).replace(/(?<=.)\/$/, ""),
      readOnly: readOnly === true || volume.readOnly,
      create: within !== "" && !volume.readOnly,
    };
  });
  return mounts.sort((a, b) => a.target < b.target ? -1 : 1);
}

function problem(why: string, path: string): ContainerProblem {
  return new ContainerProblem("CreateContainerConfigError", `Cannot mount "${path}": ${why}`);
}
