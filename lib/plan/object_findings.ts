/** What single objects' changes do that can't be undone, or can't be done at all. */
import { nameOf, refer } from "../walk/reference.ts";
import type { Finding } from "./finding.ts";
import { immutableFields } from "./immutable_fields.ts";
import { type ObjectChange, objectOf } from "./object_changes.ts";

const called = (change: ObjectChange) => nameOf(refer(objectOf(change)));

function ofChange(change: ObjectChange): readonly Pick<Finding, "code" | "message">[] {
  const fields = immutableFields(change);
  const found: Pick<Finding, "code" | "message">[] = fields.map((field) => ({
    code: "immutable-field",
    message: `${called(change)}: the API server doesn't let ${field} change`,
  }));
  const { kind } = objectOf(change);
  if (change.after === undefined && kind === "Namespace") {
    found.push({ code: "namespace-lost", message: `${called(change)} is deleted with all that is in it` });
  }
  if (change.after === undefined && /^PersistentVolume(Claim)?$/.test(kind)) {
    found.push({ code: "volume-lost", message: `${called(change)} is deleted with what is stored in it` });
  }
  return found;
}

/** What is wrong with the changes of single objects in a cluster. */
export function objectFindings(
  cluster: string,
  changes: ReadonlyMap<string, readonly ObjectChange[]>,
): readonly Finding[] {
  const created = new Map(
    [...changes.values()].flat().filter(({ before }) => before === undefined).map((
      change,
    ) => [change.key, change]),
  );
  return [...changes].flatMap(([application, list]) =>
    list.flatMap((change) => {
      const taken = change.after === undefined ? created.get(change.key) : undefined;
      const owners = taken === undefined ? [application] : [application, taken.application];
      const found = taken === undefined ? ofChange(change) : [{
        code: "owner-changes" as const,
        message: `${called(change)} moves from ${application} to ${taken.application}: ` +
          `the one deletes what the other has taken over`,
      }];
      return found.map((each): Finding => ({ ...each, cluster, applications: owners, requests: [] }));
    })
  );
}
