import { accepts, refuses } from "./table.ts";
import { configFilePath } from "../../lib/rules/container/config_file_path.ts";
import { configKey } from "../../lib/rules/container/config_key.ts";
import { digestRequired } from "../../lib/rules/container/digest_required.ts";
import { envDefinedTwice } from "../../lib/rules/container/env_defined_twice.ts";
import { envField } from "../../lib/rules/container/env_field.ts";
import { exclusiveClaim } from "../../lib/rules/container/exclusive_claim.ts";
import { floatingImageTag } from "../../lib/rules/container/floating_image_tag.ts";
import { reservedAnnotation } from "../../lib/rules/container/reserved_annotation.ts";
import { reservedLabel } from "../../lib/rules/container/reserved_label.ts";
import { resourceLimits } from "../../lib/rules/container/resource_limits.ts";
import { resourceSize } from "../../lib/rules/container/resource_size.ts";
import { runAsUser } from "../../lib/rules/container/run_as_user.ts";
import { volumeMount } from "../../lib/rules/container/volume_mount.ts";
import { volumeName } from "../../lib/rules/container/volume_name.ts";
import { volumeSubPath } from "../../lib/rules/container/volume_sub_path.ts";

const canary = (fields: string) =>
  `canary: { image: "registry.example/team/backend:1.1.0", steps: [10, 100], step: 0, ${fields} },\n`;
const digest = `@sha256:${"0123456789abcdef".repeat(4)}`;

refuses(floatingImageTag, "the tag latest", `image: "registry.example/team/backend:latest",`, [
  `services/backend.ts image: image is "registry.example/team/backend:latest", whose tag moves (name a version, or add @sha256:…)`,
]);
refuses(
  floatingImageTag,
  "no tag, even where the registry has a port",
  `image: "registry.example:5000/team/backend",`,
  [`services/backend.ts image: image is "registry.example:5000/team/backend", which has no tag and so means "latest" (name a version, or add @sha256:…)`],
);
refuses(
  floatingImageTag,
  "branches and suffixes that move",
  `image: "backend:main",
${canary(`image: "backend:1.2-SNAPSHOT"`)}`,
  [
    `services/backend.ts image: image is "backend:main", whose tag moves (name a version, or add @sha256:…)`,
    `services/backend.ts canary.image: canary.image is "backend:1.2-SNAPSHOT", whose tag moves (name a version, or add @sha256:…)`,
  ],
);
refuses(
  floatingImageTag,
  "it at the overlay that says it",
  `// services/backend.ts
// overlays/lab.ts
services: { backend: { image: "backend:edge" } },`,
  [`overlays/lab.ts services.backend.image: image is "backend:edge", whose tag moves (name a version, or add @sha256:…)`],
);
accepts(floatingImageTag, "a version", `image: "registry.example:5000/team/backend:1.4.0",`);
accepts(floatingImageTag, "a tag that moves with a digest that doesn't", `image: "backend:latest${digest}",`);
accepts(floatingImageTag, "a digest alone", `image: "backend${digest}",`);
accepts(floatingImageTag, "a tag that only begins like a branch", `image: "backend:main-20260801-3f2a1c",`);

const wantsDigest = `\n// overlays/prod.ts\ndefaults: { requireDigest: true },`;
refuses(digestRequired, "tags alone, of stable and canary", `${canary("")}${wantsDigest}`, [
  `services/backend.ts image: image is "registry.example/team/backend:1.0.0", must have a digest in prod (add @sha256:… here or in overlays/prod.ts)`,
  `services/backend.ts canary.image: canary.image is "registry.example/team/backend:1.1.0", must have a digest in prod (add @sha256:… here or in overlays/prod.ts)`,
]);
accepts(
  digestRequired,
  "a digest in the cluster's difference",
  `// services/backend.ts
// overlays/prod.ts
defaults: { requireDigest: true },
services: { backend: { image: "backend:1.0.0${digest}" } },`,
);
accepts(digestRequired, "a tag where no digest is required", `// services/backend.ts`);

refuses(
  envDefinedTwice,
  "one name in both",
  `env: { A: "1", B: "2" },
config: { B: "2", C: "3" },`,
  ["services/backend.ts config.B: config.B is also in env, which wins (keep one of the two)"],
);
refuses(
  envDefinedTwice,
  "a setting of the canary that stable's variable overrules",
  `env: { A: "1" },
${canary(`config: { A: "2" }`)}`,
  ["services/backend.ts canary.config.A: canary.config.A is also in env, which wins (keep one of the two)"],
);
refuses(
  envDefinedTwice,
  "a setting of the canary that its own variable overrules",
  canary(`env: { A: "1" }, config: { A: "2" }`),
  ["services/backend.ts canary.config.A: canary.config.A is also in canary.env, which wins (keep one of the two)"],
);
accepts(
  envDefinedTwice,
  "a variable of the canary that overrules a setting of stable's on purpose",
  `config: { A: "1" },
${canary(`env: { A: "2" }`)}`,
);
accepts(
  envDefinedTwice,
  "different names, and what the canary changes",
  `env: { A: "1" },
config: { B: "2" },
${canary(`env: { A: "3" }, config: { B: "4" }`)}`,
);

