/** Compares walks with what Envoys really do. Run inside a lab's network; prints JSON. */
import { Agent, request as httpRequest } from "node:http";
import { add, type Fraction, toNumber, zero } from "../../../lib/walk/fraction.ts";
import { walk } from "../../../lib/walk/walk.ts";
import type { KubernetesObject } from "../../../lib/kubernetes_object.ts";
import type { Request } from "../../../lib/walk/request.ts";
import fc from "fast-check";
import { routingWithRequests } from "../mesh_arbitrary.ts";
import { type Api, apply, openApi, pathOf } from "./api.ts";
import { disagreement } from "./disagreement.ts";
import { pods, slicesOf } from "./world.ts";

const byAddress = new Map(pods.map((pod) => [pod.address, pod]));
const agent = new Agent({ keepAlive: true, maxSockets: 8 });

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

function ask(
  port: number,
  host: string,
  asked: Pick<Request, "method" | "path" | "headers">,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({
      agent,
      host: "127.0.0.1",
      port,
      method: asked.method,
      path: asked.path,
      headers: { ...asked.headers, host, "content-length": "0" },
    }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => body += chunk);
      response.on(
        "end",
        () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    sent.on("error", reject);
    sent.end();
  });
}

const portOf = ({ from }: Request) => (from.kind === "outside" ? 15082 : 15081);

/** A process that is reached, with what it sees of the request: its path, and the headers that routes change. */
function reached(workload: string, path: string, headers: Readonly<Record<string, unknown>>): string {
  return `${workload} ${path} x-set=${headers["x-set"] ?? ""} x-b=${headers["x-b"] ?? "none"}`;
}

/** The end of an answer, in the words of {@linkcode expected}. */
function endOf({ status, headers, body }: Answer): string {
  if (headers["x-echo"] === undefined) return String(status);
  const echo = JSON.parse(body) as {
    address: string;
    path: string;
    headers: Readonly<Record<string, string>>;
  };
  const pod = byAddress.get(echo.address);
  return reached(`${pod?.callee}/${pod?.callee}-${pod?.version}`, echo.path, echo.headers);
}

/** The ends that are predicted, with their shares; undefined where they can't be seen from a proxy alone. */
function expected(
  objects: readonly KubernetesObject[],
  request: Request,
): ReadonlyMap<string, number> | undefined {
  // What passes unrouted needs the address that the client chose.
  const scope = objects.find(({ kind }) => kind === "Sidecar")?.spec as
    | { outboundTrafficPolicy?: { mode: string } }
    | undefined;
  if (request.from.kind === "workload" && scope?.outboundTrafficPolicy?.mode === "ALLOW_ANY") {
    return undefined;
  }
  const shares = new Map<string, Fraction>();
  for (
    const { outcome, probability } of walk(objects, request, { networkPolicies: false, follow: false })
      .branches
  ) {
    if (outcome.kind === "unknown" || outcome.kind === "external") {
      throw new Error(`${outcome.kind}: ${JSON.stringify(request)}`);
    }
    const end = outcome.kind === "reached"
      ? reached(`${outcome.namespace}/${outcome.workload}`, outcome.request.path, outcome.request.headers)
      // Without any known host on the port there is no listener; asked for its routes, the proxy answers 502.
      : outcome.kind === "refused"
      ? "502"
      : String(outcome.status);
    shares.set(end, add(shares.get(end) ?? zero, probability));
  }
  return new Map([...shares].map(([end, share]) => [end, toNumber(share)]));
}

