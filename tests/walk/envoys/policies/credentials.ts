/**
 * Gives each identity what its agent asks istiod with: a token of its ServiceAccount, and the root of istiod's authority.
 * Run inside a lab's network.
 */
import { openApi } from "../api.ts";
import { pods } from "./world.ts";

const patience = 240;

const [pki = "", url = "", folder = ""] = Deno.args;
const api = openApi({ pki, url });

async function rootCertificate(): Promise<string> {
  for (let tries = 1;; tries++) {
    try {
      const { data } = await api("GET", "/api/v1/namespaces/istio-system/secrets/istio-ca-secret") as {
        readonly data: Readonly<Record<string, string>>;
      };
      return atob(data["root-cert.pem"] || data["ca-cert.pem"]!);
    } catch (error) {
      if (tries >= patience) throw error;
      await new Promise((done) => setTimeout(done, 250));
    }
  }
}

const root = await rootCertificate();
for (const app of new Set(pods.map((pod) => pod.app))) {
  const asked = await api("POST", `/api/v1/namespaces/${app}/serviceaccounts/${app}/token`, {
    apiVersion: "authentication.k8s.io/v1",
    kind: "TokenRequest",
    spec: { audiences: ["istio-ca"], expirationSeconds: 14_400 },
  }) as { readonly status: { readonly token: string } };
  const secrets = `${folder}/${app}/var/run/secrets`;
  await Deno.mkdir(`${secrets}/tokens`, { recursive: true });
  await Deno.mkdir(`${secrets}/istio`, { recursive: true });
  await Deno.writeTextFile(`${secrets}/tokens/istio-token`, asked.status.token);
  await Deno.writeTextFile(`${secrets}/istio/root-cert.pem`, root);
}