refuses(
  configKey,
  "dots, hyphens and a digit in front",
  `config: { "log.level": "info", "a-b": "1", "1ST": "x" },`,
  [
    `services/backend.ts config["log.level"]: config["log.level"] is not the name of an environment variable (write LOG_LEVEL, or use configFiles)`,
    `services/backend.ts config["a-b"]: config["a-b"] is not the name of an environment variable (write A_B, or use configFiles)`,
    `services/backend.ts config["1ST"]: config["1ST"] is not the name of an environment variable (write _1ST, or use configFiles)`,
  ],
);
accepts(configKey, "letters, digits and underscores", `config: { LOG_LEVEL: "info", _x1: "1" },`);

const resources = (text: string) => `resources: { ${text} },\n`;
refuses(
  resourceLimits,
  "each kind above its limit",
  resources(
    `requests: { cpu: "2", memory: "2Gi", "ephemeral-storage": "1Gi" }, limits: { cpu: "1500m", memory: "1Gi", "ephemeral-storage": "500M" }`,
  ),
  [
    `services/backend.ts resources.requests.cpu: resources.requests.cpu is "2", must be at most the limit, which is "1500m"`,
    `services/backend.ts resources.requests.memory: resources.requests.memory is "2Gi", must be at most the limit, which is "1Gi"`,
    `services/backend.ts resources.requests["ephemeral-storage"]: resources.requests["ephemeral-storage"] is "1Gi", must be at most the limit, which is "500M"`,
  ],
);
refuses(
  resourceLimits,
  "a canary whose request is above stable's limit",
  `${resources(`limits: { memory: "256Mi" }`)}${canary(`resources: { requests: { memory: "512Mi" } }`)}`,
  [`services/backend.ts canary.resources.requests.memory: canary.resources.requests.memory is "512Mi", must be at most the limit, which is "256Mi"`],
);
refuses(
  resourceLimits,
  "stable's alone where the canary says nothing",
  `${resources(`requests: { cpu: "2" }, limits: { cpu: "1" }`)}${canary("")}`,
  [`services/backend.ts resources.requests.cpu: resources.requests.cpu is "2", must be at most the limit, which is "1"`],
);
accepts(
  resourceLimits,
  "a request equal to its limit, in other units",
  resources(`requests: { cpu: "0.5", memory: "1Gi" }, limits: { cpu: "500m", memory: "1024Mi" }`),
);
accepts(
  resourceLimits,
  "a request alone above the default limit, and a limit alone below the default request",
  `${resources(`requests: { memory: "2Gi" }`)}
// services/model.ts
${resources(`limits: { memory: "32Mi", cpu: "10m" }`)}`,
);

refuses(
  resourceSize,
  "memory in thousandths and in bytes",
  resources(`requests: { memory: "128m" }, limits: { memory: "512" }`),
  [
    `services/backend.ts resources.requests.memory: resources.requests.memory is "128m", which is 0.128 bytes (write "128Mi" for mebibytes)`,
    `services/backend.ts resources.limits.memory: resources.limits.memory is "512", which is 512 bytes (write "512Mi" for mebibytes)`,
  ],
);
refuses(
  resourceSize,
  "cores in millions",
  `${resources(`requests: { cpu: "500M" }`)}${canary(`resources: { limits: { cpu: "2Ki" } }`)}`,
  [
    `services/backend.ts resources.requests.cpu: resources.requests.cpu is "500M", which is 500000000 cores (write "500m" for thousandths of a core)`,
    `services/backend.ts canary.resources.limits.cpu: canary.resources.limits.cpu is "2Ki", which is 2048 cores (write "2m" for thousandths of a core)`,
  ],
);
refuses(
  resourceSize,
  "tiny volumes",
  `volumes: { a: { mountPath: "/a", claim: { size: "10k" } }, b: { mountPath: "/b", emptyDir: { sizeLimit: "1m" } } },`,
  [
    `services/backend.ts volumes.a.claim.size: volumes.a.claim.size is "10k", which is 10000 bytes (write "10Mi" for mebibytes)`,
    `services/backend.ts volumes.b.emptyDir.sizeLimit: volumes.b.emptyDir.sizeLimit is "1m", which is 0.001 bytes (write "1Mi" for mebibytes)`,
  ],
);
accepts(
  resourceSize,
  "usual amounts",
  `${resources(`requests: { cpu: "10m", memory: "1Mi" }, limits: { cpu: "1024", memory: "2T" }`)}`,
);

