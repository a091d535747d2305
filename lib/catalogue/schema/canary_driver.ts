/** The canary driver as a part of the cluster. */
import { z } from "zod";
import { resources } from "./container.ts";
import { dnsSubdomain, duration, imageReference } from "./scalars.ts";

/** Runs `canary:run` for every canary with an `analysis`, as a CronJob in a namespace of its own, `canary-driver`. */
export const canaryDriver = z.strictObject({
  /** When it looks, in cron's five fields; each time once at every canary. Default: every five minutes. */
  schedule: z.string().regex(/^(\S+\s+){4}\S+$/, {
    error: `must be a cron schedule of five fields such as "*/5 * * * *"`,
  }).optional(),
  /** Its image: Git, Deno and this repository's packages, built from `apps/canary-driver`. Required: nobody publishes it. */
  image: imageReference,
  /** With what it clones and pushes. */
  credentials: z.strictObject({
    /**
     * A Secret in the namespace `canary-driver`, which is made by other means than this repository. For an `https://`
     * repository of the type `kubernetes.io/basic-auth` (keys `username` and `password`, which may be a token); for an
     * SSH one of the type `kubernetes.io/ssh-auth` (key `ssh-privatekey`), with the host's keys in `known_hosts`.
     */
    secret: dnsSubdomain,
  }),
  /** Who its commits are by. Default: `canary-driver <canary-driver@localhost>`. */
  author: z.strictObject({
    /** Default: `canary-driver`. */
    name: z.string().min(1).optional(),
    /** Default: `canary-driver@localhost`. */
    email: z.string().regex(/^[^\s<>@]+@[^\s<>@]+$/, {
      error: `must be an address such as "driver@example.com"`,
    })
      .optional(),
  }).optional(),
  /** Where Prometheus answers, for example `http://metrics.monitoring:9090`. Default: the one of `observability`. */
  prometheus: z.string().regex(/^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/, {
    error: `must be an address such as "http://metrics.monitoring:9090"`,
  }).optional(),
  /** How long one look may take, with the clone. Default: `10m`. */
  deadline: duration.optional(),
  /** Requests and limits. Default: cpu 200m and memory 512Mi, at most 1Gi. */
  resources: resources.optional(),
});
