/** Why deletions wait for somebody's word. */
import type { Refusal } from "../disk/mod.ts";
import { count } from "../report/count.ts";
import { exitCodes } from "./exit_code.ts";
import { Failure } from "./failure.ts";

const most = 10;

/** Names what would be deleted, Argo CD Applications first, since deleting one may delete what runs. */
export function refusalFailure({ deletes, applications, limit }: Refusal): Failure {
  const others = deletes.filter((path) => !applications.includes(path));
  const named = [...applications, ...others].slice(0, most).map((path) => `clusters/${path}`);
  const rest = deletes.length - named.length;
  const what = applications.length === 0
    ? `more than ${count(limit, "file")} would be deleted (${deletes.length})`
    : `${count(applications.length, "Argo CD Application")} would be deleted, and what it runs with it`;
  return new Failure(
    exitCodes.refused,
    `Cannot write "clusters": ${what}`,
    "if that is meant, run again with --allow-delete; it is often a service or cluster file that was moved or renamed",
    { details: [...named, ...(rest > 0 ? [`… and ${count(rest, "other")}`] : [])] },
  );
}