refuses(runAsUser, "root", `security: { runAsUser: 0 },`, [
  "services/backend.ts security.runAsUser: security.runAsUser is 0, must not be root",
]);
refuses(runAsUser, "the sidecar's user and group", `security: { runAsUser: 1337, runAsGroup: 1337 },`, [
  "services/backend.ts security.runAsUser: security.runAsUser is 1337, which is the sidecar's: its traffic bypasses the mesh",
  "services/backend.ts security.runAsGroup: security.runAsGroup is 1337, which is the sidecar's: its traffic bypasses the mesh",
]);
accepts(
  runAsUser,
  "another user, the group 0, and 1337 outside the mesh",
  `security: { runAsUser: 1000, runAsGroup: 0, fsGroup: 1337 },
// services/model.ts
mesh: false,
security: { runAsUser: 1337 },`,
);

refuses(
  envField,
  "what is nearly a field",
  `env: { A: { field: "status.podIp" }, B: { field: "spec.containers" } },`,
  [
    `services/backend.ts env.A.field: env.A.field is "status.podIp", which the downward API does not offer (did you mean "status.podIP"?)`,
    `services/backend.ts env.B.field: env.B.field is "spec.containers", which the downward API does not offer (known: "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName" and 4 more)`,
  ],
);
refuses(envField, "it in the canary", canary(`env: { A: { field: "metadata.labels" } }`), [
  `services/backend.ts canary.env.A.field: canary.env.A.field is "metadata.labels", which the downward API does not offer (did you mean "metadata.name"?)`,
]);
accepts(
  envField,
  "fields, labels, annotations, and what is no field",
  `env: { X: "metadata.Name", Y: { secret: "s", key: "k" }, A: { field: "status.podIP" }, B: { field: "metadata.labels['app']" }, C: { field: "metadata.annotations['example.com/x']" } },`,
);

refuses(
  reservedLabel,
  "the platform's, Argo CD's, Istio's and Kubernetes'",
  `labels: { app: "x", version: "1", "app.kubernetes.io/name": "x", "platform.3rvision.dev/a": "x", "argocd.argoproj.io/instance": "x", "app.kubernetes.io/instance": "x", "sidecar.istio.io/inject": "false", "istio.io/rev": "x", "pod-template-hash": "x" },`,
  [
    "services/backend.ts labels.app: labels.app belongs to the platform (use a label of your own)",
    "services/backend.ts labels.version: labels.version belongs to the platform (use a label of your own)",
    `services/backend.ts labels["app.kubernetes.io/name"]: labels["app.kubernetes.io/name"] belongs to the platform (use a label of your own)`,
    `services/backend.ts labels["platform.3rvision.dev/a"]: labels["platform.3rvision.dev/a"] belongs to the platform (use a label of your own)`,
    `services/backend.ts labels["argocd.argoproj.io/instance"]: labels["argocd.argoproj.io/instance"] belongs to Argo CD (use a label of your own)`,
    `services/backend.ts labels["app.kubernetes.io/instance"]: labels["app.kubernetes.io/instance"] belongs to Argo CD (use a label of your own)`,
    `services/backend.ts labels["sidecar.istio.io/inject"]: labels["sidecar.istio.io/inject"] belongs to Istio (use a label of your own)`,
    `services/backend.ts labels["istio.io/rev"]: labels["istio.io/rev"] belongs to Istio (use a label of your own)`,
    `services/backend.ts labels["pod-template-hash"]: labels["pod-template-hash"] belongs to Kubernetes (use a label of your own)`,
  ],
);
accepts(
  reservedLabel,
  "one's own and the usual ones",
  `labels: { team: "x", "example.com/app": "x", "app.kubernetes.io/part-of": "x", "app.kubernetes.io/component": "x", "my-istio.io.example/x": "1" },`,
);

