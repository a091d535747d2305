import { Buffer } from "node:buffer";
import type { ClusterApi } from "../argocd/cluster_api.ts";
import type { KubernetesObject } from "../../lib/kubernetes_object.ts";
import { LabError } from "../lab_error.ts";
import { kubectl } from "./calls.ts";
import { type Door, mustRun } from "./door.ts";
import type { GiteaAddress } from "./gitea_address.ts";
import { credentialsName, giteaNamespace, giteaObjects, MAKE_OWNER } from "./gitea_objects.ts";

/** Who may push. */
export interface GiteaCredentials {
  readonly username: string;
  readonly password: string;
}

/** Brings Gitea up with the repository's owner, or completes it. A password that is there is kept. */
export async function installGitea(
  door: Door,
  api: ClusterApi,
  kubeconfig: string,
  address: GiteaAddress,
): Promise<string> {
  const { namespace, name } = address;
  const calls = kubectl(kubeconfig);
  const known = await giteaCredentials(api, address);
  if (known === undefined) {
    await api.apply(giteaNamespace(address));
    await api.apply({ ...secretOf(address), type: "Opaque", stringData: newCredentials(address) });
  }
  await mustRun(door, calls.apply(giteaObjects(address)), "apply Gitea");
  await mustRun(door, calls.rollout(namespace, name), "wait for Gitea");
  await mustRun(door, calls.execIn(namespace, name, MAKE_OWNER), `make Gitea's user "${address.owner}"`);
  return known === undefined ? "ready" : "kept";
}

/** The credentials that are in the cluster, if any. */
export async function giteaCredentials(
  api: ClusterApi,
  address: GiteaAddress,
): Promise<GiteaCredentials | undefined> {
  const secret = await api.read(secretOf(address));
  const data = secret?.["data"] as Readonly<Record<string, string>> | undefined;
  if (data === undefined) return undefined;
  const { username, password } = data;
  if (username === undefined || password === undefined) {
    throw new LabError(`Cannot push to Gitea: its Secret "${credentialsName(address)}" is incomplete`);
  }
  return { username: decode(username), password: decode(password) };
}

function secretOf(address: GiteaAddress): KubernetesObject {
  const metadata = { name: credentialsName(address), namespace: address.namespace };
  return { apiVersion: "v1", kind: "Secret", metadata };
}

function newCredentials({ owner }: GiteaAddress): Readonly<Record<keyof GiteaCredentials, string>> {
  const password = Buffer.from(crypto.getRandomValues(new Uint8Array(24))).toString("hex");
  return { username: owner, password };
}

function decode(base64: string): string {
  return Buffer.from(base64, "base64").toString();
}
