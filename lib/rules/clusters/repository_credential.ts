import { credentialIn } from "../credential_value.ts";
import type { CatalogueRule } from "../rule.ts";
import { atFile } from "../rule.ts";

/** MESH165: a credential in the address of a repository. */
export const repositoryCredential: CatalogueRule = {
  code: "MESH165",
  name: "repository-credential",
  severity: "error",
  over: "catalogue",
  summary: "The address of a repository holds a credential",
  reason:
    "It would stand in every Application, in the clear. Whoever can read the repository or an Application " +
    "could write to it.",
  fix: "Change the credential, remove it from the address, and give the new one to Argo CD as a repository " +
    "Secret.",
  example: {
    wrong: `// overlays/prod.ts
repository: { url: "https://robot:correct-horse@git.example.com/platform.git", revision: "main" },`,
    right:
      `// overlays/prod.ts\nrepository: { url: "https://git.example.com/platform.git", revision: "main" },`,
  },
  *check({ catalogue: { clusters, argocd } }) {
    const places = [
      ...clusters.flatMap(({ file, value: { repository, istio, gateway } }) => [
        [file, ["repository", "url"], repository.url] as const,
        [file, ["istio", "charts"], istio.charts] as const,
        ...Object.entries(gateway?.annotations ?? {}).map(([name, value]) =>
          [file, ["gateway", "annotations", name], value] as const
        ),
      ]),
      [argocd.file, ["repository"], argocd.value.repository] as const,
    ];
    for (const [file, path, text] of places) {
      const found = text === undefined ? undefined : credentialIn(text);
      if (found !== undefined) yield atFile(file, path, `holds ${found}`, "give it to Argo CD as a Secret");
    }
  },
};
