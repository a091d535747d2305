/**
 * Run by a test for a lab that is up: starts the node agent, leads pods through their lives and prints as JSON what
 * was seen on the way.
 *
 * @module
 */

import {
  AppsV1Api,
  CoreV1Api,
  KubeConfig,
  type V1ContainerStatus,
  type V1Pod,
} from "@kubernetes/client-node";
import { delay } from "../../../lab/process/delay.ts";
import { lockLab } from "../../../lab/process/lab_folder.ts";
import { layoutOf } from "../../../lab/process/layout.ts";
import { processEngine } from "../../../lab/process/process_engine.ts";
import { signal } from "../../../lab/process/process_table.ts";
import { applyInside, readInside } from "../../../lab/process/request_inside.ts";
import { supervisorOf } from "../../../lab/process/supervisor.ts";
import { nodeAgent } from "../../../lab/node/agent_configuration.ts";
import { processOf, readRecord } from "../../../lab/node/container_run.ts";
import { currentRun } from "../../../lab/node/container_place.ts";

const layout = layoutOf((name) => Deno.env.get(name));
// As a command holds it that changes the lab: the keeper would start again what is stopped here.
using _lock = await lockLab(layout, () => {});
const engine = processEngine(layout);
const supervisor = supervisorOf(layout);
const agent = await nodeAgent(layout, {});
await supervisor.start(agent);

const config = new KubeConfig();
config.loadFromString(await engine.kubeconfig());
const core = config.makeApiClient(CoreV1Api);
const seen: Record<string, unknown> = {};

async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 300; tries++) {
    const found = await look();
    if (found !== undefined) return found;
    await delay(100);
  }
  throw new Error(`it never happened that ${what}`);
}

const pods = async (label: string): Promise<readonly V1Pod[]> => {
  const path = `/api/v1/namespaces/default/pods?labelSelector=app%3D${label}`;
  return (await readInside(layout, path) as { items: readonly V1Pod[] }).items;
};
const containerOf = (pod: V1Pod): V1ContainerStatus | undefined => pod.status?.containerStatuses?.[0];
const conditionIs = (pod: V1Pod, type: string, status: string) =>
  pod.status?.conditions?.some((each) => each.type === type && each.status === status) === true;
const theOne = (what: string, label: string, is: (pod: V1Pod) => boolean) =>
  until(what, async () => (await pods(label)).find(is));
const pidOf = async (pod: string) => {
  const run = await currentRun(layout, { namespace: "default", pod });
  const record = await readRecord(run);
  return record === undefined ? undefined : (await processOf(run, record))?.pid;
};

const labels = { app: "web", version: "stable" };
const probe = (path: string) => ({ httpGet: { path, port: "http" }, periodSeconds: 1 });
await applyInside(layout, "/apis/apps/v1/namespaces/default/deployments/web", {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web", namespace: "default" },
  spec: {
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: {
        terminationGracePeriodSeconds: 5,
        securityContext: { runAsUser: 10001, runAsNonRoot: true },
        initContainers: [{
          name: "prepare",
          image: "ghcr.io/3rvision/web:1",
          command: ["sh", "-c", 'echo "$WHO" >/data/who'],
          env: [{ name: "WHO", valueFrom: { fieldRef: { fieldPath: "metadata.labels['app']" } } }],
          volumeMounts: [{ name: "data", mountPath: "/data" }],
        }],
        containers: [{
          name: "web",
          image: "ghcr.io/3rvision/web:1",
          ports: [{ name: "http", containerPort: 8080 }],
          startupProbe: probe("/healthz"),
          readinessProbe: { ...probe("/readyz"), failureThreshold: 1 },
          securityContext: { readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } },
          volumeMounts: [{ name: "data", mountPath: "/data" }],
        }],
        volumes: [{ name: "data", emptyDir: {} }],
      },
    },
  },
});
await applyInside(layout, "/api/v1/namespaces/default/services/web", {
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "web", namespace: "default" },
  spec: { selector: labels, ports: [{ port: 80, targetPort: "http" }] },
});

