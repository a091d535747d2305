import { stringify } from "@std/yaml";
import { NODE_NAME } from "./addresses.ts";
import type { KeyPair } from "./certificates.ts";

/** Who may talk to an API server, and where it is. */
export interface KubeconfigParts {
  /** Such as `https://10.244.0.1:6443`. */
  readonly server: string;
  /** The certificate of the authority that vouches for the server, PEM. */
  readonly authority: string;
  /** The client's certificate and key. */
  readonly client: KeyPair;
}

/** A kubeconfig that holds everything itself, as YAML. */
export function kubeconfigText({ server, authority, client }: KubeconfigParts): string {
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: NODE_NAME, cluster: { server, "certificate-authority-data": btoa(authority) } }],
    users: [{
      name: NODE_NAME,
      user: {
        "client-certificate-data": btoa(client.certificate),
        "client-key-data": btoa(client.key),
      },
    }],
    contexts: [{ name: NODE_NAME, context: { cluster: NODE_NAME, user: NODE_NAME } }],
    "current-context": NODE_NAME,
  }, { lineWidth: -1 });
}
