/** From what the disk plans to what a person is told. */
import type { Plan } from "../disk/mod.ts";
import type { Change } from "../report/change.ts";

/** The changes of a plan for `clusters/`, sorted by path. */
export function changesOfPlan({ creates, updates, deletes, handEdited }: Plan): readonly Change[] {
  const edited = new Set(handEdited);
  const change = (path: string, kind: Change["kind"]): Change => ({
    path: `clusters/${path}`,
    kind,
    editedByHand: edited.has(path),
  });
  const changes = [
    ...creates.map(({ path }) => change(path, "create")),
    ...updates.map(({ path }) => change(path, "update")),
    ...deletes.map((path) => change(path, "delete")),
  ];
  return changes.sort((a, b) => a.path < b.path ? -1 : 1);
}
