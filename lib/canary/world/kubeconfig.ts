/** Which cluster is meant, as `kubectl` would find it. */
import { KubeConfig } from "@kubernetes/client-node";
import { ProgramError } from "./program.ts";

/** Where Kubernetes gives a pod its account. */
const accountFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

/** What the environment says of where the cluster is. */
export interface ClusterSource {
  /** Reads a variable of the environment. */
  readonly variable: (name: string) => string | undefined;
  /** Whether a file is there; throws where it mayn't be looked at. */
  readonly exists: (path: string) => boolean;
}

function existsOnDisk(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/**
 * The kubeconfig files that are read, as `kubectl` would: those of `KUBECONFIG`, else `~/.kube/config`; none in a pod
 * without either. Throws a {@linkcode ProgramError} where there is nothing to be read, or it mayn't be. The client
 * library isn't asked: it looks at the whole home folder, and where it mayn't, takes another cluster.
 */
export function kubeconfigFiles(
  { variable, exists }: ClusterSource = { variable: (name) => Deno.env.get(name), exists: existsOnDisk },
): readonly string[] {
  const separator = Deno.build.os === "windows" ? ";" : ":";
  const named = (variable("KUBECONFIG") ?? "").split(separator).filter((path) => path !== "");
  const home = variable("HOME") ?? variable("USERPROFILE");
  const usual = home === undefined ? [] : [`${home}/.kube/config`];
  const candidates = named.length > 0 ? named : usual;
  const found = candidates.filter((path) => {
    try {
      return exists(path);
    } catch (cause) {
      const fix = cause instanceof Deno.errors.NotCapable
        ? `run "deno run" as the task "canary:run" in deno.json does, with --allow-read=${path}`
        : undefined;
      throw new ProgramError(`Cannot read the kubeconfig ${JSON.stringify(path)}`, fix, { cause });
    }
  });
  if (found.length > 0) return found;
  if (variable("KUBERNETES_SERVICE_HOST") !== undefined && exists(`${accountFolder}/token`)) return [];
  throw new ProgramError(
    `Cannot find a kubeconfig: there is no ${
      candidates.map((path) => JSON.stringify(path)).join(", ") || "home"
    }`,
    "name one by KUBECONFIG, or write ~/.kube/config",
  );
}

/**
 * The way to a cluster. Throws a {@linkcode ProgramError} where there is none.
 *
 * @param context its name in the kubeconfig; the current one if undefined.
 */
export function loadKubeconfig(context: string | undefined): KubeConfig {
  const config = new KubeConfig();
  const [first, ...others] = kubeconfigFiles();
  try {
    if (first === undefined) config.loadFromCluster();
    else config.loadFromFile(first);
    for (const path of others) {
      const other = new KubeConfig();
      other.loadFromFile(path);
      config.mergeConfig(other);
    }
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new ProgramError(`Cannot read the kubeconfig ${JSON.stringify(first)}: ${message}`, undefined, {
      cause,
    });
  }
  if (context !== undefined) {
    if (config.getContextObject(context) === null) {
      const known = config.getContexts().map(({ name }) => name).join(", ");
      throw new ProgramError(
        `There is no context ${JSON.stringify(context)}`,
        `the kubeconfig has ${known || "none"}`,
      );
    }
    config.setCurrentContext(context);
  }
  return config;
}
