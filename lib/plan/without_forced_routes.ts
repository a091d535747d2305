/** The same Application with a canary that nobody is led to by what a request carries. */
import { fieldsOf, listOf, textOf } from "../walk/plain.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import type { Application } from "./rendered_cluster.ts";

/** Whether a route is one of `canary.routes`, by the name that the generator gives it. */
function isForced(route: unknown): boolean {
  return /(^|-)forced-/.test(textOf(fieldsOf(route).name) ?? "");
}

function changed(object: KubernetesObject): KubernetesObject {
  const spec = fieldsOf(object.spec);
  const http = listOf(spec.http);
  if (object.kind !== "VirtualService" || !http.some(isForced)) return object;
  return { ...object, spec: { ...spec, http: http.filter((route) => !isForced(route)) } };
}

/** As the generator would render it with `routes: []`; undefined where it has no such route. */
export function withoutForcedRoutes(application: Application): Application | undefined {
  const objects = new Map([...application.objects].map(([key, object]) => [key, changed(object)]));
  const same = [...objects].every(([key, object]) => application.objects.get(key) === object);
  return same ? undefined : { ...application, objects };
}
