import type { CallerModel, ServiceModel } from "../../../lib/model/types.ts";
import { LabError } from "../../lab_error.ts";
import { type Hop, hopsOf } from "../hops.ts";
import { outcomesText } from "../outcome_text.ts";
import { probeRequest } from "../probe_request.ts";
import type { Probe } from "../probes.ts";
import type { Finding, Proof, ProofContext } from "../proof.ts";
import { podAddress, runningPods } from "../proxies.ts";
import { judgeAllowed, judgeDenied, judgeHeldBack, judgePlainText } from "../refusal_judgements.ts";
import type { RequestBatch } from "../send_requests.ts";

/** The port on which a sidecar tells everybody whether it is ready. Source: Istio. */
const HEALTH = { port: 15021, path: "/healthz/ready" } as const;

/** Requests for each line, so that both versions are likely to be asked. */
const TIMES = 8;

/** Seconds after which there is no answer. */
const TIMEOUT = 5;

const METHODS = ["DELETE", "PUT", "PATCH", "POST", "GET"] as const;

/** What the catalogue does not allow is refused, and what it allows is not. */
export const REFUSALS: Proof = Object.freeze({
  name: "refusals",
  title: "plain text, callers that are not listed and hosts that are not declared are refused",
  run: refusals,
});

async function refusals(context: ProofContext): Promise<readonly Finding[]> {
  const { cluster, probes } = context;
  const services = cluster.services.filter(({ mesh }) => mesh);
  const called = services.filter(({ ports }) => ports.length > 0);
  for (const service of called) await probes.openNetworkOf(service);
  const [outsider, stranger] = await Promise.all([
    probes.outsider(),
    probes.stranger(),
    ...services.map((service) => probes.ofService(service)),
  ]);
  const address = await apiServerAddress(context);
  const control = await send(outsider, [address]);
  const hops = hopsOf(cluster).filter(({ client }) => client !== undefined);
  const findings = [
    ...called.map((service) => plainText(context, outsider, service)),
    ...called.flatMap((service) => unlistedCaller(stranger, service)),
    ...hops.flatMap((hop) => listedCaller(context, hop)),
    ...services.flatMap((service) => notCalled(context, service, called)),
    ...services.map(async (service) => {
      const answers = await send(await probes.ofService(service), [address]);
      const what = `${service.name} to ${address.hostname}:${address.port}, which it doesn't declare`;
      const finding = judgeHeldBack(what, answers);
      const text = `${finding.text}; without a sidecar: ${outcomesText(control)}`;
      return { ...finding, passed: finding.passed && control.every(({ status }) => status > 0), text };
    }),
  ];
  return await Promise.all(findings);
}

async function send(probe: Probe, batches: readonly RequestBatch[]) {
  return (await probe.send(batches.map((batch) => ({ timeout: TIMEOUT, ...batch })))).flat();
}

/** The API server itself, which no service of a catalogue declares; what it answers does not matter. */
async function apiServerAddress({ api }: ProofContext): Promise<RequestBatch> {
  const reference = {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: { name: "kubernetes", namespace: "default" },
  };
  const { endpoints = [], ports = [] } = (await api.read(reference) ?? {}) as {
    readonly endpoints?: readonly { readonly addresses: readonly string[] }[];
    readonly ports?: readonly { readonly port: number }[];
  };
  const hostname = endpoints[0]?.addresses[0];
  const port = ports[0]?.port;
  if (hostname !== undefined && port !== undefined) return { hostname, port };
  throw new LabError("Cannot find the address of the API server: it has no endpoints");
}

async function plainText(
  { api }: ProofContext,
  outsider: Probe,
  { name, namespace, ports }: ServiceModel,
): Promise<Finding> {
  const pods = (await runningPods(api, namespace, { app: name }))
    .filter(({ metadata }) => ["stable", "canary"].includes(metadata.labels?.["version"] ?? ""));
  const addresses = pods.map(podAddress);
  const numbers = [...new Set(ports.map(({ containerPort }) => containerPort))];
  const answers = await send(
    outsider,
    addresses.flatMap((hostname) => numbers.map((port) => ({ hostname, port }))),
  );
  const healthy = await send(outsider, addresses.map((hostname) => ({ hostname, ...HEALTH })));
  return judgePlainText(`the ${pods.length} pods of ${name}, port ${numbers.join(", ")}`, answers, healthy);
}

function unlistedCaller(stranger: Probe, callee: ServiceModel): readonly Promise<Finding>[] {
  return callee.ports.filter(({ isHttp }) => isHttp).map(async (port) => {
    const request = { ...probeRequest({ callee, caller: undefined, port }), count: TIMES };
    const answers = await send(stranger, [request]);
    return judgeDenied(`a caller in the mesh that ${callee.name} doesn't list, port ${port.port}`, answers);
  });
}

function listedCaller({ probes }: ProofContext, hop: Hop): readonly Promise<Finding>[] {
  const { client, callee, port } = hop;
  if (client === undefined) return [];
  const allowed = probeRequest(hop);
  const ask = async (request: RequestBatch) =>
    await send(await probes.ofService(client), [{ count: TIMES, ...request }]);
  const grants = callee.callers.filter((caller) =>
    caller.name === client.name && caller.ports.some(({ name }) => name === port.name)
  );
  const method = methodBeyond(grants);
  const path = pathBeyond(grants);
  const lines = [
    async () => judgeAllowed(`${hop.name}, ${allowed.method} as listed`, await ask(allowed)),
    ...(method === undefined ? [] : [
      async () =>
        judgeDenied(`${hop.name}, ${method}, which is not listed`, await ask({ ...allowed, method })),
    ]),
    ...(path === undefined ? [] : [
      async () => judgeDenied(`${hop.name}, ${path}, which is not listed`, await ask({ ...allowed, path })),
    ]),
  ];
  return lines.map((line) => line());
}

/** A method that none of a caller's grants names; `undefined` if one grants all. */
export function methodBeyond(grants: readonly Pick<CallerModel, "methods">[]): string | undefined {
  const all = grants.map(({ methods }) => methods);
  return METHODS.find((method) => all.every((methods) => methods !== undefined && !methods.includes(method)));
}

/** A path that none of a caller's grants names; `undefined` if one grants all. */
export function pathBeyond(grants: readonly Pick<CallerModel, "paths">[]): string | undefined {
  const limited = grants.length > 0 &&
    grants.every(({ paths }) => paths !== undefined && paths.every((path) => /^\/[^*{]/.test(path)));
  return limited ? "/3rvision-lab-verify" : undefined;
}

function notCalled(
  { probes }: ProofContext,
  service: ServiceModel,
  others: readonly ServiceModel[],
): readonly Promise<Finding>[] {
  const called = new Set([service.name, ...service.callees.map(({ name }) => name)]);
  return others.filter(({ name }) => !called.has(name)).map(async (callee) => {
    const [port] = callee.ports;
    const request = { hostname: callee.host, port: port?.port ?? 80, count: 2 };
    const answers = await send(await probes.ofService(service), [request]);
    return judgeHeldBack(`${service.name} to ${callee.name}, which it doesn't call`, answers);
  });
}
