import { didYouMean } from "../../lib/did_you_mean.ts";
import { LabError } from "../lab_error.ts";
import { ARGO_CD, GRAFANA, JAEGER, KIALI, type PlatformService, PROMETHEUS } from "../platform_services.ts";
import { type CommandContext, withApi } from "./command_context.ts";

/** A page of the platform: a Service, and the scheme it speaks. */
export interface Page {
  readonly scheme: "http" | "https";
  readonly target: PlatformService;
}

/** The pages that `lab open` knows, by name. */
export const PAGES: Readonly<Record<string, Page>> = Object.freeze({
  grafana: { scheme: "http", target: GRAFANA },
  jaeger: { scheme: "http", target: JAEGER },
  prometheus: { scheme: "http", target: PROMETHEUS },
  argocd: { scheme: "https", target: ARGO_CD },
  kiali: { scheme: "http", target: KIALI },
});

/** How long to keep a page open. */
export interface OpenOptions {
  /** The page's name. */
  readonly page: string;
  /** Resolves when it may be closed. */
  readonly closed: Promise<void>;
}

/**
 * `lab open`: leads a port of this machine to a page of the platform, prints its URL, and keeps the way open until it
 * is interrupted.
 *
 * @returns the exit code.
 * @throws {LabError} if there is no such page, or the lab doesn't have it.
 */
export async function open({ engine }: CommandContext, { page, closed }: OpenOptions): Promise<number> {
  const { scheme, target } = pageNamed(page);
  const { namespace, name } = target;
  const reference = { apiVersion: "v1", kind: "Service", metadata: { name, namespace } };
  const found = await withApi(engine, (api) => api.read(reference));
  if (found === undefined) {
    throw new LabError(`Cannot open ${page}: the lab has no Service "${namespace}/${name}"`);
  }
  await using way = await engine.reach(target);
  console.log(`${scheme}://${way.hostname}:${way.port}/`);
  console.error("open until interrupted: Ctrl-C");
  await closed;
  return 0;
}

/** Resolves at the first interrupt from the terminal, or when asked to end. */
export function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.removeSignalListener(signal, end);
      resolve();
    };
    for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, end);
  });
}

function pageNamed(name: string): Page {
  const found = Object.hasOwn(PAGES, name) ? PAGES[name] : undefined;
  if (found !== undefined) return found;
  const names = Object.keys(PAGES);
  throw new LabError(
    `Cannot find a page "${name}": ${didYouMean(name, names) ?? `there is ${names.join(", ")}`}`,
  );
}
