/** What the API server says of objects: whether it takes them, and what it warns of. */
import {
  type ApiResource,
  collectionPath,
  objectPath,
  versionPath,
} from "../../../lab/argocd/api_resources.ts";
import { readKubeconfig } from "../../../lab/argocd/cluster_access.ts";
import type { KubernetesObject } from "../../../lib/kubernetes_object.ts";

/** What came of one object. */
export interface Verdict {
  /** The API server's words where it refused the object. */
  readonly refused?: string;
  /** What it warned of, such as a field that is deprecated or a pod that pod security would refuse. */
  readonly warnings: readonly string[];
  /** The object as it is, or, of a dry run, as it would be. */
  readonly object?: KubernetesObject;
}

/** How to try an object. */
export interface TryOptions {
  /** Whether everything is done but storing the object. */
  readonly dryRun: boolean;
}

/** An API server as a judge of objects. Holds connections until it is disposed of. */
export interface ApiServer extends Disposable {
  /** Server-side apply as Argo CD does it, with strict field validation. */
  apply(object: KubernetesObject, options: TryOptions): Promise<Verdict>;
  /** Creates an object that has a name or a prefix for one. */
  create(object: KubernetesObject, options: TryOptions): Promise<Verdict>;
  /** Whether objects of a kind stand in namespaces. */
  isNamespaced(object: KubernetesObject): Promise<boolean>;
  /** Deletes an object with what belongs to it; one that isn't there doesn't matter. */
  remove(object: KubernetesObject): Promise<void>;
  /** The objects of a path that lists them, or the object of a path. `undefined` where there is nothing. */
  get(path: string): Promise<unknown>;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly warnings: readonly string[];
}

/** The API server of a kubeconfig, given as YAML. */
export function apiServer(kubeconfig: string): ApiServer {
  const { server, authority, certificate, key } = readKubeconfig(kubeconfig);
  const client = Deno.createHttpClient({ caCerts: [authority], cert: certificate!, key: key! });
  const known = new Map<string, readonly ApiResource[]>();

  const send = async (method: string, path: string, type?: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`${server}${path}`, {
      client,
      method,
      headers: { accept: "application/json", ...(type === undefined ? {} : { "content-type": type }) },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: response.headers.get("content-type")?.startsWith("application/json")
        ? JSON.parse(text)
        : { message: text.trim() },
      warnings: warningsOf(response.headers.get("warning") ?? ""),
    };
  };

  const resourcesOf = async (apiVersion: string, kind: string): Promise<readonly ApiResource[]> => {
    const before = known.get(apiVersion);
    if (before?.some((one) => one.kind === kind)) return before;
    const { status, body } = await send("GET", versionPath(apiVersion));
    const resources = status === 200 ? (body as { resources: readonly ApiResource[] }).resources : [];
    known.set(apiVersion, resources);
    return resources;
  };

  const judge = async (
    path: () => Promise<string>,
    method: string,
    type: string,
    object: KubernetesObject,
  ) => {
    let url: string;
    try {
      url = await path();
    } catch (error) {
      // A kind that the cluster doesn't have.
      return { refused: (error as Error).message, warnings: [] };
    }
    const { status, body, warnings } = await send(method, url, type, object);
    if (status < 300) return { warnings, object: body as KubernetesObject };
    const { message } = body as { readonly message?: string };
    return { refused: message ?? `HTTP status ${status}`, warnings };
  };

  const query = ({ dryRun }: TryOptions) =>
    `fieldManager=argocd-controller&fieldValidation=Strict${dryRun ? "&dryRun=All" : ""}`;

  return Object.freeze({
    apply: (object: KubernetesObject, options: TryOptions) =>
      judge(
        async () => {
          const resources = await resourcesOf(object.apiVersion, object.kind);
          return `${objectPath(object, resources)}?${query(options)}&force=true`;
        },
        "PATCH",
        "application/apply-patch+yaml",
        object,
      ),
    create: (object: KubernetesObject, options: TryOptions) =>
      judge(
        async () => {
          const resources = await resourcesOf(object.apiVersion, object.kind);
          return `${collectionPath(object, resources, object.metadata.namespace)}?${query(options)}`;
        },
        "POST",
        "application/json",
        object,
      ),
    async isNamespaced({ apiVersion, kind }: KubernetesObject) {
      const resources = await resourcesOf(apiVersion, kind);
      return resources.some((one) => one.kind === kind && one.namespaced);
    },
    async remove(object: KubernetesObject) {
      const path = objectPath(object, await resourcesOf(object.apiVersion, object.kind));
      const { status, body } = await send("DELETE", `${path}?propagationPolicy=Background`);
      if (status >= 300 && status !== 404) throw new Error(`Cannot delete ${path}: ${JSON.stringify(body)}`);
    },
    async get(path: string) {
      const { status, body } = await send("GET", path);
      return status === 404 ? undefined : body;
    },
    [Symbol.dispose]: () => client.close(),
  });
}

/** The texts of `Warning` headers: `299 - "text", 299 - "text"`. */
function warningsOf(header: string): readonly string[] {
  return [...header.matchAll(/299 \S+ ("(?:[^"\\]|\\.)*")/g)].map(([, text]) =>
    text!.slice(1, -1).replaceAll(/\\(.)/g, "$1")
  );
}
