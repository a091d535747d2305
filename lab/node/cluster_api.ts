/**
 * What the node agent asks of the API server.
 *
 * @module
 */

import {
  ApiException,
  CoordinationV1Api,
  CoreV1Api,
  CustomObjectsApi,
  KubeConfig,
  setHeaderOptions,
  type V1ConfigMap,
  type V1Node,
  type V1Pod,
  type V1PodStatus,
  type V1Secret,
  type V1Service,
  type V1ServiceAccountTokenProjection,
} from "@kubernetes/client-node";
import { type ObjectWatch, watchObjects } from "../process/watch_objects.ts";

/** A token and how long it lasts. */
export interface Token {
  /** What is sent as a bearer token. */
  readonly text: string;
  /** Milliseconds since the epoch. */
  readonly expires: number;
}

/** The API server, as a node or a scheduler may use it. */
export interface ClusterApi {
  /** Follows the pods of a field selector, such as `spec.nodeName=lab`, for ever. */
  watchPods(
    fieldSelector: string,
    onChange: (pod: V1Pod) => void,
    onDelete: (pod: V1Pod) => void,
  ): ObjectWatch;
  /** `undefined` if there is none. */
  pod(namespace: string, name: string): Promise<V1Pod | undefined>;
  /** `undefined` if there is none. */
  configMap(namespace: string, name: string): Promise<V1ConfigMap | undefined>;
  /** `undefined` if there is none. */
  secret(namespace: string, name: string): Promise<V1Secret | undefined>;
  /** All of a namespace. */
  services(namespace: string): Promise<readonly V1Service[]>;
  /** `undefined` if there is none. */
  service(namespace: string, name: string): Promise<V1Service | undefined>;
  /** A token of the pod's service account, which ends with the pod. */
  token(pod: V1Pod, wanted: V1ServiceAccountTokenProjection): Promise<Token>;
  /** Replaces the status of just that pod; returns the pod, or `undefined` if it has gone. */
  patchStatus(pod: V1Pod, status: V1PodStatus): Promise<V1Pod | undefined>;
  /** Removes just that pod at once. */
  removePod(pod: V1Pod): Promise<void>;
  /** Says that a pod is to run on a node; no error if it does already. */
  bind(pod: V1Pod, node: string): Promise<void>;
  /** Records something that happened to a pod. */
  event(pod: V1Pod, event: PodEvent): Promise<void>;
  /** `undefined` if there is none. */
  node(name: string): Promise<V1Node | undefined>;
  /** Creates the node, or brings its status up to date. */
  reportNode(node: V1Node): Promise<V1Node>;
  /** Removes all taints of the node. */
  removeTaints(node: string): Promise<void>;
  /** Says that the node's agent is alive. */
  renewLease(node: string): Promise<void>;
  /**
   * Makes an object of a kind that a CustomResourceDefinition defines what it is given as; returns whether the API
   * server knows the kind and the namespace.
   */
  applyCustom(object: CustomObject): Promise<boolean>;
}

/** An object of a kind that a CustomResourceDefinition defines. */
export interface CustomObject {
  /** Group and version, such as `networking.istio.io/v1`. */
  readonly apiVersion: string;
  /** Such as `VirtualService`; its plural ends in `s`. */
  readonly kind: string;
  /** Its place. */
  readonly metadata: { readonly name: string; readonly namespace: string };
}

/** Something that happened to a pod. */
export interface PodEvent {
  /** Whether somebody should look at it. */
  readonly type: "Normal" | "Warning";
  /** Such as `Unhealthy`. */
  readonly reason: string;
  /** A sentence for people. */
  readonly message: string;
}

const APPLY = setHeaderOptions("Content-Type", "application/apply-patch+yaml");

const MERGE = setHeaderOptions("Content-Type", "application/merge-patch+json");

