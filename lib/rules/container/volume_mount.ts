import type { ServiceRule } from "../rule.ts";
import { at } from "../rule.ts";
import { withoutLastSlash } from "../file_path.ts";

/** Where Kubernetes and the container's own system mount something. */
const taken = ["/dev", "/proc", "/sys", "/var/run/secrets/kubernetes.io/serviceaccount"];

function mistakeIn(path: string): string | undefined {
  const plain = withoutLastSlash(path);
  if (plain === "") return "must not be the root: it would hide the image";
  if (path.includes(":")) return 'must not contain ":"';
  if (path.split("/").includes("..")) return 'must not contain ".."';
  const owner = taken.find((directory) => plain === directory || plain.startsWith(`${directory}/`));
  return owner === undefined ? undefined : `must not be in ${owner}, which is the system's`;
}

/** MESH110: volumes that get into each other's way. */
export const volumeMount: ServiceRule = {
  code: "MESH110",
  name: "volume-mount",
  severity: "error",
  over: "service",
  about: ["volumes"],
  summary: "A volume is mounted where another is, or where it can't be",
  reason:
    "Of two mounts at one path Kubernetes refuses the pod; over the root or the system's own directories " +
    "nothing starts.",
  fix: "Give each volume a path of its own.",
  example: {
    wrong:
      `volumes: { cache: { mountPath: "/data", emptyDir: {} }, store: { mountPath: "/data/", emptyDir: {} } },`,
    right:
      `volumes: { cache: { mountPath: "/cache", emptyDir: {} }, store: { mountPath: "/data", emptyDir: {} } },`,
  },
  *check({ written: { volumes } }) {
    if (volumes === undefined) return;
    const owners = new Map<string, string>();
    for (const [name, { mountPath }] of Object.entries(volumes)) {
      const here = ["volumes", name, "mountPath"];
      const mistake = mistakeIn(mountPath);
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
