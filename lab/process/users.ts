import { API_SERVER_URL, NODE_NAME } from "./addresses.ts";
import {
  certificateAuthority,
  type CertificateRequest,
  type KeyPair,
  signedCertificate,
} from "./certificates.ts";
import { kubeconfigText } from "./kubeconfig.ts";
import type { Layout } from "./layout.ts";
import { writeWhole } from "./state_file.ts";

/**
 * Who talks to the API server: a person with all rights, the controller manager, the node agent, and what plays
 * kube-proxy and the DNS server. Kubernetes' own roles say what each but the first may do.
 */
export type User = "admin" | "controller-manager" | "node" | "network";

const REQUESTS: Readonly<Record<User, Omit<CertificateRequest, "name">>> = {
  "admin": { commonName: "admin", organization: "system:masters" },
  "controller-manager": { commonName: "system:kube-controller-manager" },
  "node": { commonName: `system:node:${NODE_NAME}`, organization: "system:nodes" },
  "network": { commonName: "system:kube-proxy" },
};

/** The path of a user's kubeconfig, for use inside the lab's network. */
export function kubeconfigPath(layout: Layout, user: User): string {
  return `${layout.kubeconfigs}/${user}.yaml`;
}

/** The certificate and key of a user, made if they are not there. */
export function clientCertificate(layout: Layout, user: User): Promise<KeyPair> {
  return signedCertificate(layout, { name: `user-${user}`, ...REQUESTS[user] });
}

/** The kubeconfig of a user for a server at some address; the certificates are made if they are not there. */
export async function kubeconfigOf(layout: Layout, user: User, server: string): Promise<string> {
  const authority = await certificateAuthority(layout);
  const client = await clientCertificate(layout, user);
  return kubeconfigText({ server, authority, client });
}

/** Writes the kubeconfig of every user. */
export async function writeKubeconfigs(layout: Layout): Promise<void> {
  await Deno.mkdir(layout.kubeconfigs, { recursive: true, mode: 0o700 });
  for (const user of Object.keys(REQUESTS) as User[]) {
    await writeWhole(kubeconfigPath(layout, user), await kubeconfigOf(layout, user, API_SERVER_URL));
  }
}
