/** What runs: the container, its environment, probes, volumes and place. */
import { z } from "zod";
import {
  absolutePath,
  dataKey,
  dnsLabel,
  dnsSubdomain,
  duration,
  labels,
  nonNegative,
  positive,
  quantity,
  urlPath,
} from "./scalars.ts";

/** Where the value of an environment variable comes from. */
export const environmentValue = z.union([
  z.string(),
  z.strictObject({
    /** The name of a Secret: one of this service's `secrets`. */
    secret: dnsSubdomain,
    /** The key in that Secret. */
    key: dataKey,
    /** Start even where the key is missing. Default: false. */
    optional: z.boolean().optional(),
  }),
  z.strictObject({
    /** A field of the pod, for example `metadata.name` or `status.podIP` (the downward API). */
    field: z.string().min(1),
  }),
  z.strictObject({
    /** One of the container's own resources, for example `limits.memory` (the downward API). */
    resource: z.enum([
      "limits.cpu",
      "limits.memory",
      "limits.ephemeral-storage",
      "requests.cpu",
      "requests.memory",
      "requests.ephemeral-storage",
    ]),
  }),
]);

const probeTiming = {
  /** How long after the start the first probe comes. Unit: seconds. Default: 0. Source: Kubernetes. */
  initialDelaySeconds: nonNegative.optional(),
  /** Time between two probes. Unit: seconds. Default: 10 (start-up: 2). Source: Kubernetes. */
  periodSeconds: positive.optional(),
  /** How long an answer may take. Unit: seconds. Default: 1. Source: Kubernetes. */
  timeoutSeconds: positive.optional(),
  /** Failures in a row that count as failed. Default: 3 (start-up: 30). Source: Kubernetes. */
  failureThreshold: positive.optional(),
  /** Successes in a row that count as well again. Default: 1. Source: Kubernetes. */
  successThreshold: positive.optional(),
};

const probePort = z.union([dnsLabel, z.int()]);

/** How the kubelet asks whether the container is well: exactly one of http, grpc, tcp and exec. */
export const probe = z.union([
  z.strictObject({
    /** Asks by HTTP GET; an answer from 200 to 399 is well. */
    http: z.strictObject({
      /** The path to ask for, for example `/readyz`. */
      path: urlPath,
      /** A declared port, by name or container port number. Default: the service's first port. */
      port: probePort.optional(),
      /** Headers to send: name → value. */
      headers: z.record(z.string(), z.string()).optional(),
    }),
    ...probeTiming,
  }),
  z.strictObject({
    /** Asks by the gRPC health checking protocol. */
    grpc: z.strictObject({
      /** A declared port, by name or container port number. Default: the service's first port. */
      port: probePort.optional(),
      /** The name to ask about. Default: the whole server. */
      service: z.string().optional(),
    }),
    ...probeTiming,
  }),
  z.strictObject({
    /** Opens a TCP connection; one that opens is well. */
    tcp: z.strictObject({
      /** A declared port, by name or container port number. Default: the service's first port. */
      port: probePort.optional(),
    }),
    ...probeTiming,
  }),
  z.strictObject({
    /** Runs a command in the container; exit code 0 is well. */
    exec: z.strictObject({
      /** The command and its arguments; no shell. */
      command: z.array(z.string()).min(1),
    }),
    ...probeTiming,
  }),
]);

/** The three probes of Kubernetes. */
export const probes = z.strictObject({
  /** May it get traffic? Without it a pod gets traffic as soon as its process runs. */
  readiness: probe.optional(),
  /** Must it be restarted? */
  liveness: probe.optional(),
  /** Has it started? Until then the other two wait. */
  startup: probe.optional(),
});

const amounts = z.strictObject({
  /** Processor time, for example `250m` (a quarter of a core). Unit: cores. */
  cpu: quantity.optional(),
  /** Memory, for example `128Mi`. Unit: bytes. */
  memory: quantity.optional(),
  /** Local disk, for example `1Gi`. Unit: bytes. */
  "ephemeral-storage": quantity.optional(),
});

/** What the container is promised and what it may use at most. */
export const resources = z.strictObject({
  /** What the scheduler sets aside. Default: the limit, else cpu 50m, memory 64Mi. */
  requests: amounts.optional(),
  /** What it may use at most. Default: memory as requested, else 256Mi; no limit on cpu (a limit there throttles). */
  limits: amounts.optional(),
});

const mount = {
  /** Where it appears in the container. */
  mountPath: absolutePath,
  /** Only one path of the volume. */
  subPath: z.string().optional(),
  /** Mount it read-only. Default: false (Secrets: true). */
  readOnly: z.boolean().optional(),
};

/** A directory from outside the image: exactly one of emptyDir, claim, existingClaim, secret and configMap. */
export const volume = z.union([
  z.strictObject({
    ...mount,
    /** Scratch space that lives as long as the pod. */
    emptyDir: z.strictObject({
      /** `Memory` keeps it in memory, counted against the container's limit. Default: the node's disk. */
      medium: z.enum(["Memory"]).optional(),
      /** How much it may hold. Unit: bytes. Default: no limit. */
      sizeLimit: quantity.optional(),
    }),
  }),
  z.strictObject({
    ...mount,
    /** A PersistentVolumeClaim of this service's own; never pruned without confirmation. */
    claim: z.strictObject({
      /** How much is asked for. Unit: bytes. */
      size: quantity,
      /** Default: the cluster's default class. */
      storageClass: dnsSubdomain.optional(),
      /** Default: ReadWriteOnce, which only one node can mount. */
      accessMode: z.enum(["ReadWriteOnce", "ReadWriteOncePod", "ReadWriteMany", "ReadOnlyMany"]).optional(),
    }),
  }),
  z.strictObject({
    ...mount,
    /** The name of a PersistentVolumeClaim that somebody else made in the same namespace. */
    existingClaim: dnsSubdomain,
  }),
  z.strictObject({
    ...mount,
    /** One of this service's `secrets`, a file for each key. */
    secret: dnsSubdomain,
  }),
  z.strictObject({
    ...mount,
    /** The name of a ConfigMap that somebody else made in the same namespace. */
    configMap: dnsSubdomain,
  }),
]);

