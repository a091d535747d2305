/** The folders that a catalogue stands in. */
import type { Diagnostic } from "../../diagnostic.ts";
import { collectFiles } from "./collect_files.ts";

/** What a file declares, named after the folder that holds it. */
export type Group = "services" | "overlays" | "argocd";

/** The files of each group, relative to the root, with `/`. */
export type Groups = Readonly<Record<Group, readonly string[]>>;

/** Every group, in the order in which files are loaded and reported. */
export const groupNames: readonly Group[] = ["services", "overlays", "argocd"];

/** Collects every folder of a repository. */
export function collectGroups(
  root: string,
): { readonly groups: Groups; readonly diagnostics: readonly Diagnostic[] } {
  const services = collectFiles(root, "services");
  const overlays = collectFiles(root, "overlays");
  const argocd = collectFiles(root, "argocd");
  return {
    groups: { services: services.files, overlays: overlays.files, argocd: argocd.files },
    diagnostics: [services, overlays, argocd].flatMap(({ diagnostics }) => diagnostics),
  };
}
