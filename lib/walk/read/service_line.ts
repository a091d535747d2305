/** The line of a catalogue file behind a rendered one: a pointer for people, no part of the evaluation. */
import { findValue } from "../../catalogue/locate/mod.ts";
import type { ValuePath } from "../../diagnostic.ts";
import { readHeader } from "../../tree/header.ts";
import { formatPath } from "../../value_path.ts";
import type { Reference } from "../reference.ts";
import type { ReadText } from "./build_kustomization.ts";
import type { Place } from "./located_value.ts";

/** A line of a catalogue file, or the file alone. */
export interface ServiceLine {
  /** `services/backend.ts` */
  readonly file: string;
  /** Counted from 1; undefined where no value of the file is known to be behind it. */
  readonly line: number | undefined;
}

/** The values of a service file that a rendered field may come from, the nearest first. By kind, then by path. */
const origins: readonly (readonly [kind: RegExp, path: RegExp, values: readonly ValuePath[]])[] = [
  [/^VirtualService$/, /\.match/, [["canary", "routes"], ["expose"]]],
  [/^VirtualService$/, /\.(route|weight)/, [["canary", "step"], ["canary", "steps"], ["canary"]]],
  [/^VirtualService$/, /\.timeout/, [["traffic", "timeout"]]],
  [/^VirtualService$/, /\.retries/, [["traffic", "retries"], ["traffic"]]],
  [/^VirtualService$/, /\.fault/, [["traffic", "fault"]]],
  [/^VirtualService$/, /\.corsPolicy/, [["traffic", "cors"]]],
  [/^VirtualService$/, /\.mirror/, [["traffic", "mirror"], ["canary", "mirrorPercent"]]],
  [/^VirtualService$/, /hosts|gateways/, [["expose"]]],
  [/^DestinationRule$/, /subsets/, [["canary"], ["image"]]],
  [/^DestinationRule$/, /loadBalancer/, [["traffic", "loadBalancer"]]],
  [/^DestinationRule$/, /connectionPool/, [["traffic", "connectionPool"]]],
  [/^DestinationRule$/, /tls/, [["mesh"]]],
  [/^Deployment .*-canary$/, /^/, [["canary"]]],
  [/^Deployment$/, /replicas/, [["replicas"]]],
  [/^Deployment$/, /^/, [["image"]]],
  [/^(Sidecar|NetworkPolicy)$/, /egress/, [["calls"], ["egress"]]],
  [/^(NetworkPolicy|AuthorizationPolicy)$/, /^/, [["expose"], ["ports"]]],
  [/^(Service|ServiceEntry)$/, /^/, [["ports"], ["egress"]]],
  [/^Gateway$/, /^/, [["domain"], ["gateway"]]],
  [/^Application$/, /helm/, [["gateway"], ["istio"]]],
  [/^PeerAuthentication$/, /^/, [["name"]]],
];

function candidates({ kind, name, path }: Reference): readonly ValuePath[] {
  const written = formatPath(path);
  return origins.filter(([kinds, paths]) =>
    (kinds.test(kind) || kinds.test(`${kind} ${name}`)) && paths.test(written)
  )
    .flatMap(([, , values]) => values);
}

const stem = (file: string) => file.slice(file.lastIndexOf("/") + 1).replace(/\.ts$/, "");

/**
 * The catalogue file that a rendered file's header names, and the line of the value that is most likely behind a
 * field: of the cluster's own file where that says something of the service, else of the service's. Undefined where
 * the file has no header of ours.
 */
export function serviceLine(reference: Reference, place: Place, read: ReadText): ServiceLine | undefined {
  const header = readHeader(place.file, read(place.file) ?? "");
  const sources = header.kind === "ours" ? header.sources.filter((source) => source.endsWith(".ts")) : [];
  const service = sources.find((source) => source.startsWith("services/"));
  for (
    const source of [...sources].sort((a, b) =>
      Number(b.startsWith("overlays/")) - Number(a.startsWith("overlays/"))
    )
  ) {
    const text = read(source);
    if (text === undefined) continue;
    const prefix = source.startsWith("overlays/") && service !== undefined ? ["services", stem(service)] : [];
    for (const path of candidates(reference)) {
      const found = findValue(text, [...prefix, ...path]);
      if (found?.exact) return { file: source, line: found.line };
    }
  }
  const file = service ?? sources[0];
  return file === undefined ? undefined : { file, line: undefined };
}
