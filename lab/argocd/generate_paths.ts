import type { Application } from "./application.ts";

/**
 * Whether Argo CD makes an Application's manifests anew because of changed files. With the annotation
 * `argocd.argoproj.io/manifest-generate-paths` it does only for files below those paths, and otherwise leaves the
 * Application at the commit that it was compared with before.
 *
 * @param files paths in the repository.
 */
export function dependsOn({ metadata, spec }: Application, files: readonly string[]): boolean {
  const annotation = metadata.annotations?.["argocd.argoproj.io/manifest-generate-paths"];
  if (annotation === undefined) return files.length > 0;
  const source = spec.source?.path ?? "";
  const paths = annotation.split(";").filter((path) => path !== "")
    .map((path) => path.startsWith("/") ? path.slice(1) : normalised(`${source}/${path}`));
  return files.some((file) =>
    paths.some((path) => file === path || file.startsWith(`${path.replace(/\/$/, "")}/`))
  );
}

function normalised(path: string): string {
  return new URL(path, "file:///").pathname.slice(1);
}
