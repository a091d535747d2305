import { isWithin } from "../file_path.ts";
import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** MESH113: a file that can't be put where it is wanted. */
export const configFilePath: DefinitionRule = {
  code: "MESH113",
  name: "config-file-path",
  severity: "error",
  over: "definition",
  about: ["configFiles"],
  summary: "A configuration file stands in a volume, in another file, or at a directory's path",
  reason:
    "Each file is mounted by itself. In a read-only volume the container doesn't start; in any other an " +
    "empty file of that name is left behind; and a file can't also be a directory.",
  fix: "Choose a path outside of every volume that names a file.",
  example: {
    wrong: `volumes: { data: { mountPath: "/etc/app", emptyDir: {} } },
configFiles: { "/etc/app/settings.ini": "colour=green" },`,
    right: `volumes: { data: { mountPath: "/var/lib/app", emptyDir: {} } },
configFiles: { "/etc/app/settings.ini": "colour=green" },`,
  },
  *check({ written: { configFiles, volumes } }) {
    if (configFiles === undefined) return;
    const files = Object.keys(configFiles);
    for (const file of files) {
      const here = ["configFiles", file];
      if (file.endsWith("/")) yield at(here, "names a directory, must name a file");
      else if (file.split("/").includes("..")) yield at(here, 'must not contain ".."');
      for (const [name, { mountPath }] of Object.entries(volumes ?? {})) {
        if (isWithin(file, mountPath)) {
          yield at(here, `lies in the volume ${JSON.stringify(name)} at ${mountPath}`);
        }
      }
      const parent = files.find((other) => other !== file && isWithin(file, other));
      if (parent !== undefined) yield at(here, `lies in ${JSON.stringify(parent)}, which is a file`);
    }
  },
};
