/** The volumes of a pod, and where they appear in its container. */
import type { IVolume, IVolumeMount } from "kubernetes-models/v1";
import type { Frozen, ServiceDefinition, VolumeInput } from "../model/types.ts";
import { configFiles, filesConfigMapName } from "./config_map.ts";
import { defined } from "./defined.ts";
import { claimName } from "./persistent_volume_claim.ts";

export type { IVolume, IVolumeMount };

/** Volumes of our own begin with a digit, which the catalogue's volume names can't. */
const temporaryVolume = "3rvision-tmp";
const filesVolume = "3rvision-files";

/** The volumes of the pod: the catalogue's in its order, then our own. */
export function volumes(service: ServiceDefinition): IVolume[] {
  const files = filesConfigMapName(service);
  return [
    ...Object.entries(service.volumes).map(([name, volume]) => ({ name, ...source(service, name, volume) })),
    ...(files === undefined ? [] : [{ name: filesVolume, configMap: { name: files } }]),
    ...(needsTemporary(service) ? [{ name: temporaryVolume, emptyDir: {} }] : []),
  ];
}

/** Where the container finds them: the catalogue's in its order, each file by its path, then `/tmp`. */
export function volumeMounts(service: ServiceDefinition): IVolumeMount[] {
  return [
    ...Object.entries(service.volumes).map(([name, volume]) => mount(name, volume)),
    // One file each: a whole directory would hide what the image has there.
    ...configFiles(service).map(({ path, key }) => (
      { name: filesVolume, mountPath: path, subPath: key, readOnly: true }
    )),
    ...(needsTemporary(service) ? [{ name: temporaryVolume, mountPath: "/tmp" }] : []),
  ];
}

/** With a read-only root many a library fails for want of `/tmp`, so there is one unless the catalogue gives it. */
function needsTemporary(service: ServiceDefinition): boolean {
  return service.security.readOnlyRootFilesystem &&
    !Object.values(service.volumes).some(({ mountPath }) => mountPath.replace(/\/+$/, "") === "/tmp");
}

function source(
  service: ServiceDefinition,
  name: string,
  volume: Frozen<VolumeInput>,
): Omit<IVolume, "name"> {
  if ("emptyDir" in volume) return { emptyDir: defined(volume.emptyDir) };
  if ("claim" in volume) return { persistentVolumeClaim: { claimName: claimName(service, name) } };
  if ("existingClaim" in volume) return { persistentVolumeClaim: { claimName: volume.existingClaim } };
  if ("secret" in volume) return { secret: { secretName: volume.secret } };
  return { configMap: { name: volume.configMap } };
}

function mount(name: string, volume: Frozen<VolumeInput>): IVolumeMount {
  const readOnly = volume.readOnly ?? "secret" in volume;
  return {
    name,
    mountPath: volume.mountPath,
    ...(volume.subPath === undefined ? {} : { subPath: volume.subPath }),
    ...(readOnly ? { readOnly } : {}),
  };
}
