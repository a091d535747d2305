/**
 * The keeper: starts again what died of the processes whose spec says so. Runs in the machine's network.
 *
 * Argument: the lab's folder.
 *
 * @module
 */

import { lockFile } from "../../toolchain/file_lock.ts";
import { delay } from "./delay.ts";
import { type Layout, layoutAt } from "./layout.ts";
import { restartDelay } from "./restart_delay.ts";
import { type Supervisor, supervisorOf } from "./supervisor.ts";

/** Milliseconds from one look to the next. */
const PERIOD = 500;

interface Restarts {
  readonly count: number;
  /** When the last one was, by `performance.now()`. */
  readonly last: number;
}

async function look(layout: Layout, supervisor: Supervisor, history: Map<string, Restarts>): Promise<void> {
  const isDead = ({ running, spec }: { running: boolean; spec: { restart?: boolean } }) =>
    !running && spec.restart === true;
  if (!(await supervisor.list()).some(isDead)) return;
  // A command that changes the lab may have stopped it on purpose; what is dead after it has ended, died.
  using _lock = await lockFile(`${layout.root}/lock`, () => {});
  for (const { spec } of (await supervisor.list()).filter(isDead)) {
    const { count, last } = history.get(spec.name) ?? { count: 0, last: -Infinity };
    const since = (performance.now() - last) / 1000;
    if (since < restartDelay(count)) continue;
    console.log(`${new Date().toISOString()} ${spec.name} is dead: starting it again`);
    await supervisor.start(spec);
    const calm = since > 2 * restartDelay(Infinity);
    history.set(spec.name, { count: calm ? 1 : count + 1, last: performance.now() });
  }
}

if (import.meta.main) {
  const layout = layoutAt(Deno.args[0] ?? "");
  const supervisor = supervisorOf(layout);
  const history = new Map<string, Restarts>();
  while (true) {
    await look(layout, supervisor, history);
    await delay(PERIOD);
  }
}
