import { delay } from "../../../lab/process/delay.ts";
import { signal } from "../../../lab/process/process_table.ts";
import { constantLoad } from "../../../lab/verify/constant_load.ts";
import { journeysOf } from "../../../lab/verify/journeys.ts";
import type { FaultReport } from "./fault_report.ts";
import type { Fault } from "./faults.ts";
import type { FaultyLab } from "./faulty_lab.ts";

/** Requests per second. */
const RATE = 50;

/** Requests under way at once. */
const PARALLEL = 32;

/** Seconds of load before the fault, and after it. */
const BEFORE = 5;
const AFTER = 10;

/** Seconds until a request is given up: longer than any route's timeout. */
const TIMEOUT = 30;

/** Seconds for which the lab may be without what was killed. */
const PATIENCE = 300;

/** Kills a process under load, waits until the lab has recovered by itself, and tells what it cost. */
export async function runFault(lab: FaultyLab, fault: Fault): Promise<FaultReport> {
  const { engine, cluster } = lab;
  const { pid, recovered } = await fault.victim(lab);
  const options = { rate: RATE, parallel: PARALLEL, timeout: TIMEOUT };
  await using load = await constantLoad(engine, cluster, await journeysOf(cluster), options);
  await delay(BEFORE * 1000);
  const killed = load.now();
  await signal("KILL", [pid]);
  let last = "it never was";
  while (load.now() < killed + PATIENCE) {
    try {
      if (await recovered()) {
        const at = load.now();
        await delay(AFTER * 1000);
        await load.settled();
        return { fault, load: load.count(), killed, recovered: at };
      }
    } catch (error) {
      last = String(error);
    }
    await delay(100);
  }
  throw new Error(`${fault.name} killed: waited in vain until ${fault.until}: ${last}`);
}
