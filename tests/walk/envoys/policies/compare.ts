/** Compares walks with what Envoys really do with policies. Run in the client's network of a lab; prints JSON. */
import fc from "fast-check";
import type { KubernetesObject } from "../../../../lib/kubernetes_object.ts";
import type { Request } from "../../../../lib/walk/request.ts";
import { guardedWithRequests } from "../../guarded_mesh_arbitrary.ts";
import { openApi } from "../api.ts";
import { disagreement } from "../disagreement.ts";
import { askHttp, askTcp } from "./ask.ts";
import { deployer, istioObjects } from "./deploy.ts";
import { predicted, rawPort } from "./predicted.ts";
import { podsOf, wantedPods } from "./world.ts";

const [pki = "", url = "", folder = "", meshes = "60", each = "20", seed = "1", mesh = ""] = Deno.args;
const api = openApi({ pki, url });

async function clusterAddress(app: string): Promise<string> {
  const { spec } = await api("GET", `/api/v1/namespaces/${app}/services/${app}`) as {
    readonly spec: { readonly clusterIP: string };
  };
  return spec.clusterIP;
}

const services = new Map<string, string>();
for (const app of ["api", "shop"]) services.set(app, await clusterAddress(app));

/** Asks once. Who has no proxy chooses a pod itself, as the rules of Services would for it. */
function ask(objects: readonly KubernetesObject[], request: Request): Promise<string> {
  const app = request.host.split(".")[0]!;
  const raw = request.port === rawPort;
  if (request.from.kind === "outside") return askHttp(podsOf("edge")[0]!.address, 8080, request);
  if (request.from.namespace === "web") {
    const address = services.get(app)!;
    return raw ? askTcp(address, rawPort) : askHttp(address, 80, request);
  }
  const list = wantedPods(objects, app);
  const pod = list[Math.floor(Math.random() * list.length)];
  if (pod === undefined) return Promise.resolve("refused");
  return raw ? askTcp(pod.address, rawPort) : askHttp(pod.address, 8080, request);
}

async function sample(objects: readonly KubernetesObject[], request: Request, count: number) {
  const found = new Map<string, number>();
  for (let left = count; left > 0; left -= 8) {
    const asked = Array.from({ length: Math.min(8, left) }, () => ask(objects, request));
    for (const end of await Promise.all(asked)) found.set(end, (found.get(end) ?? 0) + 1);
  }
  return found;
}

const random = fc.sample(guardedWithRequests(Number(each)), { numRuns: Number(meshes), seed: Number(seed) });
const deploy = deployer(api, folder);
const disagreements: unknown[] = [];
const reasons: Record<string, number> = {};
const ends: Record<string, number> = {};
const senders: Record<string, number> = {};
let [pairs, unknown, divided, requests] = [0, 0, 0, 0];

const tally = (counts: Record<string, number>, key: string) => counts[key] = (counts[key] ?? 0) + 1;

/** The end without the details of the one pair. */
const kindOf = (end: string) =>
  !end.includes("/")
    ? end
    : end.endsWith("TCP")
    ? "reached over TCP"
    : end.endsWith("nobody")
    ? "reached, plain"
    : "reached, mutual TLS";

for (const [number, [objects, list]] of random.entries()) {
  if (mesh !== "" && Number(mesh) !== number) continue;
  await deploy(objects);
  for (const request of list) {
    const { shares: wanted, unknown: why } = predicted(objects, request);
    if (why.length > 0) {
      unknown++;
      tally(reasons, why[0]!);
      continue;
    }
    const count = wanted.size > 1 ? 120 : 3;
    let found = await sample(objects, request, count);
    let wrong = disagreement(wanted, found, count);
    // A push that comes late is no disagreement; a second look tells.
    if (wrong !== undefined) {
      await new Promise((done) => setTimeout(done, 2000));
      found = await sample(objects, request, count);
      wrong = disagreement(wanted, found, count);
    }
    pairs++;
    requests += count;
    if (wanted.size > 1) divided++;
    for (const end of new Set([...wanted.keys()].map(kindOf))) tally(ends, end);
    const sender = request.from.kind === "outside" ? "outside" : request.from.namespace;
    tally(senders, `${sender}${request.port === rawPort ? " over TCP" : ""}`);
    if (wrong !== undefined) {
      const [predictedEnds, foundEnds] = [wanted, found].map((map) => Object.fromEntries(map));
      disagreements.push({
        wrong,
        mesh: number,
        request,
        predicted: predictedEnds,
        found: foundEnds,
        objects: istioObjects(objects),
      });
    }
  }
}
console.log(JSON.stringify({
  ...{ suite: "policies", seed: Number(seed), meshes: random.length },
  ...{ pairs, unknown, reasons, divided, requests, senders, ends, disagreements },
}));
// A walk that never says anything would be right as well.
const says = unknown * 10 < pairs + unknown;
Deno.exit(disagreements.length === 0 && says ? 0 : 1);
