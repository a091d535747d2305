/** Raw objects of a service, as rules look at them. */
import type { ServiceDefinition, ServiceModel } from "../model/types.ts";
import { meshParts } from "../resources/mesh.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import { renderParts } from "../resources/part.ts";
import { workloadParts } from "../resources/workload.ts";

/** Any object with keys. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is an object with keys. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A raw object that has what every object of the Kubernetes API has. */
export interface RawObject {
  /** Its place in `objects`. */
  readonly index: number;
  /** The object itself. */
  readonly object: KubernetesObject;
}

const isName = (value: unknown): value is string => typeof value === "string" && value !== "";

/** What an object of the API lacks; undefined where nothing. */
export function missingPart(object: unknown): "kind" | "apiVersion" | "metadata.name" | "object" | undefined {
  if (!isFields(object)) return "object";
  if (!isName(object.apiVersion)) return "apiVersion";
  if (!isName(object.kind)) return "kind";
  return isFields(object.metadata) && isName(object.metadata.name) ? undefined : "metadata.name";
}

/** The raw objects that can be told apart; a rule of its own reports the others. */
export function rawObjects({ objects }: Pick<ServiceDefinition, "objects">): readonly RawObject[] {
  return objects.flatMap((object, index) =>
    missingPart(object) === undefined ? [{ index, object: object as KubernetesObject }] : []
  );
}

/**
 * What is rendered for a service besides its raw objects; undefined where another mistake keeps it from being
 * rendered, which a rule of its own reports.
 */
export function renderedObjects(service: ServiceModel): readonly KubernetesObject[] | undefined {
  try {
    return renderParts([...workloadParts, ...meshParts], service);
  } catch {
    return undefined;
  }
}

/** An object's group, kind and name: what makes it one of a namespace. */
export function identityOf({ apiVersion, kind, metadata }: KubernetesObject): string {
  const group = apiVersion.includes("/") ? `${apiVersion.slice(0, apiVersion.indexOf("/"))}/` : "";
  return `${group}${kind} ${JSON.stringify(metadata.name)}`;
}
