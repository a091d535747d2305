/** What a cluster says of the versions of a service: images, numbers of pods, the canary's share. */
import { type Fields, fieldsOf, listOf, numberOf, textOf } from "../walk/plain.ts";
import { isWorkload, templateOf } from "../walk/pod_template.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { replicasOf } from "./mesh_view.ts";
import type { Application } from "./rendered_cluster.ts";

/** A service in one cluster, as far as its canary goes. */
export interface VersionFacts {
  /** The image of the first container by the label `version`; without such a label under `stable`. */
  readonly images: ReadonlyMap<string, string>;
  /** Numbers of pods by the label `version`. */
  readonly pods: ReadonlyMap<string, number>;
  /** Percent of requests without anything special that go to the canary; undefined where it runs no canary. */
  readonly share: number | undefined;
}

function canaryShare(route: Fields): number | undefined {
  const destinations = listOf(route.route).map(fieldsOf);
  const total = destinations.reduce((sum, { weight }) => sum + (numberOf(weight) ?? 0), 0);
  const canary = destinations.filter(({ destination }) => fieldsOf(destination).subset === "canary");
  if (canary.length === 0) return destinations.length === 0 ? undefined : 0;
  if (destinations.length === 1) return 100;
  return total === 0 ? 0 : 100 * canary.reduce((sum, { weight }) => sum + (numberOf(weight) ?? 0), 0) / total;
}

/** The highest share that a route gives the canary, of those that don't force requests to it. */
function shareOf(objects: readonly KubernetesObject[]): number {
  const shares = objects.filter(({ kind }) => kind === "VirtualService").flatMap(({ spec }) => {
    const { http, tcp, tls } = fieldsOf(spec);
    return [...listOf(http), ...listOf(tcp), ...listOf(tls)].map(fieldsOf)
      .filter((route) => !/(^|-)(forced|affinity)-/.test(textOf(route.name) ?? ""))
      .flatMap((route) => canaryShare(route) ?? []);
  });
  return Math.max(0, ...shares);
}

/** Reads the versions off an Application's objects. */
export function versionFacts(application: Application | undefined): VersionFacts {
  const objects = [...application?.objects.values() ?? []];
  const images = new Map<string, string>();
  const pods = new Map<string, number>();
  for (const object of objects.filter(isWorkload)) {
    const template = templateOf(object);
    const version = textOf(fieldsOf(fieldsOf(template?.metadata).labels).version) ?? "stable";
    const image = textOf(fieldsOf(listOf(fieldsOf(template?.spec).containers)[0]).image);
    if (image !== undefined) images.set(version, image);
    pods.set(version, replicasOf(object));
  }
  return { images, pods, share: images.has("canary") ? shareOf(objects) : undefined };
}
