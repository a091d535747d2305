/** The fields that are understood, by kind. What isn't here is never passed over in silence. */
import type { ValuePath } from "../diagnostic.ts";
import { isFields } from "./plain.ts";

/** True: understood, whatever it says. A list: of such elements. `*`: any key. */
type Shape = true | readonly [Shape] | { readonly [field: string]: Shape };

const destination: Shape = { host: true, subset: true, port: { number: true } };
const headerOperations: Shape = { set: true, add: true, remove: true };
const headers: Shape = { request: headerOperations, response: true };

/** One alternative of an HTTP route. */
const httpMatch: Shape = {
  name: true,
  statPrefix: true,
  uri: true,
  method: true,
  authority: true,
  scheme: true,
  headers: true,
  withoutHeaders: true,
  queryParams: true,
  ignoreUriCase: true,
  port: true,
  gateways: true,
  sourceLabels: true,
  sourceNamespace: true,
};

const httpRoute: Shape = {
  name: true,
  match: [httpMatch],
  route: [{ destination, weight: true, headers }],
  redirect: true,
  directResponse: { status: true, body: true },
  rewrite: { uri: true, authority: true, uriRegexRewrite: true },
  delegate: { name: true, namespace: true },
  timeout: true,
  retries: true,
  fault: {
    delay: { percentage: { value: true }, percent: true, fixedDelay: true },
    abort: { percentage: { value: true }, httpStatus: true },
  },
  mirror: destination,
  mirrorPercentage: { value: true },
  mirrorPercent: true,
  mirrors: [{ destination, percentage: { value: true } }],
  corsPolicy: true,
  headers,
};

const trafficPolicy: Shape = {
  tls: { mode: true, sni: true, subjectAltNames: true, credentialName: true },
  loadBalancer: {
    simple: true,
    consistentHash: true,
    localityLbSetting: { enabled: true },
    warmupDurationSecs: true,
    warmup: true,
  },
  connectionPool: true,
  outlierDetection: true,
  portLevelSettings: true,
};

const selector: Shape = { matchLabels: true };

const shapes: Readonly<Record<string, Shape>> = {
  "VirtualService": { hosts: true, gateways: true, exportTo: true, http: true, tcp: true, tls: true },
  "VirtualService.http": httpRoute,
  "VirtualService.tcp": {
    match: [{ port: true, gateways: true, sourceLabels: true, sourceNamespace: true }],
    route: [{ destination, weight: true }],
  },
  "Gateway": {
    selector: true,
    servers: [{
      name: true,
      port: { number: true, name: true, protocol: true },
      hosts: true,
      defaultEndpoint: true,
      tls: {
        mode: true,
        httpsRedirect: true,
        credentialName: true,
        minProtocolVersion: true,
        maxProtocolVersion: true,
        cipherSuites: true,
      },
    }],
  },
  "DestinationRule": {
    host: true,
    exportTo: true,
    workloadSelector: selector,
    trafficPolicy,
    subsets: [{ name: true, labels: true, trafficPolicy }],
  },
  "Sidecar": {
    workloadSelector: { labels: true },
    egress: [{ hosts: true }],
    outboundTrafficPolicy: { mode: true },
  },
  "PeerAuthentication": { selector, mtls: { mode: true }, portLevelMtls: true },
  "AuthorizationPolicy": { selector, action: true, rules: true, provider: true },
  "AuthorizationPolicy.rule": {
    from: [{
      source: {
        principals: true,
        notPrincipals: true,
        namespaces: true,
        notNamespaces: true,
        serviceAccounts: true,
        notServiceAccounts: true,
        requestPrincipals: true,
        notRequestPrincipals: true,
        ipBlocks: true,
        notIpBlocks: true,
        remoteIpBlocks: true,
        notRemoteIpBlocks: true,
      },
    }],
    to: [{
      operation: {
        hosts: true,
        notHosts: true,
        ports: true,
        notPorts: true,
        methods: true,
        notMethods: true,
        paths: true,
        notPaths: true,
      },
    }],
    when: [{ key: true, values: true, notValues: true }],
  },
  "NetworkPolicy": { podSelector: true, policyTypes: true, ingress: true, egress: true },
  "Service": {
    selector: true,
    ports: true,
    type: true,
    clusterIP: true,
    sessionAffinity: true,
    ipFamilies: true,
    ipFamilyPolicy: true,
    externalTrafficPolicy: true,
    publishNotReadyAddresses: true,
    loadBalancerSourceRanges: true,
    loadBalancerClass: true,
  },
  "ServiceEntry": {
    hosts: true,
    ports: true,
    location: true,
    resolution: true,
    exportTo: true,
    addresses: true,
    subjectAltNames: true,
  },
};

function find(value: unknown, shape: Shape, path: ValuePath): ValuePath | undefined {
  if (shape === true || value === undefined || value === null) return undefined;
  if (Array.isArray(shape)) {
    if (!Array.isArray(value)) return path;
    for (const [index, each] of value.entries()) {
      const found = find(each, shape[0] as Shape, [...path, index]);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (!isFields(value)) return path;
  for (const [name, each] of Object.entries(value)) {
    const inner = Object.hasOwn(shape, name)
      ? (shape as { readonly [field: string]: Shape })[name]
      : undefined;
    const found = inner === undefined ? [...path, name] : find(each, inner, [...path, name]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What {@linkcode unknownField} knows. */
export type KnownShape = keyof typeof shapes & string;

/**
 * The way to the first field of a value that isn't understood; undefined where all are.
 *
 * @param shape What the value is: a kind's `spec`, or a part of one, as `VirtualService.http`.
 */
export function unknownField(value: unknown, shape: KnownShape): ValuePath | undefined {
  const known = shapes[shape];
  return known === undefined ? [] : find(value, known, []);
}
