/** Something that is served under a URL. */
export interface Site {
  /** The URL that Applications name, such as `https://github.com/argoproj/argo-cd.git`. */
  readonly url: string;
  /** Whether it is a Git repository or a repository of charts. */
  readonly kind: "git" | "charts";
  /** The bare repository, or the folder with `index.yaml`. */
  readonly folder: string;
}

/** A site and what of it was asked for. */
export interface Routed {
  readonly site: Site;
  /** The rest of the URL's path, such as `/info/refs`; with escapes as they came. */
  readonly path: string;
}

/** The site that a URL is of; `undefined` if it is of none. */
export function routeSite(sites: readonly Site[], url: string): Routed | undefined {
  const { origin, pathname } = new URL(url);
  for (const site of sites) {
    const { origin: of, pathname: begin } = new URL(site.url);
    if (origin === of && pathname.startsWith(`${begin}/`)) {
      return { site, path: pathname.slice(begin.length) };
    }
  }
  return undefined;
}

/** The port of a URL, also if it is that of the scheme. */
export function portOf(url: string): number {
  const { port, protocol } = new URL(url);
  return port === "" ? (protocol === "https:" ? 443 : 80) : Number(port);
}

/** Where a server has to listen for a set of sites. */
export interface Listener {
  readonly port: number;
  readonly tls: boolean;
}

/** The ports of sites, each once. */
export function listenersOf(sites: readonly Pick<Site, "url">[]): readonly Listener[] {
  const listeners = sites.map(({ url }) => ({ port: portOf(url), tls: new URL(url).protocol === "https:" }));
  return [...new Map(listeners.map((listener) => [listener.port, listener])).values()];
}
