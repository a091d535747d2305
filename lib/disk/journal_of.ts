/** From a plan to a journal. */
import type { Journal } from "./journal.ts";
import type { Plan } from "./plan.ts";

/**
 * Puts the steps of a plan in order: what is new comes first, what refers to it (`kustomization.yaml`) after it, and
 * what is no longer referred to goes last, so that whoever builds the tree meanwhile misses nothing.
 *
 * @param id Names the write.
 * @param plan The plan.
 */
export function journalOf(id: string, plan: Plan): Journal {
  const updated = plan.updates.map(({ path }) => path);
  const isLast = (path: string) => path.endsWith("/kustomization.yaml");
  const files = [...plan.loose, ...updated];
  const replaced = new Set(plan.replaced.map(({ path }) => path));
  return {
    id,
    replaced: plan.replaced,
    directories: plan.newDirectories,
    files: [...files.filter((path) => !isLast(path)), ...files.filter(isLast)],
    deletes: plan.deletes.filter((path) => !replaced.has(path)),
  };
}