refuses(
  reservedAnnotation,
  "each owner's",
  `annotations: { "sidecar.istio.io/inject": "false", "argocd.argoproj.io/sync-wave": "1", "platform.3rvision.dev/owner": "x", "kubectl.kubernetes.io/restartedAt": "x" },`,
  [
    `services/backend.ts annotations["sidecar.istio.io/inject"]: annotations["sidecar.istio.io/inject"] belongs to Istio (use mesh)`,
    `services/backend.ts annotations["argocd.argoproj.io/sync-wave"]: annotations["argocd.argoproj.io/sync-wave"] belongs to Argo CD (remove it: Argo CD looks at objects, not at pods)`,
    `services/backend.ts annotations["platform.3rvision.dev/owner"]: annotations["platform.3rvision.dev/owner"] belongs to the platform (use an annotation of your own)`,
    `services/backend.ts annotations["kubectl.kubernetes.io/restartedAt"]: annotations["kubectl.kubernetes.io/restartedAt"] belongs to Kubernetes (remove it)`,
  ],
);
accepts(
  reservedAnnotation,
  "what tunes the sidecar, and one's own",
  `annotations: { "proxy.istio.io/config": "{}", "sidecar.istio.io/proxyCPU": "100m", "example.com/x": "1" },`,
);

const volumes = (text: string) => `volumes: { ${text} },\n`;
refuses(
  volumeMount,
  "one path twice",
  volumes(`a: { mountPath: "/data", emptyDir: {} }, b: { mountPath: "/data/", emptyDir: {} }`),
  [`services/backend.ts volumes.b.mountPath: volumes.b.mountPath is "/data/", where the volume "a" is already`],
);
refuses(
  volumeMount,
  "where nothing can be mounted",
  volumes(
    `a: { mountPath: "/", emptyDir: {} }, b: { mountPath: "/proc/x", emptyDir: {} }, c: { mountPath: "/a:b", emptyDir: {} }, d: { mountPath: "/a/../b", emptyDir: {} }, e: { mountPath: "/var/run/secrets/kubernetes.io/serviceaccount", emptyDir: {} }`,
  ),
  [
    `services/backend.ts volumes.a.mountPath: volumes.a.mountPath is "/", must not be the root: it would hide the image`,
    `services/backend.ts volumes.b.mountPath: volumes.b.mountPath is "/proc/x", must not be in /proc, which is the system's`,
    `services/backend.ts volumes.c.mountPath: volumes.c.mountPath is "/a:b", must not contain ":"`,
    `services/backend.ts volumes.d.mountPath: volumes.d.mountPath is "/a/../b", must not contain ".."`,
    `services/backend.ts volumes.e.mountPath: volumes.e.mountPath is "/var/run/secrets/kubernetes.io/serviceaccount", must not be in /var/run/secrets/kubernetes.io/serviceaccount, which is the system's`,
  ],
);
refuses(
  volumeMount,
  "shared memory that isn't memory, and what lies in it",
  volumes(
    `a: { mountPath: "/dev/shm/", emptyDir: {} }, b: { mountPath: "/dev/shm", claim: { size: "1Gi" } }, c: { mountPath: "/dev/shm/x", emptyDir: { medium: "Memory" } }`,
  ),
  [
    `services/backend.ts volumes.a.mountPath: volumes.a.mountPath is "/dev/shm/", where only an emptyDir with medium "Memory" may be`,
    `services/backend.ts volumes.b.mountPath: volumes.b.mountPath is "/dev/shm", where only an emptyDir with medium "Memory" may be`,
    `services/backend.ts volumes.c.mountPath: volumes.c.mountPath is "/dev/shm/x", must not be in /dev, which is the system's`,
  ],
);
accepts(
  volumeMount,
  "shared memory",
  volumes(`shared: { mountPath: "/dev/shm", emptyDir: { medium: "Memory", sizeLimit: "1Gi" } }`),
);
accepts(
  volumeMount,
  "one path within another, and /tmp",
  volumes(
    `a: { mountPath: "/data", emptyDir: {} }, b: { mountPath: "/data/cache", emptyDir: {} }, c: { mountPath: "/tmp", emptyDir: {} }, d: { mountPath: "/device", emptyDir: {} }`,
  ),
);

refuses(
  volumeName,
  "a name of the sidecar's",
  volumes(`"istio-envoy": { mountPath: "/data", emptyDir: {} }`),
  [`services/backend.ts volumes["istio-envoy"]: volumes["istio-envoy"] is the name of a volume of the sidecar (rename it)`],
);
accepts(
  volumeName,
  "it outside the mesh",
  `mesh: false,
${volumes(`"istio-envoy": { mountPath: "/data", emptyDir: {} }`)}`,
);

