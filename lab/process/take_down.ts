import { namespaceNames } from "./addresses.ts";
import { delay } from "./delay.ts";
import { removeLabFolder } from "./lab_folder.ts";
import type { Layout } from "./layout.ts";
import { deleteNamespace, namespacesOf, processesIn } from "./network.ts";
import { markedProcesses, sessionOf, signal } from "./process_table.ts";
import type { Supervisor } from "./supervisor.ts";

/** The process that starts others again; it is stopped first. */
export const KEEPER = "keeper";

/** Seconds from the request to end until a process is killed. */
const GRACE = 1;

/**
 * Ends every process of a lab: those in its network namespaces, those that bear its mark and the sessions of those
 * with a record. Any one of the three would find what a killed command left behind; a program can escape each alone.
 *
 * @returns how many there were.
 */
export async function endProcesses(layout: Layout, supervisor: Supervisor): Promise<number> {
  await supervisor.stop([KEEPER], GRACE);
  const names = namespaceNames(layout.id);
  const running = async (): Promise<readonly number[]> => {
    const recorded = (await supervisor.list()).flatMap(({ identity }) =>
      identity === undefined ? [] : [identity]
    );
    const found = await Promise.all([
      markedProcesses(layout.id),
      ...(await namespacesOf(names)).map(processesIn),
      ...recorded.map(sessionOf),
    ]);
    return [...new Set(found.flat())];
  };
  let pids = await running();
  const count = pids.length;
  await signal("TERM", pids);
  const end = performance.now() + GRACE * 1000;
  while (pids.length > 0) {
    await delay(50);
    pids = await running();
    if (performance.now() > end) await signal("KILL", pids);
  }
  return count;
}

/** Removes every network namespace of a lab, and with them its links, routes and rules. */
export async function removeNamespaces(layout: Layout): Promise<number> {
  const found = await namespacesOf(namespaceNames(layout.id));
  for (const namespace of found) await deleteNamespace(namespace);
  return found.length;
}

/** Removes the lab's folder. */
export async function removeFiles(layout: Layout): Promise<void> {
  await removeLabFolder(layout);
}
