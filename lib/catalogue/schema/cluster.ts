/** A cluster: one file in `overlays/`. */
import { z } from "zod";
import { acceptance } from "./acceptance.ts";
import { canaryDriver } from "./canary_driver.ts";
import { loadGenerator } from "./load_generator.ts";
import { observability } from "./observability.ts";
import { serviceDifference } from "./service.ts";
import {
  annotations,
  cidr,
  dnsLabel,
  dnsSubdomain,
  hostName,
  nonNegative,
  percentage,
  portNumber,
  positive,
} from "./scalars.ts";

/** The Kind cluster that a lab runs in. */
export const kind = z.strictObject({
  /** Worker nodes beside the one control-plane node. Default: 2. */
  workers: nonNegative.optional(),
  /** The node image, `kindest/node:v1.35.x@sha256:…`. Default: Kind's own. */
  nodeImage: z.string().optional(),
  /** Ports of the host that lead to the gateway. */
  hostPorts: z.strictObject({
    /** Default: 80. */
    http: portNumber.optional(),
    /** Default: 443. */
    https: portNumber.optional(),
  }).optional(),
});

/** When Argo CD may sync (SyncWindow). */
export const syncWindow = z.strictObject({
  /** Whether the window allows or forbids. */
  kind: z.enum(["allow", "deny"]),
  /** When it opens, in cron's five fields. */
  schedule: z.string().regex(/^(\S+\s+){4}\S+$/, {
    error: `must be a cron schedule of five fields such as "0 8 * * 1-5"`,
  }),
  /** How long it stays open, for example `8h`. */
  duration: z.string().regex(/^([0-9]+[hm])+$/, { error: `must be such as "8h" or "30m"` }),
  /** Default: `UTC`. */
  timeZone: z.string().optional(),
  /** Whether a person may sync by hand all the same. Default: true. */
  manualSync: z.boolean().optional(),
});

/** A cluster that the catalogue is rendered for. */
export const cluster = z.strictObject({
  /** Its name, and its folder below `clusters/`. */
  name: dnsLabel,
  /** One sentence for people. */
  description: z.string().optional(),
  /** Whether it is a lab: faults and generated Secrets are allowed only there. Default: false. */
  lab: z.boolean().optional(),
  /** The cluster whose state a change must have reached before this one. Default: none. */
  after: dnsLabel.optional(),
  /** How Argo CD reaches it. */
  destination: z.union([
    z.strictObject({
      /** `in-cluster`: its own Argo CD runs in it. */
      argocd: z.literal("in-cluster"),
    }),
    z.strictObject({
      /** `hub`: one Argo CD elsewhere knows many clusters by name. */
      argocd: z.literal("hub"),
      /** The name under which the hub knows it. */
      name: dnsSubdomain,
    }),
  ]),
  /** The Git repository that Argo CD reads: this one. */
  repository: z.strictObject({
    /** For example `https://github.com/team/platform.git`. */
    url: z.string().regex(/^(https?|ssh|file):\/\/\S+$|^git@\S+:\S+$/, { error: "must be a Git URL" }),
    /** Branch, tag or commit that the cluster follows. */
    revision: z.string().min(1),
  }),
  /** The domain that short hosts in `expose` belong to, for example `local`. */
  domain: hostName,
  /** The Kind cluster to run it in; labs only. */
  kind: kind.optional(),
  /** The ingress gateway. */
  gateway: z.strictObject({
    /** `NodePort` for Kind, `LoadBalancer` for a cloud. Default: `LoadBalancer`. */
    serviceType: z.enum(["NodePort", "LoadBalancer", "ClusterIP"]).optional(),
    /** Node ports, 30000 to 32767, with `NodePort`. Default: http 30080, https 30443. */
    nodePorts: z.strictObject({
      /** Default: 30080. */
      http: portNumber.optional(),
      /** Default: 30443. */
      https: portNumber.optional(),
    }).optional(),
    /** Pods of the gateway. Default: 1 in a lab, else 2. */
    replicas: positive.optional(),
    /** Annotations of its Service, for a cloud's load balancer. */
    annotations: annotations.optional(),
  }).optional(),
  /** The service mesh. */
  istio: z.strictObject({
    /** The version of all its charts, for example `1.31.0`. */
    version: z.string().regex(/^[0-9]+\.[0-9]+\.[0-9]+$/, { error: `must be a version such as "1.31.0"` }),
    /** Where the charts come from. Default: `https://istio-release.storage.googleapis.com/charts`. */
    charts: z.string().regex(/^(https|oci):\/\/\S+$/, { error: "must be a chart repository's URL" })
      .optional(),
  }),
  /** Request traces. */
  tracing: z.strictObject({
    /** Share of requests that are traced. Unit: percent. */
    samplingPercent: percentage,
    /** Where spans go, by OTLP over gRPC. Default: `jaeger-collector.observability.svc.cluster.local`, 4317. */
    collector: z.strictObject({
      /** The collector's namespace. */
      namespace: dnsLabel,
      /** The collector's Service. */
      service: dnsLabel,
      /** Default: 4317. */
      port: portNumber.optional(),
    }).optional(),
  }),
  /** Prometheus, Jaeger, Grafana and Kiali; `{}` for all with their defaults. Default: none of them. */
  observability: observability.optional(),
  /** Requests that the lab sends to itself, for dashboards and canaries to show something; labs only. Default: none. */
  loadGenerator: loadGenerator.optional(),
  /** Moves canaries by their metrics, from within the cluster, on a schedule. Default: nothing does. */
  canaryDriver: canaryDriver.optional(),
  /** What holds for every service that doesn't say otherwise. */
  defaults: z.strictObject({
    /** Pods of a stable version. Default: 1. */
    replicas: positive.optional(),
    /** No stable version may have fewer. Default: 1. */
    minimumReplicas: positive.optional(),
    /** Whether every image must be given by digest. Default: false. */
    requireDigest: z.boolean().optional(),
  }).optional(),
  /** Networks that count as private and that egress to the world leaves out. Default: RFC 1918 and 6598. */
  privateNetworks: z.array(cidr).min(1).optional(),
  /** What single services do differently here: service name → the fields. */
  services: z.record(dnsLabel, serviceDifference).optional(),
  /**
   * What a plan finds unsafe in changes of what no service here owns, and may be done all the same: the platform, and
   * services that go. Default: nothing.
   */
  accept: z.array(acceptance).optional(),
  /** How changes reach it. */
  sync: z.strictObject({
    /** Whether Argo CD applies a change by itself. Default: true. */
    automated: z.boolean().optional(),
    /** When it may. Default: always. */
    windows: z.array(syncWindow).optional(),
  }).optional(),
});
