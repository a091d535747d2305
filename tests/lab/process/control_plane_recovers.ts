/**
 * Run by a test for a lab that is up: kills etcd, the API server and what leads pods to each other, and ends when an
 * object that was written before is read again and a new Service is answered by the DNS server.
 *
 * @module
 */

import { namespaceNames } from "../../../lab/process/addresses.ts";
import { delay } from "../../../lab/process/delay.ts";
import { layoutOf } from "../../../lab/process/layout.ts";
import { inNamespace } from "../../../lab/process/network.ts";
import { signal } from "../../../lab/process/process_table.ts";
import { denoCommand } from "../../../lab/process/deno_program.ts";
import { applyInside, readInside } from "../../../lab/process/request_inside.ts";
import { supervisorOf } from "../../../lab/process/supervisor.ts";

const layout = layoutOf((name) => Deno.env.get(name));
const supervisor = supervisorOf(layout);
const path = (name: string) => `/api/v1/namespaces/default/services/${name}`;
const write = (name: string, clusterIP: string) =>
  applyInside(layout, path(name), {
    ...{ apiVersion: "v1", kind: "Service", metadata: { name, namespace: "default" } },
    spec: { clusterIP, ports: [{ port: 80 }] },
  });

async function until(what: string, attempt: () => Promise<boolean>): Promise<void> {
  let last = "";
  for (let tries = 0; tries < 300; tries++) {
    try {
      if (await attempt()) return;
    } catch (error) {
      last = String(error);
    }
    await delay(100);
  }
  throw new Error(`Waited in vain until ${what}: ${last}`);
}

await write("before", "10.96.2.1");
for (const name of ["etcd", "kube-apiserver", "cluster-network"]) {
  const pid = (await supervisor.find(name))?.identity?.pid;
  if (pid === undefined) throw new Error(`${name} does not run`);
  await signal("KILL", [pid]);
}
await until("a Service can be written", async () => {
  await write("after", "10.96.2.2");
  return true;
});
await readInside(layout, path("before"));
await until("its name is answered", async () => {
  const command = denoCommand({
    module: import.meta.resolve("./asking_pod.ts"),
    permissions: ["--no-check", "--allow-net"],
    args: ["name=after.default.svc.cluster.local"],
  });
  return (await inNamespace(namespaceNames(layout.id).node, ["env", ...command])).includes("10.96.2.2");
});
Deno.exit(0);
