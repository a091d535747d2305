/**
 * Run by a test for a lab that is up: starts the node agent with one choice of programs after the other, and prints as
 * JSON what a pod ran each time.
 *
 * @module
 */

import type { V1ContainerStatus, V1Pod } from "@kubernetes/client-node";
import { nodeAgent } from "../../../lab/node/agent_configuration.ts";
import { currentRun } from "../../../lab/node/container_place.ts";
import { readRecord } from "../../../lab/node/container_run.ts";
import type { TierPrograms } from "../../../lab/node/tiers.ts";
import { delay } from "../../../lab/process/delay.ts";
import { lockLab } from "../../../lab/process/lab_folder.ts";
import { layoutOf } from "../../../lab/process/layout.ts";
import { applyInside, readInside } from "../../../lab/process/request_inside.ts";
import { supervisorOf } from "../../../lab/process/supervisor.ts";

const layout = layoutOf((name) => Deno.env.get(name));
// As a command holds it that changes the lab: the keeper would start again what is stopped here.
using _lock = await lockLab(layout, () => {});
const supervisor = supervisorOf(layout);
const [folder = ""] = Deno.args;

const TIERS: TierPrograms = { web: { folder, command: ["./serve"], environment: { WHO: "the tier" } } };
const PODS = "/api/v1/namespaces/default/pods";

async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 600; tries++) {
    const found = await look();
    if (found !== undefined) return found;
    await delay(100);
  }
  throw new Error(`it never happened that ${what}`);
}

const containerOf = async (name: string): Promise<V1ContainerStatus | undefined> =>
  (await readInside(layout, `${PODS}/${name}`) as V1Pod).status?.containerStatuses?.[0];

/** What a container is once it was restarted so often and runs: echo programs print nothing, others what they do. */
async function ran(name: string, restarts: number): Promise<string> {
  await until(`${name} was restarted ${restarts} times`, async () => {
    const container = await containerOf(name);
    return container?.restartCount === restarts && container.state?.running !== undefined ? true : undefined;
  });
  const run = await currentRun(layout, { namespace: "default", pod: name });
  if ((await readRecord(run))?.program.includes("/srv/echo") === true) return "echo";
  return await until(`${name} says something`, async () => {
    const text = (await Deno.readTextFile(run.log)).trim();
    return text === "" ? undefined : text;
  });
}

async function pod(name: string, restartPolicy: "Always" | "Never"): Promise<void> {
  await applyInside(layout, `${PODS}/${name}`, {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace: "default" },
    spec: {
      restartPolicy,
      terminationGracePeriodSeconds: 2,
      containers: [{
        name: "app",
        image: "ghcr.io/3rvision/web:1.2.3",
        ports: [{ containerPort: 8080 }],
        securityContext: { readOnlyRootFilesystem: true },
        volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
      }],
      volumes: [{ name: "tmp", emptyDir: {} }],
    },
  });
}

const seen: Record<string, unknown> = {};
await supervisor.start(await nodeAgent(layout, {}));
await pod("web", "Always");
await pod("once", "Never");
seen.first = await ran("web", 0);
await ran("once", 0);

seen.switched = await supervisor.start(await nodeAgent(layout, {}, TIERS));
seen.tier = (await ran("web", 1)).split("\n");
seen.again = await supervisor.start(await nodeAgent(layout, {}, TIERS));

// An agent that finds what it would have started leaves it alone.
await supervisor.stop(["node-agent"]);
await supervisor.start(await nodeAgent(layout, {}, TIERS));
await delay(3000);
seen.adopted = (await containerOf("web"))?.restartCount;

await supervisor.start(await nodeAgent(layout, {}));
seen.back = await ran("web", 2);
const once = await containerOf("once");
seen.once = [once?.restartCount, once?.state?.running !== undefined];
console.log(JSON.stringify(seen));
Deno.exit(0);
