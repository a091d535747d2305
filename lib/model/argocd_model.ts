/** Argo CD with every default. */
import type { ArgoCDInput } from "../catalogue/types.ts";
import type { CatalogueFile } from "./catalogue.ts";
import { argocdRepository } from "./defaults.ts";
import type { ArgoCDModel } from "./types.ts";

/** Applies the defaults; the project `services` is always there. */
export function argocdModel({ file, value }: CatalogueFile<ArgoCDInput>): ArgoCDModel {
  const projects = { services: {}, ...value.projects };
  return {
    file,
    version: value.version,
    repository: value.repository ?? argocdRepository,
    namespace: value.namespace ?? "argocd",
    settings: {
      reconciliationTimeout: value.settings?.reconciliationTimeout ?? "120s",
      adminEnabled: value.settings?.adminEnabled,
      url: value.settings?.url,
      extra: value.settings?.extra ?? {},
    },
    projects: Object.entries(projects)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, project]: [string, { description?: string; groups?: readonly string[] }]) => ({
        name,
        description: project.description ?? `Services of the project ${name}`,
        groups: project.groups ?? [],
      })),
    root: { name: value.root?.name ?? "root" },
  };
}
