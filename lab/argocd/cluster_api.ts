import { LabError } from "../lab_error.ts";
import { type ApiResource, collectionPath, objectPath, versionPath } from "./api_resources.ts";
import { readKubeconfig } from "./cluster_access.ts";
import { type ClusterAnswer, clusterRequests } from "./cluster_requests.ts";
import type { KubernetesObject } from "../../lib/kubernetes_object.ts";
import { describeObject } from "./describe_object.ts";

/** Who owns the fields that the lab sets. */
const FIELD_MANAGER = "3rvision-lab";

/** A kind, with its group and version. */
export type KindReference = Pick<KubernetesObject, "apiVersion" | "kind">;

/** Which object. */
export type ObjectReference = Pick<KubernetesObject, "apiVersion" | "kind" | "metadata">;

/** The API server, as far as the lab needs it; any cluster's. Holds connections until it is disposed of. */
export interface ClusterApi extends Disposable {
  /**
   * Makes an object what it is given as, by server-side apply.
   *
   * @throws {LabError} with the server's words.
   */
  apply(object: KubernetesObject): Promise<void>;
  /** Reads an object; `undefined` if there is none. */
  read(reference: ObjectReference): Promise<KubernetesObject | undefined>;
  /**
   * Lists objects of a kind.
   *
   * @param labels what to select, such as `{ app: "backend" }`; everything by default.
   */
  list(
    kind: KindReference,
    namespace: string,
    labels?: Readonly<Record<string, string>>,
  ): Promise<readonly KubernetesObject[]>;
  /** Changes fields of an object by a JSON merge patch. */
  merge(reference: ObjectReference, patch: Readonly<Record<string, unknown>>): Promise<void>;
  /** Deletes an object, and what it owns after it; no error if there is none. */
  remove(reference: ObjectReference): Promise<void>;
}

/**
 * The API server of a kubeconfig, given as YAML.
 *
 * Objects go to it as they are: a client library with classes for the kinds would leave out every field that its
 * classes spell differently, such as `enum` in a CustomResourceDefinition.
 */
export function clusterApi(kubeconfig: string): ClusterApi {
  const requests = clusterRequests(readKubeconfig(kubeconfig));
  const known = new Map<string, readonly ApiResource[]>();

  const resourcesOf = async ({ apiVersion, kind }: KindReference): Promise<readonly ApiResource[]> => {
    const has = (resources: readonly ApiResource[]) => resources.some((one) => one.kind === kind);
    const before = known.get(apiVersion);
    if (before !== undefined && has(before)) return before;
    const { status, body } = await requests.send({ method: "GET", path: versionPath(apiVersion) });
    const resources = status === 200
      ? (body as { readonly resources: readonly ApiResource[] }).resources
      : [];
    known.set(apiVersion, resources);
    return resources;
  };

  const patch = async (
    reference: ObjectReference,
    query: string,
    type: string,
    body: unknown,
  ): Promise<void> => {
    const path = objectPath(reference, await resourcesOf(reference));
    const answer = await requests.send({ method: "PATCH", path: `${path}?${query}`, type, body });
    if (answer.status >= 300) {
      throw new LabError(`Cannot apply ${describeObject(reference)}: ${wordsOf(answer)}`);
    }
  };

  return Object.freeze({
    apply: (object: KubernetesObject) =>
      patch(object, `fieldManager=${FIELD_MANAGER}&force=true`, "application/apply-patch+yaml", object),
    merge: (reference: ObjectReference, fields: Readonly<Record<string, unknown>>) =>
      patch(reference, `fieldManager=${FIELD_MANAGER}`, "application/merge-patch+json", fields),
    read: async (reference: ObjectReference) => {
      const path = objectPath(reference, await resourcesOf(reference));
      const answer = await requests.send({ method: "GET", path });
      if (answer.status === 200) return answer.body as KubernetesObject;
      if (answer.status === 404) return undefined;
      throw new LabError(`Cannot read ${describeObject(reference)}: ${wordsOf(answer)}`);
    },
    remove: async (reference: ObjectReference) => {
      const path = objectPath(reference, await resourcesOf(reference));
      const answer = await requests.send({ method: "DELETE", path: `${path}?propagationPolicy=Background` });
      if (answer.status < 300 || answer.status === 404) return;
      throw new LabError(`Cannot delete ${describeObject(reference)}: ${wordsOf(answer)}`);
    },
    list: async (
      reference: KindReference,
      namespace: string,
      labels: Readonly<Record<string, string>> = {},
    ) => {
      const { apiVersion, kind } = reference;
      const path = collectionPath(reference, await resourcesOf(reference), namespace);
      const selector = Object.entries(labels).map(([name, value]) => `${name}=${value}`).join(",");
      const query = new URLSearchParams(selector === "" ? {} : { labelSelector: selector });
      const answer = await requests.send({ method: "GET", path: `${path}?${query}` });
      if (answer.status !== 200) {
        throw new LabError(`Cannot list ${kind} in "${namespace}": ${wordsOf(answer)}`);
      }
      const { items } = answer.body as { readonly items: readonly KubernetesObject[] };
      // The items of a list don't say what they are.
      return items.map((item) => ({ ...item, apiVersion, kind }));
    },
    [Symbol.dispose]: () => requests[Symbol.dispose](),
  });
}

function wordsOf({ status, body }: ClusterAnswer): string {
  const message = (body as { readonly message?: unknown } | null)?.message;
  return typeof message === "string" && message !== "" ? message : `HTTP status ${status}`;
}
