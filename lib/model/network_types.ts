/** Who talks to whom, with every default. */
import type { EgressInput } from "../catalogue/types.ts";

/** A port of a service. */
export interface PortModel {
  /** Unique within the service. */
  readonly name: string;
  /** The port of the Kubernetes Service. */
  readonly port: number;
  /** The port the process listens on. */
  readonly containerPort: number;
  /** What is spoken there; becomes `appProtocol`. */
  readonly protocol: "http" | "http2" | "grpc" | "https" | "tcp";
  /** Whether the mesh understands requests there (http, http2, grpc). */
  readonly isHttp: boolean;
}

/** Somebody who may call a service. */
export interface CallerModel {
  /** The caller's name: a service of the catalogue, or `gateway`. */
  readonly name: string;
  /** Where its pods run. */
  readonly namespace: string;
  /** With the namespace, its identity in the mesh. */
  readonly serviceAccount: string;
  /** The labels of the caller's pods. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** Whether it has a sidecar, and so an identity. */
  readonly mesh: boolean;
  /** Which of the callee's ports. */
  readonly ports: readonly PortModel[];
  /** Which methods; undefined: all. */
  readonly methods: readonly string[] | undefined;
  /** Which paths; undefined: all. */
  readonly paths: readonly string[] | undefined;
}

/** A service that is called. */
export interface CalleeModel {
  /** A service of the catalogue. */
  readonly name: string;
  /** Where its pods run. */
  readonly namespace: string;
  /** The fully qualified name of its Kubernetes Service. */
  readonly host: string;
  /** The labels of the callee's pods. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** Whether it has a sidecar, and so speaks mutual TLS. */
  readonly mesh: boolean;
  /** The ports that the caller may use. */
  readonly ports: readonly PortModel[];
}

/** A host and paths on the gateway. */
export interface ExposureModel {
  /** The whole host name in this cluster. */
  readonly host: string;
  /** Path prefixes; `/` is all of them. */
  readonly paths: readonly string[];
  /** Where the requests go. */
  readonly port: PortModel;
  /** The Istio Gateway that listens for the host: `<namespace>/<name>`. */
  readonly gateway: string;
  /**
   * Whether other services have paths on the same host: then the platform owns the host's VirtualService and
   * delegates each path to its service, since Istio doesn't define the order in which VirtualServices merge.
   */
  readonly shared: boolean;
  /** HTTPS at the gateway, and whether plain HTTP is sent there; undefined: plain HTTP. */
  readonly tls: { readonly secret: string; readonly redirect: boolean } | undefined;
}

/** A host outside the cluster. */
export interface EgressModel {
  /** The name that the service calls. */
  readonly host: string;
  /** 1 to 65535. */
  readonly port: number;
  /** What is spoken. */
  readonly protocol: NonNullable<EgressInput["protocol"]>;
  /** Where the host lives, in CIDR notation; undefined: anywhere but private networks. */
  readonly networks: readonly string[] | undefined;
}
