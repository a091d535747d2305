/** Prometheus' own tool as the judge of rules, configuration and queries. */
import { dirname, join } from "@std/path";
import { loadAll } from "js-yaml";
import type { FileTree } from "../../lib/tree/file_tree.ts";
import { printProgress } from "../../toolchain/progress.ts";
import { provision } from "../../toolchain/provision.ts";
import { run } from "./tools.ts";

let provisioned: ReturnType<typeof provision<"promtool">> | undefined;

/** Runs promtool with files beside it; empty where it is content, else its words. */
export async function promtool(
  files: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<string> {
  const tools = await (provisioned ??= provision(["promtool"], { onProgress: printProgress }));
  const folder = await Deno.makeTempDir();
  try {
    for (const [path, text] of Object.entries(files)) {
      await Deno.mkdir(join(folder, dirname(path)), { recursive: true });
      await Deno.writeTextFile(join(folder, path), text.replaceAll("/etc/prometheus/", `${folder}/`));
    }
    const { code, stdout, stderr } = await run(
      tools.promtool,
      args.map((arg) => arg.replace(/^@/, `${folder}/`)),
    );
    return code === 0 ? "" : `${stdout}${stderr}`.replaceAll(folder, "").trim() || `exit code ${code}`;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

interface ConfigMap {
  readonly kind: string;
  readonly data?: Readonly<Record<string, string>>;
}

/** The files that a rendered tree's ConfigMaps hold for a part of the platform, by their names. */
export function filesOf(tree: FileTree, cluster: string, part: string): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const [path, text] of tree) {
    if (!path.startsWith(`${cluster}/platform/${part}/config-map`)) continue;
    for (const object of loadAll(text) as readonly ConfigMap[]) Object.assign(files, object.data);
  }
  return files;
}

/** The files of Prometheus where its container has them. */
export function prometheusFiles(tree: FileTree, cluster: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(filesOf(tree, cluster, "prometheus")).map(([name, text]) => [
      name === "prometheus.yml" ? name : `${name.startsWith("objectives") ? "objectives" : "rules"}/${name}`,
      text,
    ]),
  );
}

interface Dashboard {
  readonly title: string;
  readonly panels: readonly {
    readonly title: string;
    readonly targets: readonly { readonly expr: string }[];
  }[];
}

/** Every query of a cluster's dashboards: where it stands, and what it asks. */
export function dashboardQueries(
  tree: FileTree,
  cluster: string,
): readonly { readonly place: string; readonly expr: string }[] {
  return Object.entries(filesOf(tree, cluster, "grafana")).filter(([name]) => name.endsWith(".json"))
    .flatMap(([name, text]) =>
      (JSON.parse(text) as Dashboard).panels.flatMap(({ title, targets }) =>
        targets.map(({ expr }) => ({ place: `${name}: ${title}`, expr }))
      )
    );
}
