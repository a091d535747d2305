/** Gives a mesh to the API server and waits until every proxy does what it says. */
import { request as httpRequest } from "node:http";
import type { KubernetesObject } from "../../../../lib/kubernetes_object.ts";
import { callees } from "../../mesh_arbitrary.ts";
import { authorizationPolicy, virtualService } from "../../mesh_builder.ts";
import { type Api, apply, pathOf } from "../api.ts";
import { adminOf, pods, slice, wantedPods } from "./world.ts";

const delay = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

/** What an Envoy has of a kind of resource, as JSON. */
function dump(socketPath: string, resource: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    httpRequest({ socketPath, path: `/config_dump?resource=${resource}` }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => body += chunk);
      response.on("error", reject);
      response.on("end", () => {
        try {
          resolve(JSON.parse(body));
        } catch (error) {
          reject(error);
        }
      });
    }).on("error", reject).end();
  });
}

interface Listeners {
  readonly configs?: readonly { readonly active_state?: unknown }[];
}

/** Whether a proxy's listeners, and a client's routes, are those of the mesh with a mark. */
async function has(admin: string, client: boolean, mark: string): Promise<boolean> {
  const { configs = [] } = await dump(admin, "dynamic_listeners") as Listeners;
  const inbound = configs.some(({ active_state }) => JSON.stringify(active_state ?? "").includes(mark));
  if (!inbound || !client) return inbound;
  return JSON.stringify(await dump(admin, "dynamic_route_configs")).includes(mark);
}

async function waitFor(folder: string, mark: string): Promise<void> {
  const missing = new Set(pods.filter(({ proxy }) => proxy !== undefined));
  for (let tries = 0; tries < 1200; tries++) {
    for (const pod of missing) {
      const client = pod.app === "web" || pod.app === "edge";
      if (await has(adminOf(folder, pod), client, mark).catch(() => false)) missing.delete(pod);
    }
    if (missing.size === 0) return;
    await delay(50);
  }
  throw new Error(`${[...missing].map(({ name }) => name).join(", ")} never got ${mark}`);
}

/** Two objects that change nothing and are seen in every proxy's listeners and in every client's routes. */
const markers = (mark: string): readonly KubernetesObject[] => [
  authorizationPolicy("istio-system", mark, {
    action: "DENY",
    rules: [{ to: [{ operation: { ports: ["1"] } }] }],
  }),
  virtualService("web", mark, {
    hosts: ["marker.example"],
    gateways: ["mesh", "edge/all"],
    http: [{ directResponse: { status: 200 } }],
  }),
];

/** Everything but what the world has. */
export function istioObjects(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return objects.filter(({ apiVersion }) => /^(networking|security)\.istio\.io\//.test(apiVersion));
}

const withMarker = (object: KubernetesObject): KubernetesObject => {
  if (object.kind !== "Sidecar") return object;
  const { egress, ...rest } = object.spec as { egress: [{ hosts: string[] }] };
  return {
    ...object,
    spec: { ...rest, egress: [{ hosts: [...egress[0].hosts, "web/marker.example"] }] },
  };
};

/** Deploys one mesh after the other. */
export function deployer(api: Api, folder: string): (objects: readonly KubernetesObject[]) => Promise<void> {
  let applied: readonly KubernetesObject[] = [];
  let count = 0;
  return async (objects) => {
    const mark = `marker-${++count}-`;
    const wanted = [...istioObjects(objects).map(withMarker), ...markers(`${mark}x`)];
    // What gives all its fields up to be empty would have none at all: an empty policy is made anew.
    const kept = wanted.filter(({ spec }) => Object.keys(spec as object).length > 0);
    const paths = new Set(kept.map(pathOf));
    await Promise.all(
      applied.filter((object) => !paths.has(pathOf(object))).map((object) => api("DELETE", pathOf(object))),
    );
    for (const app of callees) await apply(api, slice(app, wantedPods(objects, app)));
    for (const object of wanted) await apply(api, object);
    applied = wanted;
    await waitFor(folder, mark);
    // Endpoints come a moment after routes, and connections of the mesh before end a second after.
    await delay(1300);
  };
}