/** Where a Secret's content comes from; never from this repository in plain. */
export const secretSource = z.discriminatedUnion("from", [
  z.strictObject({
    /** The Secret exists in the namespace; somebody else keeps it. */
    from: z.literal("existing"),
  }),
  z.strictObject({
    /** The External Secrets Operator fetches it. */
    from: z.literal("externalSecret"),
    /** The store to ask. */
    store: z.strictObject({
      /** The store's name. */
      name: dnsSubdomain,
      /** Default: ClusterSecretStore. */
      kind: z.enum(["SecretStore", "ClusterSecretStore"]).optional(),
    }),
    /** How often it is fetched anew. Default: `1h`. */
    refreshInterval: duration.optional(),
    /** Key in the Secret → where the store keeps it. */
    data: z.record(
      dataKey,
      z.strictObject({
        /** The store's name for the entry. */
        key: z.string().min(1),
        /** One property of that entry. Default: all of it. */
        property: z.string().optional(),
      }),
    ),
  }),
  z.strictObject({
    /** Bitnami's Sealed Secrets: encrypted here, decrypted in the cluster. */
    from: z.literal("sealedSecret"),
    /** Key in the Secret → what `kubeseal` made of its value. */
    encryptedData: z.record(
      dataKey,
      z.string().regex(/^Ag[A-Za-z0-9+/]{100,}={0,2}$/, {
        error: `must be what kubeseal prints: base64 that begins with "Ag"`,
      }),
    ),
  }),
  z.strictObject({
    /** Lab only: whoever starts the lab makes random values; only the keys stand in Git. */
    from: z.literal("generated"),
    /** Key → how long its random value is. */
    keys: z.record(
      dataKey,
      z.strictObject({
        /** Unit: characters. Default: 32. */
        length: z.int().min(16).max(256).optional(),
      }),
    ),
  }),
]);

/** Horizontal scaling by the cluster (HorizontalPodAutoscaler). */
export const autoscaling = z.strictObject({
  /** Fewest pods. */
  minReplicas: positive,
  /** Most pods. */
  maxReplicas: positive,
  /** Average use of the requested processor time to aim for. Unit: percent. Default: 80 where no target is given. */
  cpuUtilization: z.int().min(1).max(1000).optional(),
  /** Average use of the requested memory to aim for. Unit: percent. */
  memoryUtilization: z.int().min(1).max(1000).optional(),
  /** How long it looks back before it removes pods. Unit: seconds. Default: 300. Source: Kubernetes. */
  scaleDownStabilizationSeconds: z.int().min(0).max(3600).optional(),
});

/** How many pods a drain may take away at once (PodDisruptionBudget): exactly one of the two. */
export const disruption = z.union([
  z.strictObject({
    /** At least so many pods stay: a number or a percentage such as `"50%"`. */
    minAvailable: z.union([
      nonNegative,
      z.string().regex(/^(100|[0-9]{1,2})%$/, { error: `must be such as "50%"` }),
    ]),
  }),
  z.strictObject({
    /** At most so many pods go: a number or a percentage such as `"25%"`. */
    maxUnavailable: z.union([
      nonNegative,
      z.string().regex(/^(100|[0-9]{1,2})%$/, { error: `must be such as "50%"` }),
    ]),
  }),
]);

/** Which nodes the pods run on. */
export const scheduling = z.strictObject({
  /** Labels that the node must have. */
  nodeSelector: labels.optional(),
  /** Taints that the pods tolerate. */
  tolerations: z.array(z.strictObject({
    /** The taint's key. Default: every key. */
    key: z.string().optional(),
    /** Default: `Equal`. */
    operator: z.enum(["Equal", "Exists"]).optional(),
    /** The taint's value, with `Equal`. */
    value: z.string().optional(),
    /** Default: every effect. */
    effect: z.enum(["NoSchedule", "PreferNoSchedule", "NoExecute"]).optional(),
    /** How long a `NoExecute` taint is tolerated. Unit: seconds. Default: for ever. */
    tolerationSeconds: nonNegative.optional(),
  })).optional(),
  /** How the pods of a version are spread. Default: over nodes, skew 1, `ScheduleAnyway`. */
  spread: z.array(z.strictObject({
    /** The node label that tells places apart, for example `topology.kubernetes.io/zone`. */
    topologyKey: z.string().min(1),
    /** The largest difference between two places. Unit: pods. Default: 1. */
    maxSkew: positive.optional(),
    /** What to do when it can't be kept. Default: `ScheduleAnyway`. */
    whenUnsatisfiable: z.enum(["DoNotSchedule", "ScheduleAnyway"]).optional(),
  })).optional(),
  /** The name of a PriorityClass. */
  priorityClassName: dnsSubdomain.optional(),
});

/** What the process may do on its node. Everything not said here is denied. */
export const security = z.strictObject({
  /** Unit: user id; 0 (root) and 1337 (the sidecar's) are refused. Default: 10001. */
  runAsUser: nonNegative.optional(),
  /** Unit: group id. Default: the user's. */
  runAsGroup: nonNegative.optional(),
  /** The group that owns mounted volumes. Unit: group id. Default: the user's. */
  fsGroup: nonNegative.optional(),
  /** Default: true, with a writable `/tmp`. */
  readOnlyRootFilesystem: z.boolean().optional(),
});
