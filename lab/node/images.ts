/**
 * Which programs of this machine stand for which images. Nothing is pulled: a container sees the machine's own files
 * with those of the table put over them.
 *
 * @module
 */

import type { V1Container, V1Pod } from "@kubernetes/client-node";
import type { ImageUser } from "./container_user.ts";
import { ContainerProblem } from "./container_problem.ts";
import { tierImage } from "./tier_image.ts";
import type { TierPrograms } from "./tiers.ts";

/** The paths of programs and folders on this machine by name; what was not provisioned is not there. */
export type Programs = Readonly<Record<string, string>>;

/** What an image says of the containers made of it. */
export interface Image {
  /** What runs if the container has no `command`; its arguments follow. */
  readonly entrypoint: readonly string[];
  /** The arguments if the container has neither `command` nor `args`. */
  readonly args: readonly string[];
  /** Variables that the container has unless its spec says otherwise. */
  readonly environment: ReadonlyMap<string, string>;
  /** As whom it runs unless its spec says otherwise. */
  readonly user: ImageUser;
  /** Where it runs unless its spec says otherwise. */
  readonly directory: string;
  /** Files and folders of this machine by their paths in the container, where they can only be read. */
  readonly files: ReadonlyMap<string, string>;
  /** Symbolic links in the container: the path of each and where it leads. */
  readonly links: ReadonlyMap<string, string>;
}

interface TableEntry {
  /** The end of the repository: whole path segments, `*` for any one segment. */
  readonly repository: string;
  readonly entrypoint: readonly string[];
  readonly args?: readonly string[];
  /** The user id, which is the group id too; 0 by default. */
  readonly user?: number;
  readonly directory?: string;
  /** Names in {@linkcode Programs} by the path in the container. */
  readonly files?: Readonly<Record<string, string>>;
  readonly links?: Readonly<Record<string, string>>;
  readonly environment?: (pod: V1Pod, container: V1Container) => Readonly<Record<string, string>>;
}

const BOOTSTRAP = "/var/lib/istio/envoy/envoy_bootstrap_tmpl.json";

const ARGO_CD_ROLES = [
  ...["argocd-application-controller", "argocd-applicationset-controller", "argocd-cmp-server"],
  ...["argocd-commit-server", "argocd-dex", "argocd-git-ask-pass", "argocd-k8s-auth"],
  ...["argocd-notifications", "argocd-repo-server", "argocd-server"],
];

const ARGO_CD = {
  entrypoint: [],
  args: ["/usr/local/bin/argocd"],
  user: 999,
  directory: "/home/argocd",
  files: {
    "/usr/local/bin/argocd": "argocd",
    "/usr/local/bin/kustomize": "kustomize",
    "/usr/local/bin/helm": "helm",
  },
  links: Object.fromEntries(
    ARGO_CD_ROLES.map((role) => [`/usr/local/bin/${role}`, "/usr/local/bin/argocd"]),
  ),
  // The image's own GnuPG is not on this machine; nothing here asks for signed commits.
  environment: () => ({ USER: "argocd", HOME: "/home/argocd", ARGOCD_GPG_ENABLED: "false" }),
} as const;

const REDIS_ENTRYPOINT = 'case ${1-} in -*) set -- redis-server "$@" ;; esac; exec "$@"';

const PROMETHEUS = {
  entrypoint: ["/usr/local/bin/prometheus"],
  args: ["--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus"],
  user: 65534,
  directory: "/prometheus",
  files: { "/usr/local/bin/prometheus": "prometheus" },
} as const;

const DENO = { DENO_DIR: "/tmp/deno", DENO_NO_UPDATE_CHECK: "1" };

const ECHO = {
  entrypoint: [
    ...["/usr/local/bin/deno", "run", "--no-prompt", "--quiet", "--no-config", "--no-lock", "--no-remote"],
    ...["--no-npm", "--allow-net", "--allow-env", "/srv/echo/main.ts"],
  ],
  files: { "/usr/local/bin/deno": "deno", "/srv/echo": "echo" },
} as const;

