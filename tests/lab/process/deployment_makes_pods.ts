/**
 * Run by a test for a lab that is up: creates a Deployment and waits until its pods are there, then prints their
 * number.
 *
 * @module
 */

import { AppsV1Api, CoreV1Api, KubeConfig } from "@kubernetes/client-node";
import { delay } from "../../../lab/process/delay.ts";
import { layoutOf } from "../../../lab/process/layout.ts";
import { processEngine } from "../../../lab/process/process_engine.ts";

const engine = processEngine(layoutOf((name) => Deno.env.get(name)));
const config = new KubeConfig();
config.loadFromString(await engine.kubeconfig());
const labels = { app: "web" };
await config.makeApiClient(AppsV1Api).createNamespacedDeployment({
  namespace: "default",
  body: {
    metadata: { name: "web" },
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: "web", image: "web" }] } },
    },
  },
});
const core = config.makeApiClient(CoreV1Api);
let count = 0;
for (let tries = 0; tries < 200 && count < 2; tries++) {
  await delay(100);
  count = (await core.listNamespacedPod({ namespace: "default", labelSelector: "app=web" })).items.length;
}
console.log(`${count} pods`);
Deno.exit(0);
