import { accepts, refuses } from "./table.ts";
import { argocdCredential } from "../../lib/rules/argocd/argocd_credential.ts";
import { argocdSetting } from "../../lib/rules/argocd/argocd_setting.ts";
import { projectName } from "../../lib/rules/argocd/project_name.ts";
import { projectNameClash } from "../../lib/rules/argocd/project_name_clash.ts";
import { unusedProject } from "../../lib/rules/argocd/unused_project.ts";

const argocd = (fields: string) => `// argocd/argocd.ts\n${fields}`;
const extra = (text: string) => argocd(`settings: { extra: { ${text} } },`);

refuses(
  projectName,
  "Argo CD's own, the platform's and the root application's",
  argocd(`projects: { default: {}, platform: {}, top: {}, vision: {} },
root: { name: "top" },`),
  [
    "argocd/argocd.ts projects.default: projects.default has the name of a project that Argo CD has itself and that allows everything (choose another name)",
    "argocd/argocd.ts projects.platform: projects.platform has the name of the platform's project (choose another name)",
    "argocd/argocd.ts projects.top: projects.top has the name of the root application's project (choose another name)",
  ],
);
accepts(
  projectName,
  "a name of one's own, and the one that is always there",
  argocd(`projects: { services: {}, vision: {} },`),
);

refuses(
  projectNameClash,
  "two clusters of a hub whose names run into each other",
  `project: "east-services",
// overlays/shop.ts
// overlays/shop-east.ts
${argocd(`projects: { "east-services": {}, "east-platform": {} },`)}`,
  [
    `argocd/argocd.ts projects["east-platform"]: projects["east-platform"] makes the project "shop-east-platform" for shop, as does platform for shop-east (choose another name)`,
    `argocd/argocd.ts projects["east-services"]: projects["east-services"] makes the project "shop-east-services" for shop, as does services for shop-east (choose another name)`,
  ],
);
accepts(
  projectNameClash,
  "the same names where a cluster has an Argo CD of its own",
  `project: "east-services",
// overlays/shop.ts
destination: { argocd: "in-cluster" },
// overlays/shop-east.ts
${argocd(`projects: { "east-services": {} },`)}`,
);

refuses(
  argocdCredential,
  "a secret of the sign-on",
  extra(`"oidc.config": "issuer: https://id.example.com\\nclientSecret: hunter2hunter2"`),
  [`argocd/argocd.ts settings.extra["oidc.config"]: settings.extra["oidc.config"] holds a credential, going by the name "clientSecret", in its line 2 (put it into argocd-secret and write $key)`],
);
refuses(argocdCredential, "a setting that is one", extra(`"webhook.github.secret": "hunter2hunter2"`), [
  `argocd/argocd.ts settings.extra["webhook.github.secret"]: settings.extra["webhook.github.secret"] holds a credential, going by its name (put it into argocd-secret and write $key)`,
]);
accepts(
  argocdCredential,
  "a reference",
  extra(
    `"oidc.config": "issuer: https://id.example.com\\nclientSecret: $oidc.clientSecret", "webhook.github.secret": "$webhook.github.secret"`,
  ),
);

refuses(
  argocdSetting,
  "what has a field of its own",
  extra(
    `"timeout.reconciliation": "60s", url: "https://cd.example.com", "resource.customizations.health.argoproj.io_Application": "x"`,
  ),
  [
    `argocd/argocd.ts settings.extra["timeout.reconciliation"]: settings.extra["timeout.reconciliation"] is set by the platform (use settings.reconciliationTimeout)`,
    "argocd/argocd.ts settings.extra.url: settings.extra.url is set by the platform (use settings.url)",
    `argocd/argocd.ts settings.extra["resource.customizations.health.argoproj.io_Application"]: settings.extra["resource.customizations.health.argoproj.io_Application"] is set by the platform (remove it: waves of Applications depend on it)`,
  ],
);
accepts(argocdSetting, "what has none", extra(`"statusbadge.enabled": "true"`));

refuses(
  unusedProject,
  "a project without services",
  `project: "vision",
// argocd/argocd.ts
projects: { vision: {}, marketing: {}, services: {} },`,
  ["argocd/argocd.ts projects.marketing: projects.marketing has no service (name it in a service's project, or remove it)"],
);
accepts(
  unusedProject,
  "projects with services",
  `project: "vision",
// argocd/argocd.ts
projects: { vision: {} },`,
);