const disk = (mode = "") => volumes(`data: { mountPath: "/data", claim: { size: "1Gi"${mode} } }`);
refuses(
  exclusiveClaim,
  "two pods",
  `replicas: 2,
${disk()}`,
  [`services/backend.ts volumes.data.claim.accessMode: volumes.data.claim.accessMode is "ReadWriteOnce", but there are up to 2 pods in lab (use "ReadWriteMany", or one pod)`],
);
refuses(
  exclusiveClaim,
  "an autoscaler that may bring a second",
  `autoscaling: { minReplicas: 1, maxReplicas: 2 },
${disk(`, accessMode: "ReadWriteOncePod"`)}`,
  [`services/backend.ts volumes.data.claim.accessMode: volumes.data.claim.accessMode is "ReadWriteOncePod", but there are up to 2 pods in lab (use "ReadWriteMany", or one pod)`],
);
refuses(exclusiveClaim, "a canary", `${canary("")}${disk()}`, [
  `services/backend.ts volumes.data.claim.accessMode: volumes.data.claim.accessMode is "ReadWriteOnce", but there is a canary in lab (use "ReadWriteMany", or one pod)`,
]);
refuses(
  exclusiveClaim,
  "a Job with two pods at a time",
  `kind: "Job",
ports: [],
job: { parallelism: 2 },
${disk()}`,
  [`services/backend.ts volumes.data.claim.accessMode: volumes.data.claim.accessMode is "ReadWriteOnce", but job.parallelism is 2 in lab (use "ReadWriteMany", or one pod)`],
);
refuses(
  exclusiveClaim,
  "it in each cluster with more than one pod",
  `${disk()}
// overlays/lab.ts
// overlays/staging.ts
defaults: { replicas: 2 },
// overlays/prod.ts
defaults: { replicas: 3 },`,
  [
    `services/backend.ts volumes.data.claim.accessMode: volumes.data.claim.accessMode is "ReadWriteOnce", but there are up to 3 pods in prod (use "ReadWriteMany", or one pod)`,
    `services/backend.ts volumes.data.claim.accessMode: volumes.data.claim.accessMode is "ReadWriteOnce", but there are up to 2 pods in staging (use "ReadWriteMany", or one pod)`,
  ],
);
accepts(
  exclusiveClaim,
  "one pod, and a Job with one",
  `replicas: 1,
${disk()}
// services/report.ts
kind: "Job",
ports: [],
job: { parallelism: 1 },
${disk()}`,
);
accepts(
  exclusiveClaim,
  "many pods with a shared disk",
  `replicas: 5,
${disk(`, accessMode: "ReadWriteMany"`)}`,
);

const files = (...paths: string[]) =>
  `configFiles: { ${paths.map((path) => `"${path}": "x"`).join(", ")} },\n`;
refuses(
  configFilePath,
  "a file in a volume, and at a volume",
  `${files("/data/a.ini", "/cache")}${
    volumes(`data: { mountPath: "/data/", emptyDir: {} }, cache: { mountPath: "/cache", emptyDir: {} }`)
  }`,
  [
    `services/backend.ts configFiles["/data/a.ini"]: configFiles["/data/a.ini"] lies in the volume "data" at /data/`,
    `services/backend.ts configFiles["/cache"]: configFiles["/cache"] lies in the volume "cache" at /cache`,
  ],
);
refuses(configFilePath, "a file in a file", files("/etc/app", "/etc/app/a.ini"), [
  `services/backend.ts configFiles["/etc/app/a.ini"]: configFiles["/etc/app/a.ini"] lies in "/etc/app", which is a file`,
]);
refuses(configFilePath, "a directory, and a way up", files("/etc/app/", "/etc/../a.ini"), [
  `services/backend.ts configFiles["/etc/app/"]: configFiles["/etc/app/"] names a directory, must name a file`,
  `services/backend.ts configFiles["/etc/../a.ini"]: configFiles["/etc/../a.ini"] must not contain ".."`,
]);
accepts(
  configFilePath,
  "files beside a volume with a similar name",
  `${files("/database/a.ini", "/etc/app.ini", "/etc/app.ini.bak")}${
    volumes(`data: { mountPath: "/data", emptyDir: {} }`)
  }`,
);

refuses(
  volumeSubPath,
  "absolute paths and ways out",
  volumes(
    `a: { mountPath: "/a", subPath: "/x", emptyDir: {} }, b: { mountPath: "/b", subPath: "x/../../y", emptyDir: {} }`,
  ),
  [
    `services/backend.ts volumes.a.subPath: volumes.a.subPath is "/x", must be relative to the volume`,
    `services/backend.ts volumes.b.subPath: volumes.b.subPath is "x/../../y", must not contain ".."`,
  ],
);
accepts(
  volumeSubPath,
  "a path within, with dots in its name, and none",
  volumes(`b: { mountPath: "/b", emptyDir: {} }, a: { mountPath: "/a", subPath: "x/..y", emptyDir: {} }`),
);
