/** Which part of `clusters/` a run is about. */
import { didYouMean } from "../did_you_mean.ts";
import { exitCodes } from "./exit_code.ts";
import { Failure } from "./failure.ts";
import type { ListOption } from "./option.ts";

/** The options that select; empty lists select everything. */
export interface Selection {
  /** Names of clusters; empty: all. */
  readonly cluster: readonly string[];
  /** Names of services; empty: all. */
  readonly service: readonly string[];
}

/** Selects everything. */
export const wholeTree: Selection = { cluster: [], service: [] };

/** The two options, for every command that compares. */
export const selectionOptions = {
  cluster: { kind: "list", placeholder: "NAME", description: "only this cluster's folder and the bases" },
  service: { kind: "list", placeholder: "NAME", description: "only this service's base and overlays" },
} as const satisfies Record<string, ListOption>;

/** Whether everything is selected. */
export function isWhole({ cluster, service }: Selection): boolean {
  return cluster.length === 0 && service.length === 0;
}

/** The cluster that a path below `clusters/` belongs to, and the service, where there are such. */
function owners(
  path: string,
): { readonly cluster: string | undefined; readonly service: string | undefined } {
  const [first, second, third] = path.split("/");
  if (first === "base") return { cluster: undefined, service: second };
  return { cluster: first, service: second === "services" ? third : undefined };
}

/**
 * Whether a path below `clusters/` is selected: a cluster has its folder and all bases, since its overlays are made
 * on them; a service has its base and its overlays.
 */
export function selects(selection: Selection, path: string): boolean {
  if (isWhole(selection)) return true;
  const { cluster, service } = selection;
  const owner = owners(path);
  return (cluster.length === 0 || owner.cluster === undefined || cluster.includes(owner.cluster)) &&
    (service.length === 0 || (owner.service !== undefined && service.includes(owner.service)));
}

/**
 * Throws a {@linkcode Failure} where a name is that of no cluster or service, judged by the paths that are rendered or
 * on the disk.
 */
export function requireKnown({ cluster, service }: Selection, paths: Iterable<string>): void {
  const clusters = new Set<string>();
  const services = new Set<string>();
  for (const path of paths) {
    const owner = owners(path);
    if (owner.cluster !== undefined) clusters.add(owner.cluster);
    if (owner.service !== undefined) services.add(owner.service);
  }
  const check = (option: string, names: readonly string[], known: ReadonlySet<string>, folder: string) => {
    for (const name of names) {
      if (known.has(name)) continue;
      throw new Failure(
        exitCodes.usage,
        `--${option} is ${JSON.stringify(name)}, which is no ${option} of the catalogue`,
        didYouMean(name, known) ?? `${folder}/ has them`,
      );
    }
  };
  check("cluster", cluster, clusters, "overlays");
  check("service", service, services, "services");
}
