import type { CatalogueRule } from "../rule.ts";
import { atFile } from "../rule.ts";

/** Settings that have a field, and ones on which the rest is built. */
const owned: Readonly<Record<string, string>> = {
  "admin.enabled": "use settings.adminEnabled",
  "application.resourceTrackingMethod": "remove it: Applications are told apart by annotations",
  "resource.customizations.health.argoproj.io_Application": "remove it: waves of Applications depend on it",
  "timeout.reconciliation": "use settings.reconciliationTimeout",
  "timeout.reconciliation.jitter": "remove it: it follows settings.reconciliationTimeout",
  url: "use settings.url",
};

/** MESH183: a setting that already has a place. */
export const argocdSetting: CatalogueRule = {
  code: "MESH183",
  name: "argocd-setting",
  severity: "error",
  over: "catalogue",
  summary: "A further setting of Argo CD is one that the platform sets",
  reason: "It would overrule the field that says the same, or take away what waves and pruning are built on.",
  fix: "Use the field that the message names.",
  example: {
    wrong: `// argocd/argocd.ts\nsettings: { extra: { "timeout.reconciliation": "60s" } },`,
    right: `// argocd/argocd.ts\nsettings: { reconciliationTimeout: "60s" },`,
  },
  *check({ catalogue: { argocd: { file, value } } }) {
    for (const name of Object.keys(value.settings?.extra ?? {})) {
      if (Object.hasOwn(owned, name)) {
        yield atFile(file, ["settings", "extra", name], "is set by the platform", owned[name]);
      }
    }
  },
};