/** The API server of a kubeconfig. */
export function clusterApi(kubeconfig: string): ClusterApi {
  const config = new KubeConfig();
  config.loadFromString(kubeconfig);
  const core = config.makeApiClient(CoreV1Api);
  const coordination = config.makeApiClient(CoordinationV1Api);
  const custom = config.makeApiClient(CustomObjectsApi);

  return Object.freeze<ClusterApi>({
    watchPods: (fieldSelector, onChange, onDelete) =>
      watchObjects<V1Pod>(config, {
        path: "/api/v1/pods",
        query: { fieldSelector },
        list: async () => {
          const { items, metadata } = await core.listPodForAllNamespaces({ fieldSelector });
          return { items: items.map(plain), ...(metadata === undefined ? {} : { metadata }) };
        },
        onChange,
        onDelete,
      }),
    pod: (namespace, name) => ifThere(() => core.readNamespacedPod({ namespace, name })),
    configMap: (namespace, name) => ifThere(() => core.readNamespacedConfigMap({ namespace, name })),
    secret: (namespace, name) => ifThere(() => core.readNamespacedSecret({ namespace, name })),
    services: async (namespace) => (await core.listNamespacedService({ namespace })).items,
    service: (namespace, name) => ifThere(() => core.readNamespacedService({ namespace, name })),
    async token({ metadata, spec }, { audience, expirationSeconds }) {
      const { status } = await core.createNamespacedServiceAccountToken({
        name: spec?.serviceAccountName ?? "default",
        namespace: metadata?.namespace ?? "",
        body: {
          spec: {
            audiences: audience === undefined ? [] : [audience],
            expirationSeconds: expirationSeconds ?? 3600,
            boundObjectRef: {
              kind: "Pod",
              apiVersion: "v1",
              name: metadata?.name ?? "",
              uid: metadata?.uid ?? "",
            },
          },
        },
      });
      const { token, expirationTimestamp } = status ?? {};
      if (token === undefined || expirationTimestamp === undefined) {
        throw new Error("Cannot get a token: the API server sent none");
      }
      return { text: token, expires: new Date(expirationTimestamp).getTime() };
    },
    async patchStatus({ metadata }, status) {
      const [name, namespace] = [metadata?.name ?? "", metadata?.namespace ?? ""];
      const body = { metadata: { uid: metadata?.uid }, status };
      const pod = await ifThere(() => core.patchNamespacedPodStatus({ name, namespace, body }, MERGE));
      return pod === undefined ? undefined : plain(pod);
    },
    async removePod({ metadata }) {
      const [name, namespace] = [metadata?.name ?? "", metadata?.namespace ?? ""];
      const body = { gracePeriodSeconds: 0, preconditions: { uid: metadata?.uid ?? "" } };
      await ifThere(() => core.deleteNamespacedPod({ name, namespace, body }));
    },
    async bind({ metadata }, node) {
      const [name, namespace] = [metadata?.name ?? "", metadata?.namespace ?? ""];
      const body = { metadata: { name, uid: metadata?.uid ?? "" }, target: { kind: "Node", name: node } };
      await ifThere(() => core.createNamespacedPodBinding({ name, namespace, body }));
    },
    async event({ metadata }, { type, reason, message }) {
      const [name, namespace] = [metadata?.name ?? "", metadata?.namespace ?? "default"];
      const now = new Date();
      await core.createNamespacedEvent({
        namespace,
        body: {
          metadata: { generateName: `${name}.`, namespace },
          involvedObject: { kind: "Pod", apiVersion: "v1", name, namespace, uid: metadata?.uid ?? "" },
          ...{
            type,
            reason,
            message: message.slice(0, 1000),
            firstTimestamp: now,
            lastTimestamp: now,
            count: 1,
          },
          source: { component: "kubelet", host: "lab" },
        },
      });
    },
    node: (name) => ifThere(() => core.readNode({ name })),
    async reportNode(node) {
      const name = node.metadata?.name ?? "";
      const there = await ifThere(() => core.readNode({ name }));
      if (there === undefined) await core.createNode({ body: node });
      return await core.patchNodeStatus({ name, body: { status: node.status } }, MERGE);
    },
    async removeTaints(name) {
      await core.patchNode({ name, body: { spec: { taints: null } } }, MERGE);
    },
    async renewLease(name) {
      const place = { name, namespace: "kube-node-lease" };
      // The API wants microseconds, of which a Date has none.
      const renewTime = new Date().toISOString().replace("Z", "000Z");
      const spec = { holderIdentity: name, leaseDurationSeconds: 40, renewTime };
      const patched = await ifThere(() =>
        coordination.patchNamespacedLease({ ...place, body: { spec } }, MERGE)
      );
      if (patched !== undefined) return;
      await coordination.createNamespacedLease({
        namespace: place.namespace,
        body: { metadata: { name }, spec: { holderIdentity: name, leaseDurationSeconds: 40 } },
      });
    },
    async applyCustom(body) {
      const [group = "", version = ""] = body.apiVersion.split("/");
      const plural = `${body.kind.toLowerCase()}s`;
      const { name, namespace } = body.metadata;
      const place = { group, version, namespace, plural, name };
      const request = { ...place, body, fieldManager: "3rvision-lab", force: true };
      return await ifThere(() => custom.patchNamespacedCustomObject(request, APPLY)) !== undefined;
    },
  });
}

/** As the API server sent it, which is how a watch shows it: without keys for what is not there, times as text. */
function plain(pod: V1Pod): V1Pod {
  return JSON.parse(JSON.stringify(pod)) as V1Pod;
}

/** What was asked for, or `undefined` if it is not there or not what it was (404, 409). */
async function ifThere<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ApiException && (error.code === 404 || error.code === 409)) return undefined;
    throw error;
  }
}

/** What an error of the API server says, in a line. */
export function apiProblem(error: unknown): string {
  if (!(error instanceof ApiException)) return error instanceof Error ? error.message : String(error);
  try {
    return (JSON.parse(String(error.body)) as { message?: string }).message ?? `HTTP ${error.code}`;
  } catch {
    return `HTTP ${error.code}`;
  }
}
