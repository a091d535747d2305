import { API_SERVER_PORT, NODE_ADDRESS } from "./addresses.ts";
import { certificateAuthority } from "./certificates.ts";
import type { Layout } from "./layout.ts";
import { forward } from "./relay.ts";
import { clientCertificate } from "./users.ts";

/** A path of an HTTP server in the lab's network. */
export interface PlaceInside {
  /** IPv4. */
  readonly address: string;
  /** TCP. */
  readonly port: number;
  /** Begins with a slash; may hold a query. */
  readonly path: string;
  /** Whether it speaks TLS with a certificate of the lab's authority that names 127.0.0.1; `false` by default. */
  readonly tls?: boolean;
}

/**
 * Asks an HTTP server in the lab's network.
 *
 * @throws {Error} unless it answers with success; the message holds the answer's words.
 */
export async function getInside(layout: Layout, place: PlaceInside): Promise<void> {
  using client = Deno.createHttpClient({ caCerts: place.tls ? [await certificateAuthority(layout)] : [] });
  await requestInside(layout, place, { client });
}

/**
 * Makes an object of the API server what it is given as, by server-side apply. It needs no client library, which
 * takes a second to load.
 *
 * @param path the object's own, such as `/api/v1/nodes/lab`.
 */
export async function applyInside(layout: Layout, path: string, object: unknown): Promise<void> {
  await askApiServer(layout, `${path}?fieldManager=3rvision-lab&force=true`, {
    method: "PATCH",
    headers: { "content-type": "application/apply-patch+yaml" },
    body: JSON.stringify(object),
  });
}

/**
 * Reads an object of the API server.
 *
 * @param path the object's own, such as `/api/v1/namespaces/backend/services/backend-service`.
 */
export async function readInside(layout: Layout, path: string): Promise<unknown> {
  return JSON.parse(await askApiServer(layout, path, {}));
}

async function askApiServer(layout: Layout, path: string, request: RequestInit): Promise<string> {
  const { certificate: cert, key } = await clientCertificate(layout, "admin");
  using client = Deno.createHttpClient({ caCerts: [await certificateAuthority(layout)], cert, key });
  const place = { address: NODE_ADDRESS, port: API_SERVER_PORT, path, tls: true };
  return await requestInside(layout, place, { client, ...request });
}

async function requestInside(
  layout: Layout,
  { address, port, path, tls }: PlaceInside,
  request: RequestInit & { readonly client: Deno.HttpClient },
): Promise<string> {
  await using way = forward(layout, address, port);
  const response = await fetch(`${tls ? "https" : "http"}://127.0.0.1:${way.port}${path}`, request);
  const words = await response.text();
  if (!response.ok) throw new Error(`${response.status}: ${words.trim()}`);
  return words;
}
