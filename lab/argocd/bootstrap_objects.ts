import type { KubernetesObject } from "../../lib/kubernetes_object.ts";

/** What is applied by hand before Argo CD takes over. */
export interface Bootstrap {
  /** The CustomResourceDefinitions; they come first. */
  readonly definitions: readonly KubernetesObject[];
  /** Argo CD itself: its namespace, components, settings and secrets. */
  readonly components: readonly KubernetesObject[];
  /** The root Application and its project; everything else arrives by sync. */
  readonly root: readonly KubernetesObject[];
}

/** What the objects are made from. */
export interface BootstrapParts {
  readonly namespace: KubernetesObject;
  /** Argo CD's own manifests, as the Application of Argo CD has them. */
  readonly install: readonly KubernetesObject[];
  readonly settings: readonly KubernetesObject[];
  readonly root: readonly KubernetesObject[];
  readonly secrets: ArgoCDSecrets;
  /** Certificates that Argo CD's repo server trusts, PEM, by the host that they are for. */
  readonly certificates: Readonly<Record<string, string>>;
}

/** The random values of an installation. */
export interface ArgoCDSecrets {
  /** Signs the sessions of people. */
  readonly serverSecretKey: string;
  /** The password of the cache. */
  readonly redisPassword: string;
}

/** The ConfigMap in which Argo CD looks for certificates of Git and chart servers. */
const TLS_CERTIFICATES = "argocd-tls-certs-cm";

/** The Secret of Argo CD that comes empty with its manifests. */
export const ARGO_CD_SECRET = "argocd-secret";

/** The Secret with the password of the cache; Argo CD's manifests refer to it and leave it to be made. */
export const REDIS_SECRET = "argocd-redis";

/**
 * Puts together what is applied by hand. Beside what Git has, there are only the secrets and the certificates: fields
 * that Argo CD's own Application leaves alone, because it does not set them.
 */
export function bootstrapObjects(parts: BootstrapParts): Bootstrap {
  const { namespace, install, settings, root, secrets, certificates } = parts;
  const inNamespace = namespace.metadata.name;
  const added: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    [`ConfigMap ${TLS_CERTIFICATES}`]: { data: certificates },
    [`Secret ${ARGO_CD_SECRET}`]: { stringData: { "server.secretkey": secrets.serverSecretKey } },
  };
  const redis: KubernetesObject = {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: REDIS_SECRET, namespace: inNamespace },
    stringData: { auth: secrets.redisPassword },
  };
  const isDefinition = ({ kind }: KubernetesObject) => kind === "CustomResourceDefinition";
  const components = install.filter((object) => !isDefinition(object))
    .map((object) => ({ ...object, ...added[`${object.kind} ${object.metadata.name}`] }));
  return {
    definitions: install.filter(isDefinition),
    components: [namespace, redis, ...settings, ...components].toSorted((a, b) => rank(a) - rank(b)),
    root,
  };
}

// What pods need is there before them: no container has to be started twice.
function rank({ kind }: KubernetesObject): number {
  if (kind === "Namespace") return 0;
  return ["Deployment", "StatefulSet", "DaemonSet"].includes(kind) ? 2 : 1;
}