/** Everything but what the world has, and the mark by which a proxy is known to have it all. */
function istioObjects(objects: readonly KubernetesObject[], mark: number): readonly KubernetesObject[] {
  const marker: KubernetesObject = {
    apiVersion: "networking.istio.io/v1",
    kind: "VirtualService",
    metadata: { name: "marker", namespace: "web" },
    spec: {
      hosts: ["marker.example"],
      gateways: ["mesh", "edge/all"],
      http: [{ directResponse: { status: 200 }, headers: { response: { set: { "x-mark": String(mark) } } } }],
    },
  };
  const marked = objects.filter(({ apiVersion }) => apiVersion.startsWith("networking.istio.io/")).map(
    (object) => {
      if (object.kind !== "Sidecar") return object;
      const { egress, ...rest } = object.spec as { egress: [{ hosts: string[] }] };
      return {
        ...object,
        spec: { ...rest, egress: [{ hosts: [...egress[0].hosts, "web/marker.example"] }] },
      };
    },
  );
  return [...marked, marker];
}

const delay = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

async function seen(port: number, mark: number): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    const answer = await ask(port, "marker.example", { method: "GET", path: "/", headers: {} }).catch(() =>
      undefined
    );
    if (answer?.headers["x-mark"] === String(mark)) return;
    await delay(25);
  }
  throw new Error(`port ${port} never got mesh ${mark}`);
}

let applied: readonly KubernetesObject[] = [];

async function deploy(api: Api, objects: readonly KubernetesObject[], mark: number): Promise<void> {
  const wanted = istioObjects(objects, mark);
  const paths = new Set(wanted.map(pathOf));
  await Promise.all(
    applied.filter((object) => !paths.has(pathOf(object))).map((object) => api("DELETE", pathOf(object))),
  );
  for (const slice of slicesOf(objects)) await apply(api, slice);
  const [marker, others] = [wanted.at(-1)!, wanted.slice(0, -1)];
  for (const object of others) await apply(api, object);
  await apply(api, marker);
  applied = wanted;
  await seen(15081, mark);
  await seen(15082, mark);
  // Endpoints come a moment after routes.
  await delay(150);
}

async function sample(request: Request, count: number): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  for (let left = count; left > 0; left -= 8) {
    const answers = await Promise.all(
      Array.from({ length: Math.min(8, left) }, () => ask(portOf(request), request.host, request)),
    );
    for (const end of answers.map(endOf)) found.set(end, (found.get(end) ?? 0) + 1);
  }
  return found;
}

const [pki = "", url = "", meshes = "60", each = "20", seed = "1"] = Deno.args;
const api = openApi({ pki, url });
const random = fc.sample(routingWithRequests(Number(each)), { numRuns: Number(meshes), seed: Number(seed) });
const disagreements: unknown[] = [];
let [pairs, skipped, requests, divided] = [0, 0, 0, 0];
const kinds = new Map<string, number>();
for (const [index, [objects, list]] of random.entries()) {
  await deploy(api, objects, index + 1);
  for (const request of list) {
    const wanted = expected(objects, request);
    if (wanted === undefined) {
      skipped++;
      continue;
    }
    const count = wanted.size > 1 ? 200 : 3;
    let found = await sample(request, count);
    let wrong = disagreement(wanted, found, count);
    // A push that comes late is no disagreement; a second look tells.
    if (wrong !== undefined) {
      await delay(1500);
      found = await sample(request, count);
      wrong = disagreement(wanted, found, count);
    }
    pairs++;
    requests += count;
    if (wanted.size > 1) divided++;
    for (const end of wanted.keys()) {
      kinds.set(
        end.includes("/") ? "reached" : end,
        (kinds.get(end.includes("/") ? "reached" : end) ?? 0) + 1,
      );
    }
    if (wrong !== undefined) {
      disagreements.push({
        wrong,
        request,
        predicted: Object.fromEntries(wanted),
        found: Object.fromEntries(found),
        objects: istioObjects(objects, index + 1),
      });
    }
  }
}
console.log(
  JSON.stringify({
    suite: "routing",
    seed: Number(seed),
    meshes: random.length,
    pairs,
    skipped,
    divided,
    requests,
    ends: Object.fromEntries(kinds),
    disagreements,
  }),
);
Deno.exit(disagreements.length === 0 ? 0 : 1);