const ready = await theOne("the pod is ready", "web", (pod) => conditionIs(pod, "Ready", "True"));
const name = ready.metadata?.name ?? "";
seen.init = ready.status?.initContainerStatuses?.[0]?.state?.terminated?.exitCode;
const inside = async (target: Parameters<typeof engine.reach>[0], path: string, method = "GET") => {
  await using way = await engine.reach(target);
  const response = await fetch(`http://127.0.0.1:${way.port}${path}`, { method });
  return await response.json() as { service: string; pod: string };
};
const service = { kind: "service", namespace: "default", name: "web", port: 80 } as const;
const pod = { kind: "pod", namespace: "default", name, port: 8080 } as const;
const answer = await until("the Service answers", () => inside(service, "/").catch(() => undefined));
seen.answer = [answer.service, answer.pod === name];

await inside(pod, "/echo/health?status=503", "POST");
await theOne("the pod is not ready", "web", (each) => conditionIs(each, "Ready", "False"));
await inside(pod, "/echo/health?status=200", "POST");
await theOne("the pod is ready again", "web", (each) => conditionIs(each, "Ready", "True"));
seen.probes = "followed";

/** Ends a process that must be there: the number 0 would stand for this one and all beside it. */
const killProcess = async (what: string, pid: number | undefined) => {
  if (pid === undefined) throw new Error(`${what} doesn't run`);
  await signal("KILL", [pid]);
};
const kill = async () => await killProcess(name, await pidOf(name));
await kill();
const again = await theOne(
  "the container is started again",
  "web",
  (each) => containerOf(each)?.restartCount === 1 && conditionIs(each, "Ready", "True"),
);
seen.killed = containerOf(again)?.lastState?.terminated?.exitCode;
await kill();
const waiting = await theOne(
  "the container waits",
  "web",
  (each) => containerOf(each)?.state?.waiting !== undefined,
);
seen.backOff = containerOf(waiting)?.state?.waiting?.reason;
await theOne("the back-off ends", "web", (each) => conditionIs(each, "Ready", "True"));

const before = await pidOf(name);
await killProcess(agent.name, (await supervisor.find(agent.name))?.identity?.pid);
await until("the agent is dead", async () => (await supervisor.find(agent.name))?.running ? undefined : true);
await supervisor.start(agent);
await inside(pod, "/echo/health?status=503", "POST");
await theOne("the new agent probes", "web", (each) => conditionIs(each, "Ready", "False"));
seen.adopted = before !== undefined && before === await pidOf(name);

await applyInside(layout, "/apis/batch/v1/namespaces/default/jobs/once", {
  apiVersion: "batch/v1",
  kind: "Job",
  metadata: { name: "once", namespace: "default" },
  spec: {
    backoffLimit: 0,
    template: {
      metadata: { labels: { app: "once" } },
      spec: {
        restartPolicy: "Never",
        initContainers: [{
          name: "side",
          image: "ghcr.io/3rvision/side:1",
          restartPolicy: "Always",
          ports: [{ containerPort: 9000 }],
          startupProbe: { tcpSocket: { port: 9000 }, periodSeconds: 1 },
        }],
        containers: [{
          name: "once",
          image: "ghcr.io/3rvision/once:1",
          command: ["sh", "-c", "exit 0"],
        }],
      },
    },
  },
});
const done = await theOne("the job's pod is done", "once", (each) => each.status?.phase === "Succeeded");
seen.job = done.status?.initContainerStatuses?.[0]?.state?.terminated !== undefined;

await applyInside(layout, "/api/v1/namespaces/default/pods/unknown", {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "unknown", namespace: "default", labels: { app: "unknown" } },
  spec: { containers: [{ name: "x", image: "example.com/nothing:1" }] },
});
const stuck = await theOne(
  "an unknown image is said",
  "unknown",
  (each) => containerOf(each)?.state?.waiting?.reason === "ErrImagePull",
);
seen.unknown = containerOf(stuck)?.state?.waiting?.message?.slice(0, 60);

await core.deleteNamespacedPod({ namespace: "default", name: "unknown" });
await config.makeApiClient(AppsV1Api).deleteNamespacedDeployment({ namespace: "default", name: "web" });
for (const label of ["unknown", "web"]) {
  await until(`"${label}" has gone`, async () => (await pods(label)).length === 0 ? true : undefined);
}
const folders = async () => (await Array.fromAsync(Deno.readDir(layout.pods))).map((entry) => entry.name);
const left = async () => (await folders()).filter((each) => /^default_(web|unknown)/.test(each));
await until("their folders have gone", async () => (await left()).length === 0 ? true : undefined);
seen.deleted = "gone";
console.log(JSON.stringify(seen));
Deno.exit(0);
