import { isCredentialName } from "../credential_name.ts";
import { credentialsInText } from "../credential_text.ts";
import { isHarmless } from "../credential_value.ts";
import type { CatalogueRule } from "../rule.ts";
import { atFile } from "../rule.ts";

/** MESH181: a credential in Argo CD's settings. */
export const argocdCredential: CatalogueRule = {
  code: "MESH181",
  name: "argocd-credential",
  severity: "error",
  over: "catalogue",
  summary: "A setting of Argo CD holds a credential in clear",
  reason:
    "`argocd-cm` is a ConfigMap: whoever can read the repository or the namespace could sign in as Argo CD.",
  fix: "Put it into `argocd-secret` and refer to it as `$key`.",
  example: {
    wrong: `// argocd/argocd.ts
settings: { extra: { "oidc.config": "issuer: https://id.example.com\\nclientSecret: correct-horse-battery" } },`,
    right: `// argocd/argocd.ts
settings: { extra: { "oidc.config": "issuer: https://id.example.com\\nclientSecret: $oidc.clientSecret" } },`,
  },
  *check({ catalogue: { argocd: { file, value } } }) {
    for (const [name, text] of Object.entries(value.settings?.extra ?? {})) {
      const path = ["settings", "extra", name];
      const fix = "put it into argocd-secret and write $key";
      const lines = [...credentialsInText(text)];
      if (lines.length > 0) {
        yield atFile(file, path, `holds ${lines[0]!.what} in its line ${lines[0]!.line}`, fix);
      } else if (isCredentialName(name) && !isHarmless(text)) {
        yield atFile(file, path, "holds a credential, going by its name", fix);
      }
    }
  },
};