const TABLE: readonly TableEntry[] = [
  {
    repository: "istio/proxyv2",
    entrypoint: ["/usr/local/bin/pilot-agent"],
    user: 1337,
    files: {
      "/usr/local/bin/pilot-agent": "pilot-agent",
      "/usr/local/bin/envoy": "envoy",
      [BOOTSTRAP]: "envoy-bootstrap",
    },
  },
  {
    repository: "istio/pilot",
    entrypoint: ["/usr/local/bin/pilot-discovery"],
    user: 1337,
    files: { "/usr/local/bin/pilot-discovery": "pilot-discovery", [BOOTSTRAP]: "envoy-bootstrap" },
    // The stock Envoy lacks the filters that these would have istiod configure. `../metrics/` stands in for the third.
    environment: () => ({ PILOT_ENABLE_ALPN_FILTER: "false", PILOT_ENABLE_METADATA_EXCHANGE: "false" }),
  },
  { repository: "argoproj/argocd", ...ARGO_CD },
  {
    // Argo CD copies a program of its own into it, which starts Dex only if it is configured.
    repository: "dexidp/dex",
    entrypoint: ["/usr/local/bin/dex"],
    user: 1001,
    files: { "/usr/local/bin/dex": "dex" },
  },
  {
    repository: "redis",
    entrypoint: ["/bin/sh", "-c", REDIS_ENTRYPOINT, "docker-entrypoint.sh"],
    args: ["redis-server"],
    user: 999,
    directory: "/data",
    files: { "/usr/local/bin/redis-server": "redis-server" },
  },
  { repository: "prometheus/prometheus", ...PROMETHEUS },
  { repository: "prom/prometheus", ...PROMETHEUS },
  {
    repository: "jaegertracing/jaeger",
    entrypoint: ["/usr/local/bin/jaeger"],
    user: 10001,
    files: { "/usr/local/bin/jaeger": "jaeger" },
    environment: () => ({ JAEGER_LISTEN_HOST: "0.0.0.0" }),
  },
  {
    repository: "grafana/grafana",
    entrypoint: ["/usr/local/bin/grafana"],
    user: 472,
    files: {
      "/usr/local/bin/grafana": "grafana",
      "/usr/local/bin/deno": "deno",
      "/srv/grafana.ts": "grafana-module",
    },
    environment: () => DENO,
  },
  {
    // The agent does its work, see `redirection.ts`; this only answers its probes.
    repository: "istio/install-cni",
    entrypoint: ["/usr/local/bin/install-cni"],
    files: { ...ECHO.files, "/usr/local/bin/install-cni": "install-cni" },
    environment: () => ({ ...DENO, ECHO_SERVICE: "istio-cni", ECHO_PORTS: "8000,15014" }),
  },
  {
    // The same program that its image has, run by Deno, which keeps Node's interfaces.
    repository: "3rvision/load",
    entrypoint: [
      ...["/usr/local/bin/deno", "run", "--no-prompt", "--quiet", "--no-config", "--no-lock", "--no-remote"],
      ...["--no-npm", "--allow-net", "--allow-env", "--allow-read=/etc/load-generator,/srv/load"],
      "/srv/load/main.mjs",
    ],
    user: 10001,
    files: { "/usr/local/bin/deno": "deno", "/srv/load": "load" },
    environment: () => DENO,
  },
  {
    repository: "3rvision/*",
    ...ECHO,
    user: 65532,
    environment: (pod, container) => ({
      ...DENO,
      ECHO_SERVICE: repositoryOf(container.image ?? "").split("/").at(-1) ?? "",
      ECHO_VERSION: pod.metadata?.labels?.version ?? "",
      ECHO_POD: pod.metadata?.name ?? "",
      ECHO_PORTS: (container.ports ?? []).map(({ containerPort }) => containerPort).join(","),
    }),
  },
];

/** The repositories that have a program, as the table spells them. */
export const KNOWN_REPOSITORIES: readonly string[] = Object.freeze(TABLE.map(({ repository }) => repository));

const PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/**
 * The programs that stand for the image of a container.
 *
 * @param tiers the programs of tiers; for the others, echo programs.
 * @throws {ContainerProblem} `ErrImagePull`, if the table has no such image or its program was not provisioned.
 */
export function imageOf(
  pod: V1Pod,
  container: V1Container,
  programs: Programs,
  tiers: TierPrograms = {},
): Image {
  const reference = container.image ?? "";
  const repository = repositoryOf(reference);
  const tier = tierImage(repository, tagOf(reference), tiers);
  if (tier !== undefined) {
    return Object.freeze({ ...tier, environment: new Map([["PATH", PATH], ...tier.environment]) });
  }
  const entry = TABLE.find((each) => endsWithSegments(repository, each.repository));
  if (entry === undefined) {
    throw new ContainerProblem(
      "ErrImagePull",
      `Cannot run the image "${reference}": no program stands for it; there is one for ` +
        KNOWN_REPOSITORIES.map((each) => `"${each}"`).join(", "),
    );
  }
  const files = new Map<string, string>();
  for (const [path, name] of Object.entries(entry.files ?? {})) {
    const source = programs[name];
    if (source !== undefined) files.set(path, source);
    else if (entry.entrypoint.includes(path) || entry.args?.includes(path) === true) {
      throw new ContainerProblem(
        "ErrImagePull",
        `Cannot run the image "${reference}": the program "${name}" was not provisioned`,
      );
    }
  }
  const user = entry.user ?? 0;
  return Object.freeze({
    entrypoint: entry.entrypoint,
    args: entry.args ?? [],
    environment: new Map([["PATH", PATH], ...Object.entries(entry.environment?.(pod, container) ?? {})]),
    user: { uid: user, gid: user },
    directory: entry.directory ?? "/",
    files,
    links: new Map(Object.entries(entry.links ?? {})),
  });
}

/** The repository of an image's reference, without tag and digest: `ghcr.io/a/b` of `ghcr.io/a/b:1.0@sha256:…`. */
export function repositoryOf(reference: string): string {
  const [named = ""] = reference.split("@");
  return named.replace(/:[^/:]*$/, "");
}

/** The tag of an image's reference: `1.0` of `ghcr.io/a/b:1.0@sha256:…`. */
function tagOf(reference: string): string | undefined {
  const [named = ""] = reference.split("@");
  return /:([^/:]*)$/.exec(named)?.[1];
}

/** Tells apart what stands for images. */
export function programOf({ entrypoint, args, directory, environment, files, links }: Image): string {
  const maps = { environment: [...environment], files: [...files], links: [...links] };
  return JSON.stringify({ entrypoint, args, directory, ...maps });
}

function endsWithSegments(repository: string, pattern: string): boolean {
  const wanted = pattern.split("/");
  const last = repository.split("/").slice(-wanted.length);
  return last.length === wanted.length &&
    wanted.every((segment, index) => segment === "*" || segment === last[index]);
}
