/**
 * Volumes as folders of the machine.
 *
 * @module
 */

import type { V1Pod, V1Volume } from "@kubernetes/client-node";
import { dirname } from "@std/path";
import type { Layout } from "../process/layout.ts";
import { runProgram } from "../process/run_program.ts";
import { ContainerProblem } from "./container_problem.ts";
import type { MountableVolume } from "./container_mounts.ts";
import { claimFolder, hostFolder, type PodPaths } from "./pod_paths.ts";
import { tokenOwner, type VolumeFile, volumeFiles, type VolumeSources } from "./volume_files.ts";

/** The `hostPath` volumes that pods may have: those of istio-cni, for which the agent stands in. */
const HOST_PATHS = [
  ...["/opt/cni/bin", "/etc/cni/net.d", "/var/run/istio-cni", "/var/run/netns", "/var/run/ztunnel", "/proc"],
];

/**
 * Makes the volumes of a pod, or brings their files up to date.
 *
 * @throws {ContainerProblem} `FailedMount`, naming the volume that cannot be made.
 */
export async function makeVolumes(
  layout: Layout,
  paths: PodPaths,
  sources: VolumeSources,
): Promise<ReadonlyMap<string, MountableVolume>> {
  const made = new Map<string, MountableVolume>();
  for (const volume of sources.pod.spec?.volumes ?? []) {
    made.set(volume.name, await makeVolume(layout, paths, volume, sources));
  }
  return made;
}

async function makeVolume(
  layout: Layout,
  paths: PodPaths,
  volume: V1Volume,
  sources: VolumeSources,
): Promise<MountableVolume> {
  const path = paths.volume(volume.name);
  const group = sources.pod.spec?.securityContext?.fsGroup;
  const files = volumeFiles(volume, sources);
  if (files !== undefined) {
    await writeFiles(path, files, { group, owner: tokenOwner(sources.pod.spec) });
    return { path, readOnly: true };
  }
  if (volume.emptyDir !== undefined) {
    await openFolder(path, group);
    return { path, readOnly: false };
  }
  if (volume.persistentVolumeClaim !== undefined) {
    const { claimName, readOnly = false } = volume.persistentVolumeClaim;
    const claim = claimFolder(layout, sources.pod.metadata?.namespace ?? "", claimName);
    await openFolder(claim, group);
    return { path: claim, readOnly };
  }
  if (volume.hostPath !== undefined && HOST_PATHS.includes(volume.hostPath.path.replace(/\/$/, ""))) {
    const folder = hostFolder(layout, volume.hostPath.path);
    await openFolder(folder, undefined);
    return { path: folder, readOnly: false };
  }
  const kind = Object.keys(volume).filter((key) =>
    key !== "name" && volume[key as keyof V1Volume] !== undefined
  ).join(", ");
  throw new ContainerProblem(
    "FailedMount",
    `Cannot mount the volume "${volume.name}": a volume of kind "${kind}" has no stand-in on this machine`,
  );
}

async function openFolder(path: string, group: number | undefined): Promise<void> {
  await Deno.mkdir(path, { recursive: true });
  if (group !== undefined) await Deno.chown(path, null, group);
  await Deno.chmod(path, group === undefined ? 0o777 : 0o2777);
}

/**
 * Writes all files of a volume at once, as the kubelet does: into a folder of their own, to which the link `..data` is
 * then moved. Readers see the old files or the new ones, and each file is a link into `..data`.
 */
async function writeFiles(
  root: string,
  files: readonly VolumeFile[],
  { group, owner }: { readonly group: number | undefined; readonly owner: number | undefined },
): Promise<void> {
  await Deno.mkdir(root, { recursive: true });
  if (await isWritten(root, files)) return;
  const folder = `..${new Date().toISOString().replaceAll(/[^0-9]/g, "_")}`;
  await Deno.mkdir(`${root}/${folder}`);
  for (const { path, bytes, mode } of files) {
    const file = `${root}/${folder}/${path}`;
    await Deno.mkdir(dirname(file), { recursive: true });
    await Deno.writeFile(file, bytes, { mode: 0o600 });
    if (group !== undefined) await Deno.chown(file, null, group);
    else if (mode === 0o600 && owner !== undefined) await Deno.chown(file, owner, null);
    await Deno.chmod(file, group === undefined ? mode : mode | 0o440);
  }
  const tops = [...new Set(files.map(({ path }) => path.split("/")[0] ?? ""))];
  // Deno makes links only for who may write everywhere.
  await runProgram(["sh", "-c", LINK, root, folder, ...tops]);
  for await (const { name, isDirectory } of Deno.readDir(root)) {
    if (name === "..data" || name === folder || tops.includes(name)) continue;
    // A folder is the place of another mount.
    if (isDirectory && !name.startsWith("..")) continue;
    await Deno.remove(`${root}/${name}`, { recursive: true });
  }
}

const LINK = 'cd "$0" && ln -sfn "$1" ..data_new && mv -T ..data_new ..data && shift && ' +
  'for top; do ln -sfn "..data/$top" "$top"; done';

async function isWritten(root: string, files: readonly VolumeFile[]): Promise<boolean> {
  if (await currentData(root) === undefined) return false;
  const tops = new Set(files.map(({ path }) => path.split("/")[0] ?? ""));
  for await (const { name, isDirectory } of Deno.readDir(root)) {
    if (!name.startsWith("..") && !isDirectory && !tops.delete(name)) return false;
  }
  if (tops.size > 0) return false;
  for (const { path, bytes } of files) {
    const there = await Deno.readFile(`${root}/${path}`).catch(() => undefined);
    if (there === undefined || !sameBytes(there, bytes)) return false;
  }
  return true;
}

async function currentData(root: string): Promise<string | undefined> {
  try {
    return await Deno.readLink(`${root}/..data`);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

/** Whether a pod has volumes whose files may change while it runs. */
export function hasChangingVolumes({ spec }: V1Pod): boolean {
  return (spec?.volumes ?? []).some(({ configMap, secret, downwardAPI, projected }) =>
    [configMap, secret, downwardAPI, projected].some((kind) => kind !== undefined)
  );
}
