import type { Frozen, VolumeInput } from "../../model/types.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";
import { withoutLastSlash } from "../file_path.ts";

/** Where Kubernetes and the container's own system mount something. */
const taken = ["/dev", "/proc", "/sys", "/var/run/secrets/kubernetes.io/serviceaccount"];

/** The one place there that is the process's own: shared memory, of which a container has 64 MiB by default. */
const sharedMemory = "/dev/shm";

function mistakeIn(path: string, volume: Frozen<VolumeInput>): string | undefined {
  const plain = withoutLastSlash(path);
  if (plain === sharedMemory) {
    const inMemory = "emptyDir" in volume && volume.emptyDir.medium === "Memory";
    return inMemory ? undefined : 'where only an emptyDir with medium "Memory" may be';
  }
  if (plain === "") return "must not be the root: it would hide the image";
  if (path.includes(":")) return 'must not contain ":"';
  if (path.split("/").includes("..")) return 'must not contain ".."';
  const owner = taken.find((directory) => plain === directory || plain.startsWith(`${directory}/`));
  return owner === undefined ? undefined : `must not be in ${owner}, which is the system's`;
}

/** MESH110: volumes that get into each other's way. */
export const volumeMount: DefinitionRule = {
  code: "MESH110",
  name: "volume-mount",
  severity: "error",
  over: "definition",
  about: ["volumes"],
  summary: "A volume is mounted where another is, or where it can't be",
  reason:
    "Of two mounts at one path Kubernetes refuses the pod; over the root or the system's own directories " +
    "nothing starts.",
  fix: "Give each volume a path of its own. In the system's directories there may only be shared memory: " +
    '`/dev/shm` as an `emptyDir` with `medium: "Memory"`.',
  example: {
    wrong:
      `volumes: { cache: { mountPath: "/data", emptyDir: {} }, store: { mountPath: "/data/", emptyDir: {} } },`,
    right:
      `volumes: { cache: { mountPath: "/cache", emptyDir: {} }, store: { mountPath: "/data", emptyDir: {} } },`,
  },
  *check({ written: { volumes } }) {
    if (volumes === undefined) return;
    const owners = new Map<string, string>();
    for (const [name, volume] of Object.entries(volumes)) {
      const { mountPath } = volume;
      const here = ["volumes", name, "mountPath"];
      const mistake = mistakeIn(mountPath, volume);
      const owner = owners.get(withoutLastSlash(mountPath));
      if (mistake !== undefined) yield at(here, `is ${JSON.stringify(mountPath)}, ${mistake}`);
      else if (owner === undefined) owners.set(withoutLastSlash(mountPath), name);
      else {yield at(
          here,
          `is ${JSON.stringify(mountPath)}, where the volume ${JSON.stringify(owner)} is already`,
        );}
    }
  },
};
