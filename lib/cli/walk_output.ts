/** Prints what a walk found. */
import type { Channel } from "../report/output.ts";
import { unknownsOf } from "../walk/distribution.ts";
import { reachability } from "../walk/reachability.ts";
import { jsonTree } from "../walk/print/json_tree.ts";
import { matrixText } from "../walk/print/matrix.ts";
import { mermaid } from "../walk/print/mermaid.ts";
import type { Places } from "../walk/print/places.ts";
import { svg } from "../walk/print/svg.ts";
import { textTree } from "../walk/print/text_tree.ts";
import type { BuiltCluster } from "../walk/read/build_cluster.ts";
import { serviceLine } from "../walk/read/service_line.ts";
import type { KubernetesObject } from "../kubernetes_object.ts";
import type { Request } from "../walk/request.ts";
import { walk } from "../walk/walk.ts";

/** What is printed, and what is handed on. */
export interface PrintOptions {
  /** Headers that processes hand on; the default where there is none. */
  readonly forward: readonly string[];
  /** One JSON document. */
  readonly json: boolean;
  /** A flowchart. */
  readonly mermaid: boolean;
  /** A picture. */
  readonly picture: boolean;
}

/** Finds the lines of a built cluster. */
export function placesOf(built: BuiltCluster, read: (path: string) => string | undefined): Places {
  return {
    rendered: built.placeOf,
    catalogue(reference) {
      const place = built.placeOf(reference);
      return place === undefined ? undefined : serviceLine(reference, place, read);
    },
  };
}

/** Walks a request and prints the tree as it is asked for. Returns what isn't known. */
export function printWalk(
  cluster: string,
  objects: readonly KubernetesObject[],
  request: Request,
  places: Places,
  options: PrintOptions,
  result: Channel,
): readonly string[] {
  const forwarded = options.forward.map((name) => name.toLowerCase());
  const hop = walk(objects, request, forwarded.length === 0 ? {} : { forwarded });
  if (options.json) result.line(JSON.stringify({ cluster, walk: jsonTree(hop, places) }, null, 2));
  else if (options.picture) result.line(svg(hop));
  else if (options.mermaid) result.line(mermaid(hop));
  else result.line(textTree(hop, places, result.style));
  return unknownsOf(hop);
}

/** Prints who can reach whom. Returns what isn't known. */
export function printReach(
  cluster: string,
  objects: readonly KubernetesObject[],
  places: Places,
  { json }: Pick<PrintOptions, "json">,
  result: Channel,
): readonly string[] {
  const list = reachability(objects);
  const withLines = list.map((reach) => {
    const place = reach.at === undefined ? undefined : places.rendered(reach.at);
    return { ...reach, ...(place && { file: place.file, line: place.line }) };
  });
  if (json) result.line(JSON.stringify({ cluster, reach: withLines }, null, 2));
  else result.line(matrixText(list, places, result.style));
  return [...new Set(list.filter(({ reaches }) => reaches === "unknown").map(({ reason }) => reason))];
}
