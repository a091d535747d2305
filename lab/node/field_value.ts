import type { V1Pod } from "@kubernetes/client-node";

/** The addresses of a pod and of its node. */
export interface PodAddresses {
  readonly pod: string;
  readonly host: string;
}

/**
 * What a `fieldPath` of the downward API stands for, `undefined` if it stands for nothing.
 *
 * @param path such as `metadata.name` or `metadata.labels['app']`.
 */
export function fieldValue(pod: V1Pod, addresses: PodAddresses, path: string): string | undefined {
  const { metadata, spec } = pod;
  const keyed = /^metadata\.(labels|annotations)\['([^']*)'\]$/.exec(path);
  if (keyed !== null) {
    const [, kind, key = ""] = keyed;
    return (kind === "labels" ? metadata?.labels : metadata?.annotations)?.[key] ?? "";
  }
  switch (path) {
    case "metadata.name":
      return metadata?.name ?? "";
    case "metadata.namespace":
      return metadata?.namespace ?? "";
    case "metadata.uid":
      return metadata?.uid ?? "";
    case "metadata.labels":
      return listed(metadata?.labels);
    case "metadata.annotations":
      return listed(metadata?.annotations);
    case "spec.nodeName":
      return spec?.nodeName ?? "";
    case "spec.serviceAccountName":
      return spec?.serviceAccountName ?? "";
    case "status.hostIP":
    case "status.hostIPs":
      return addresses.host;
    case "status.podIP":
    case "status.podIPs":
      return addresses.pod;
    default:
      return undefined;
  }
}

/** Labels or annotations as a file of the downward API lists them: sorted lines of `key="value"`. */
function listed(map: Readonly<Record<string, string>> | undefined): string {
  const keys = Object.keys(map ?? {}).sort();
  return keys.map((key) => `${key}=${quoted(map?.[key] ?? "")}`).join("\n");
}

/** As Go's `%q` writes it, which readers of these files undo. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(/\\u00([01][0-9a-f]|7f)/g, "\\x$1");
}
