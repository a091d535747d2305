import { parseAll } from "@std/yaml";
import type { KubernetesObject } from "../../../lib/kubernetes_object.ts";

/** The folders of the tools that bring CustomResourceDefinitions. */
export interface DefinitionFolders {
  /** Of the module, with `manifests/crds`. */
  readonly "argocd-manifests": string;
  /** Of the module, with `config/crds/bases`. */
  readonly "external-secrets-manifests": string;
  /** Of the module, with `helm/sealed-secrets/crds`. */
  readonly "sealed-secrets-manifests": string;
}

/** The CustomResourceDefinitions of Argo CD, the External Secrets Operator and Sealed Secrets; Istio's are in a chart. */
export function definitions(folders: DefinitionFolders): readonly KubernetesObject[] {
  return [
    `${folders["argocd-manifests"]}/manifests/crds`,
    `${folders["external-secrets-manifests"]}/config/crds/bases`,
    `${folders["sealed-secrets-manifests"]}/helm/sealed-secrets/crds`,
  ].flatMap((folder) =>
    [...Deno.readDirSync(folder)].filter(({ name }) => name.endsWith(".yaml"))
      .flatMap(({ name }) =>
        parseAll(Deno.readTextFileSync(`${folder}/${name}`)) as (KubernetesObject | null)[]
      )
      .filter((object) => object !== null)
      .filter(({ kind }) => kind === "CustomResourceDefinition")
  );
}
