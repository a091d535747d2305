import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH114: a part of a volume that lies outside of it. */
export const volumeSubPath: DefinitionRule = {
  code: "MESH114",
  name: "volume-sub-path",
  severity: "error",
  over: "definition",
  about: ["volumes"],
  summary: "A volume's `subPath` is absolute or leads out of the volume",
  reason: "Kubernetes refuses such a pod, since the path could reach the node's own files.",
  fix: "Write a path within the volume, such as `uploads/2024`.",
  example: {
    wrong: `volumes: { data: { mountPath: "/data", subPath: "../other", emptyDir: {} } },`,
    right: `volumes: { data: { mountPath: "/data", subPath: "uploads", emptyDir: {} } },`,
  },
  *check({ written: { volumes } }) {
    for (const name in volumes) {
      const { subPath } = volumes[name]!;
      if (subPath === undefined) continue;
      const here = ["volumes", name, "subPath"];
      if (subPath.startsWith("/")) {
        yield at(here, `is ${JSON.stringify(subPath)}, must be relative to the volume`);
      } else if (subPath.split("/").includes("..")) {
        yield at(here, `is ${JSON.stringify(subPath)}, must not contain ".."`);
      }
    }
  },
};
