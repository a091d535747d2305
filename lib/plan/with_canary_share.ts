/** The same Application with another share for its canary, as the generator would render it. */
import { syncWaveAnnotation } from "../resources/sync_wave.ts";
import { type Fields, fieldsOf, listOf } from "../walk/plain.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import type { Application } from "./rendered_cluster.ts";

function withShare(route: Fields, share: number): Fields {
  const destinations = listOf(route.route).map(fieldsOf);
  if (destinations.length !== 2) return route;
  return {
    ...route,
    route: destinations.map((each) => ({
      ...each,
      weight: fieldsOf(each.destination).subset === "canary" ? share : 100 - share,
    })),
  };
}

function changed(object: KubernetesObject, share: number): KubernetesObject {
  if (object.kind !== "VirtualService") return object;
  const { annotations = {} } = object.metadata;
  const spec = fieldsOf(object.spec);
  const routes = ["http", "tcp", "tls"].filter((name) => spec[name] !== undefined).map((name) =>
    [name, listOf(spec[name]).map((route) => withShare(fieldsOf(route), share))] as const
  );
  return {
    ...object,
    metadata: {
      ...object.metadata,
      // Routes that give the canary nothing may stand before its pods are ready.
      annotations: { ...annotations, [syncWaveAnnotation]: share === 0 ? "-1" : "2" },
    },
    spec: { ...spec, ...Object.fromEntries(routes) },
  };
}

/** Every route that is shared by two versions gives the canary `share` percent. */
export function withCanaryShare(application: Application, share: number): Application {
  return {
    ...application,
    objects: new Map([...application.objects].map(([key, object]) => [key, changed(object, share)])),
  };
}
