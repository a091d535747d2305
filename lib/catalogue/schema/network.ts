/** Who talks to whom: ports, calls, egress, exposure. */
import { z } from "zod";
import { cidr, dnsLabel, dnsSubdomain, hostName, httpMethod, portNumber, urlPath } from "./scalars.ts";

/** A port that the service answers on. */
export const port = z.strictObject({
  /** The port's name, unique in the service, for example `http`. At most 15 characters, without `--`. */
  name: dnsLabel.max(15, { error: "must have at most 15 characters" }).regex(/^(?!.*--)/, {
    error: 'must not contain "--"',
  }),
  /** The port of the Kubernetes Service, which callers use. 1 to 65535. */
  port: portNumber,
  /** The port the process listens on, 1 to 65535. Default: the same as `port`. */
  containerPort: portNumber.optional(),
  /**
   * What is spoken there; becomes `appProtocol`. Default: `http`. `https`: the process itself ends TLS; with a canary,
   * clients ask for `<service>.<namespace>`, with `.svc` or `.svc.cluster.local` after it or not.
   */
  protocol: z.enum(["http", "http2", "grpc", "https", "tcp"]).optional(),
});

/** A service that this one calls; the one source of who may reach whom. */
export const call = z.union([
  dnsLabel,
  z.strictObject({
    /** The callee's name. */
    service: dnsLabel,
    /** The callee's ports, by name. Default: all of them. */
    ports: z.array(dnsLabel).min(1).optional(),
    /** The only methods that are let through; HTTP ports only. Default: all. */
    methods: z.array(httpMethod).min(1).optional(),
    /** The only paths that are let through, exact or ending in `*`; HTTP ports only. Default: all. */
    paths: z.array(urlPath).min(1).optional(),
  }),
]);

/** A host outside the cluster that this service calls; becomes a ServiceEntry. */
export const egress = z.strictObject({
  /** The host's name; wildcards are refused. */
  host: hostName,
  /** The port, 1 to 65535. Default: 443. */
  port: portNumber.optional(),
  /** What is spoken. Default: `TLS` (the application encrypts, as with https). */
  protocol: z.enum(["TLS", "HTTPS", "HTTP", "HTTP2", "GRPC", "TCP"]).optional(),
  /**
   * The networks where the host lives, for NetworkPolicy. Default: everywhere but private networks. TCP in the mesh
   * needs them: nothing else tells its connections from others to the same port.
   */
  networks: z.array(cidr).min(1).optional(),
});

/** A host and paths on the ingress gateway. */
export const exposure = z.strictObject({
  /** A name within the cluster's domain (`frontend` → `frontend.local`), or a whole host name with a dot. */
  host: hostName,
  /** Path prefixes that lead here. Default: `["/"]`. */
  paths: z.array(urlPath).min(1).optional(),
  /** The service's port, by name. Default: the first. */
  port: dnsLabel.optional(),
  /** HTTPS at the gateway. Default: plain HTTP. */
  tls: z.strictObject({
    /** The Secret with the certificate, in the gateway's namespace. */
    secret: dnsSubdomain,
    /** Send plain HTTP requests to HTTPS (301). Default: true. */
    redirect: z.boolean().optional(),
  }).optional(),
});
