/**
 * What leads pods to each other: plays kube-proxy and the cluster's DNS server from one watch of Services and
 * EndpointSlices. Runs in the node's network namespace.
 *
 * Arguments: the path of a kubeconfig and the folder of published names.
 *
 * @module
 */

import {
  CoreV1Api,
  DiscoveryV1Api,
  KubeConfig,
  type V1EndpointSlice,
  type V1Service,
} from "@kubernetes/client-node";
import { NODE_ADDRESS } from "../addresses.ts";
import { delay } from "../delay.ts";
import { keepQuietWatches } from "../patient_watch.ts";
import { watchObjects } from "../watch_objects.ts";
import { serveDns } from "./dns_server.ts";
import { publishedNames } from "./names.ts";
import { serviceProxy } from "./service_proxy.ts";
import { type Zone, zoneOf } from "./zone.ts";

/** Milliseconds for which changes are collected: a roll-out comes as many at once. */
const COLLECT = 20;

async function main([kubeconfig = "", namesFolder = ""]: readonly string[]): Promise<never> {
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig);
  const services = new Map<string, V1Service>();
  const slices = new Map<string, V1EndpointSlice>();
  let names = await publishedNames(namesFolder);
  let zone: Zone = zoneOf([], [], names);
  const proxy = serviceProxy();

  let wake = Promise.withResolvers<void>();
  const changed = () => wake.resolve();
  const keepIn = <T extends { metadata?: { uid?: string } }>(kept: Map<string, T>) => ({
    onChange: (object: T) => {
      kept.set(object.metadata?.uid ?? "", object);
      changed();
    },
    onDelete: (object: T) => {
      kept.delete(object.metadata?.uid ?? "");
      changed();
    },
  });
  const core = config.makeApiClient(CoreV1Api);
  const discovery = config.makeApiClient(DiscoveryV1Api);
  const watches = [
    watchObjects(config, {
      path: "/api/v1/services",
      list: () => core.listServiceForAllNamespaces(),
      ...keepIn(services),
    }),
    watchObjects(config, {
      path: "/apis/discovery.k8s.io/v1/endpointslices",
      list: () => discovery.listEndpointSliceForAllNamespaces(),
      ...keepIn(slices),
    }),
  ];
  void watchNames(namesFolder, async () => {
    names = await publishedNames(namesFolder);
    changed();
  });
  await Promise.all(watches.map(({ listed }) => listed));
  let listening = false;
  while (true) {
    wake = Promise.withResolvers<void>();
    const [allServices, allSlices] = [[...services.values()], [...slices.values()]];
    zone = zoneOf(allServices, allSlices, names);
    await proxy.apply(allServices, allSlices);
    if (!listening) await serveDns(NODE_ADDRESS, 53, () => zone);
    listening = true;
    await wake.promise;
    await delay(COLLECT);
  }
}

async function watchNames(folder: string, onChange: () => Promise<void>): Promise<void> {
  for await (const _ of Deno.watchFs(folder, { recursive: false })) await onChange();
}

if (import.meta.main) {
  keepQuietWatches();
  await main(Deno.args);
}
