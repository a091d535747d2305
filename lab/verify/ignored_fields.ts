import type { KubernetesObject } from "../../lib/kubernetes_object.ts";

/** An entry of an Application's `spec.ignoreDifferences`. */
export interface IgnoredDifference {
  /** Empty for the core group. */
  readonly group?: string;
  /** The kind of the objects. */
  readonly kind: string;
  /** Only the object of this name. */
  readonly name?: string;
  /** Only objects of this namespace. */
  readonly namespace?: string;
  /** What may differ, as jq writes it. */
  readonly jqPathExpressions?: readonly string[];
  /** What may differ, as RFC 6901 writes it. */
  readonly jsonPointers?: readonly string[];
}

/**
 * Which fields of an object an Application lets differ, as paths without indices. Of jq only plain paths are
 * understood, such as `.webhooks[]?.clientConfig.caBundle`; what others mean would be found as a difference.
 */
export function ignoredFields(
  differences: readonly IgnoredDifference[],
  { apiVersion, kind, metadata }: KubernetesObject,
): (path: string) => boolean {
  const group = apiVersion.includes("/") ? apiVersion.split("/")[0] : "";
  const paths = differences.filter((each) =>
    (each.group ?? "") === group && each.kind === kind &&
    (each.name === undefined || each.name === metadata.name) &&
    (each.namespace === undefined || each.namespace === metadata.namespace)
  ).flatMap(({ jqPathExpressions = [], jsonPointers = [] }) => [
    ...jqPathExpressions.map((expression) => expression.replace(/^\./, "").replaceAll("?", "")),
    ...jsonPointers.map((pointer) => pointer.slice(1).replaceAll("/", ".").replaceAll("~1", "/")),
  ]);
  return (path) => paths.includes(path);
}
