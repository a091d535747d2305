/** Objects that must be refused, each by another judge. */
import type { KubernetesObject } from "../../../lib/kubernetes_object.ts";

/** An object and who refuses it. */
export interface RefusedObject {
  /** What it is and who refuses it, the beginning of a sentence. */
  readonly what: string;
  /** The object. */
  readonly object: KubernetesObject;
  /** What is reported of it: the source, the object, the judge and the fault, in the API server's words. */
  readonly findings: readonly RegExp[];
}

const metadata = { name: "broken", namespace: "backend" };
const labels = { app: "broken" };

const virtualService = (destination: object, route: object = {}): KubernetesObject => ({
  apiVersion: "networking.istio.io/v1",
  kind: "VirtualService",
  metadata,
  spec: {
    hosts: ["backend-service"],
    http: [{ ...route, route: [{ destination: { host: "backend-service" }, ...destination }] }],
  },
});

const peerAuthentication = (spec: object): KubernetesObject => ({
  apiVersion: "security.istio.io/v1",
  kind: "PeerAuthentication",
  metadata,
  spec,
});

const restricted = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  runAsNonRoot: true,
  seccompProfile: { type: "RuntimeDefault" },
};

const pod = (securityContext: object): KubernetesObject => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata,
  spec: { containers: [{ name: "broken", image: "example.com/broken:1", securityContext }] },
});

const deployment = (selector: object, securityContext: object): KubernetesObject => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata,
  spec: {
    selector: { matchLabels: selector },
    template: { metadata: { labels }, spec: pod(securityContext)["spec"] },
  },
});

/** All of them. Their namespace is one of the shipped catalogue's. */
export const REFUSED: readonly RefusedObject[] = [
  {
    what: "a VirtualService whose weight is no number, by the kind's schema,",
    object: virtualService({ weight: "ten" }),
    findings: [/^broken: VirtualService backend\/broken: .*spec\.http\[0\]\.route\[0\]\.weight/],
  },
  {
    what: "a VirtualService with a field that doesn't exist, by strict field validation,",
    object: virtualService({ wieght: 10 }),
    findings: [/^broken: VirtualService backend\/broken: .*\.wieght: field not declared in schema/],
  },
  {
    what: "a PeerAuthentication with ports but without pods, by a rule of the kind,",
    object: peerAuthentication({ portLevelMtls: { "8080": { mode: "DISABLE" } } }),
    findings: [/^broken: PeerAuthentication backend\/broken: .*portLevelMtls requires selector/],
  },
  {
    what: "a PeerAuthentication for a port that is a number to the kind's rules, by istiod alone,",
    object: peerAuthentication({
      selector: { matchLabels: labels },
      portLevelMtls: { "+8080": { mode: "DISABLE" } },
    }),
    findings: [/: admission webhook "\S*validation\.istio\.io" denied the request: error decoding/],
  },
  {
    what: "a VirtualService whose pattern can't be read, by istiod alone,",
    object: virtualService({}, { match: [{ uri: { regex: "(" } }] }),
    findings: [/: admission webhook "\S*validation\.istio\.io" denied the request: .*missing closing \)/],
  },
  {
    what: "a Deployment whose selector leads past its own pods",
    object: deployment({ app: "another" }, restricted),
    findings: [/^broken: Deployment backend\/broken: .*`selector` does not match template `labels`/],
  },
  {
    what: "a pod that may become root, by pod security,",
    object: pod({ ...restricted, runAsNonRoot: false }),
    findings: [
      /^broken: Pod backend\/broken: .*violates PodSecurity "restricted:latest": runAsNonRoot != true/,
    ],
  },
  {
    what: "a Deployment's pod that keeps its capabilities, by pod security, after a warning,",
    object: deployment(labels, { ...restricted, capabilities: {} }),
    findings: [
      /^broken: Deployment backend\/broken: warning: would violate PodSecurity "restricted:latest"/,
      /^broken: a pod of Deployment backend\/broken: .*violates PodSecurity .*unrestricted capabilities/,
    ],
  },
];
