/** The files of a cluster's folder that make the Kind cluster it runs in. */
import type { ClusterModel } from "../model/types.ts";
import type { JsonObject } from "../tree/yaml.ts";
import { kindCluster } from "./kind_cluster.ts";
import { kindConfig } from "./kind_config.ts";
import { terraformFiles } from "./terraform_files.ts";

/** A file of a cluster's folder. */
export interface KindFile {
  /** Below the cluster's folder: `kind.yaml`. */
  readonly name: string;
  /** A value that is written as YAML, or text that is written as it is. */
  readonly content: JsonObject | string;
}

/** `kind.yaml` and `terraform/`; nothing for a cluster that runs elsewhere. */
export function kindFiles(cluster: ClusterModel): readonly KindFile[] {
  const found = kindCluster(cluster);
  if (found === undefined) return [];
  return [
    { name: "kind.yaml", content: kindConfig(found) },
    ...terraformFiles(found).map(([name, content]) => ({ name: `terraform/${name}`, content })),
  ];
}
