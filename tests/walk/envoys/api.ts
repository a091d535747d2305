/** The API server of the lab, from inside its network. */

/** Asks for a path; throws with the server's words. */
export type Api = (method: string, path: string, body?: unknown) => Promise<unknown>;

/** Where the certificates of a lab are, and its API server. */
export interface ApiPlace {
  readonly pki: string;
  readonly url: string;
}

/** A client with all rights. */
export function openApi({ pki, url }: ApiPlace): Api {
  const read = (name: string) => Deno.readTextFileSync(`${pki}/${name}`);
  const client = Deno.createHttpClient({
    caCerts: [read("ca.crt")],
    cert: read("user-admin.crt"),
    key: read("user-admin.key"),
  });
  return async (method, path, body) => {
    const type = method === "PATCH" ? "application/apply-patch+yaml" : "application/json";
    const response = await fetch(`${url}${path}`, {
      method,
      client,
      headers: { "content-type": type },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok && !(method === "DELETE" && response.status === 404)) {
      throw new Error(`${method} ${path}: ${response.status} ${text}`);
    }
    return JSON.parse(text);
  };
}

const plurals: Readonly<Record<string, string>> = {
  Gateway: "gateways",
  NetworkPolicy: "networkpolicies",
  AuthorizationPolicy: "authorizationpolicies",
};

/** The path of an object. */
export function pathOf({ apiVersion, kind, metadata }: {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}): string {
  const group = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const plural = plurals[kind] ?? `${kind.toLowerCase()}s`;
  const place = metadata.namespace === undefined ? "" : `/namespaces/${metadata.namespace}`;
  return `${group}${place}/${plural}/${metadata.name}`;
}

const patience = 80;

/** Makes an object what it is given as. A kind that was only just made known is waited for. */
export async function apply(api: Api, object: Parameters<typeof pathOf>[0] & object): Promise<void> {
  for (let tries = 1;; tries++) {
    try {
      await api("PATCH", `${pathOf(object)}?fieldManager=test&force=true`, object);
      return;
    } catch (error) {
      if (tries >= patience || !/: 404 /.test((error as Error).message)) throw error;
      await new Promise((done) => setTimeout(done, 250));
    }
  }
}
