import { accepts, refuses } from "./table.ts";
import { objectClash } from "../../lib/rules/raw/object_clash.ts";
import { objectClusterScoped } from "../../lib/rules/raw/object_cluster_scoped.ts";
import { objectCredential } from "../../lib/rules/raw/object_credential.ts";
import { objectNamespace } from "../../lib/rules/raw/object_namespace.ts";
import { objectShape } from "../../lib/rules/raw/object_shape.ts";
import { patchIdentity } from "../../lib/rules/raw/patch_identity.ts";
import { patchOperation } from "../../lib/rules/raw/patch_operation.ts";
import { patchTarget } from "../../lib/rules/raw/patch_target.ts";

const objects = (...list: string[]) => `objects: [${list.join(", ")}],\n`;
const map = (name: string, more = "") =>
  `{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "${name}" }${more} }`;

refuses(
  objectShape,
  "what is no object, and objects that lack a part",
  objects(
    `"x"`,
    "[]",
    "null",
    `{ kind: "A", metadata: { name: "x" } }`,
    `{ apiVersion: "v1", metadata: { name: "x" } }`,
    `{ apiVersion: "v1", kind: "A" }`,
    `{ apiVersion: "v1", kind: "A", metadata: { name: "" } }`,
  ),
  [
    "services/backend.ts objects[0]: objects[0] must be an object",
    "services/backend.ts objects[1]: objects[1] must be an object",
    "services/backend.ts objects[2]: objects[2] must be an object",
    "services/backend.ts objects[3]: objects[3] has no apiVersion (add apiVersion)",
    "services/backend.ts objects[4]: objects[4] has no kind (add kind)",
    "services/backend.ts objects[5]: objects[5] has no metadata.name (add metadata.name)",
    "services/backend.ts objects[6].metadata: objects[6].metadata has no name (add metadata.name)",
  ],
);
accepts(objectShape, "an object with all parts", objects(map("x")));

refuses(
  objectNamespace,
  "another namespace",
  objects(`{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "x", namespace: "other" } }`),
  [`services/backend.ts objects[0].metadata.namespace: objects[0].metadata.namespace is "other", must be "backend" (remove it)`],
);
accepts(
  objectNamespace,
  "the service's own",
  `namespace: "vision",
${objects(`{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "x", namespace: "vision" } }`)}`,
);

refuses(
  objectClusterScoped,
  "what stands outside of namespaces",
  objects(`{ apiVersion: "v1", kind: "Namespace", metadata: { name: "x" } }`),
  [`services/backend.ts objects[0].kind: objects[0].kind is "Namespace", which stands outside of namespaces (remove it)`],
);
accepts(
  objectClusterScoped,
  "what stands in one",
  objects(`{ apiVersion: "rbac.authorization.k8s.io/v1", kind: "RoleBinding", metadata: { name: "x" } }`),
);

refuses(
  objectClash,
  "what is rendered already",
  objects(`{ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "backend-stable" } }`),
  [`services/backend.ts objects[0]: objects[0] is apps/Deployment "backend-stable", which is rendered for backend already (rename it; use patches to change a rendered object)`],
);
refuses(objectClash, "one object twice", objects(map("x"), map("x")), [
  `services/backend.ts objects[1]: objects[1] is ConfigMap "x", which is objects[0] of backend already (rename it; use patches to change a rendered object)`,
]);
refuses(
  objectClash,
  "one object of two services of a namespace",
  `namespace: "vision",
${objects(map("x"))}
// services/model.ts
namespace: "vision",
${objects(map("x"))}`,
  [`services/model.ts objects[0]: objects[0] is ConfigMap "x", which is objects[0] of backend already (rename it; use patches to change a rendered object)`],
);
refuses(
  objectClash,
  "what is rendered for another service of the namespace",
  `namespace: "vision",
${objects(`{ apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "model" } }`)}
// services/model.ts
namespace: "vision",`,
  [`services/backend.ts objects[0]: objects[0] is ServiceAccount "model", which is rendered for model already (rename it; use patches to change a rendered object)`],
);
refuses(
  objectClash,
  "what the platform has in every namespace",
  objects(
    `{ apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: { name: "default-deny" } }`,
    `{ apiVersion: "networking.istio.io/v1", kind: "Sidecar", metadata: { name: "default" } }`,
  ),
  [
    `services/backend.ts objects[0]: objects[0] is networking.k8s.io/NetworkPolicy "default-deny", which is rendered for the platform already (rename it; use patches to change a rendered object)`,
    `services/backend.ts objects[1]: objects[1] is networking.istio.io/Sidecar "default", which is rendered for the platform already (rename it; use patches to change a rendered object)`,
  ],
);
accepts(
  objectClash,
  "one name for two kinds and two groups, and in two namespaces",
  `${
    objects(
      map("x"),
      `{ apiVersion: "v1", kind: "Service", metadata: { name: "x" } }`,
      `{ apiVersion: "example.com/v1", kind: "ConfigMap", metadata: { name: "x" } }`,
    )
  }
// services/model.ts
${objects(map("x"))}`,
);

refuses(
  objectCredential,
  "a Secret with its content",
  objects(`{ apiVersion: "v1", kind: "Secret", metadata: { name: "x" }, data: { a: "YQ==" } }`),
  ["services/backend.ts objects[0].data: objects[0].data holds a Secret's content in clear (put it into a Secret that secrets declares)"],
);
refuses(
  objectCredential,
  "a ConfigMap with a password, and a container's variable",
  objects(
    map("x", `, data: { password: "hunter2hunter2" }`),
    `{ apiVersion: "v1", kind: "Pod", metadata: { name: "y" }, spec: { containers: [{ env: [{ name: "API_TOKEN", value: "abcdefgh" }] }] } }`,
  ),
  [
    "services/backend.ts objects[0].data.password: objects[0].data.password holds a credential, going by its name (put it into a Secret that secrets declares)",
    "services/backend.ts objects[1].spec.containers[0].env[0].value: objects[1].spec.containers[0].env[0].value holds a credential, going by its name (put it into a Secret that secrets declares)",
  ],
);
refuses(
  objectCredential,
  "what looks like one in a patch",
  `patches: [{ target: { kind: "Deployment" }, operations: [{ op: "add", path: "/metadata/annotations/x", value: "AKIA" + "Q".repeat(16) }] }],`,
  ["services/backend.ts patches[0].operations[0].value: patches[0].operations[0].value holds an AWS access key (put it into a Secret that secrets declares)"],
);
refuses(
  objectCredential,
  "a password in a list, and a Secret's stringData",
  objects(
    map("x", `, data: { passwords: [], password: ["hunter2hunter2"] }`),
    `{ apiVersion: "v1", kind: "Secret", metadata: { name: "x" }, stringData: { a: "b" } }`,
  ),
  [
    "services/backend.ts objects[0].data.password[0]: objects[0].data.password[0] holds a credential, going by its name (put it into a Secret that secrets declares)",
    "services/backend.ts objects[1].stringData: objects[1].stringData holds a Secret's content in clear (put it into a Secret that secrets declares)",
  ],
);
accepts(
  objectCredential,
  "what is sealed, names of Secrets, and a Secret with an empty content",
  objects(
    `{ apiVersion: "bitnami.com/v1alpha1", kind: "SealedSecret", metadata: { name: "x" }, spec: { encryptedData: { password: "AgBy3i4OJSWK" } } }`,
    `{ apiVersion: "v1", kind: "Secret", metadata: { name: "y" }, data: {} }`,
    map("z", `, data: { authSecret: "basic-auth", credentials: "database-credentials" }`),
  ),
);
accepts(
  objectCredential,
  "references to Secrets, and a Secret without content",
  objects(
    `{ apiVersion: "v1", kind: "Secret", metadata: { name: "x" } }`,
    `{ apiVersion: "v1", kind: "Pod", metadata: { name: "y", labels: { token: "x-token" } }, spec: { containers: [{ env: [{ name: "API_TOKEN", valueFrom: { secretKeyRef: { name: "credentials", key: "token" } } }], volumes: [{ secret: { secretName: "credentials" } }] }] } }`,
  ),
);

const patch = (target: string, ...operations: string[]) =>
  `patches: [{ target: { ${target} }, operations: [${operations.join(", ")}] }],\n`;
refuses(
  patchTarget,
  "a kind that is nearly one",
  patch(`kind: "Deploymnt"`, `{ op: "remove", path: "/spec/paused" }`),
  [`services/backend.ts patches[0].target.kind: patches[0].target.kind is "Deploymnt", of which none is rendered for backend (did you mean "Deployment"?)`],
);
refuses(
  patchTarget,
  "a name that is nearly one",
  patch(`kind: "Deployment", name: "backend-stabel"`, `{ op: "remove", path: "/spec/paused" }`),
  [`services/backend.ts patches[0].target.name: patches[0].target.name is "backend-stabel", but of kind Deployment there is only backend-stable (did you mean "backend-stable"?)`],
);
refuses(
  patchTarget,
  "a kind that only other services have",
  patch(`kind: "CronJob"`, `{ op: "remove", path: "/spec/suspend" }`),
  [`services/backend.ts patches[0].target.kind: patches[0].target.kind is "CronJob", of which none is rendered for backend`],
);
const broken = `kind: "CronJob",\nports: [],\n`;
accepts(
  patchTarget,
  "any target where another mistake keeps all from being rendered",
  `${broken}${patch(`kind: "Nothing"`, `{ op: "remove", path: "/x" }`)}`,
);
accepts(
  patchTarget,
  "every object of a kind, one by name, and a raw object",
  `${objects(map("x"))}patches: [
  { target: { kind: "Deployment" }, operations: [{ op: "add", path: "/spec/paused", value: true }] },
  { target: { kind: "Service", name: "backend-service" }, operations: [{ op: "add", path: "/spec/type", value: "ClusterIP" }] },
  { target: { kind: "ConfigMap", name: "x" }, operations: [{ op: "add", path: "/data", value: {} }] },
],`,
);

refuses(
  patchOperation,
  "what is no operation",
  patch(
    `kind: "Deployment"`,
    `"x"`,
    `{ op: "set", path: "/a" }`,
    `{ path: "/a" }`,
    `{ op: "add", path: "spec", value: 1 }`,
    `{ op: "add", path: "/a~2", value: 1 }`,
    `{ op: "add", path: "/a" }`,
    `{ op: "move", path: "/a" }`,
    `{ op: "replace", path: "", value: {} }`,
  ),
  [
    "services/backend.ts patches[0].operations[0]: patches[0].operations[0] must be an object",
    `services/backend.ts patches[0].operations[1]: patches[0].operations[1] has the op "set", must be add, copy, move, remove, replace or test`,
    "services/backend.ts patches[0].operations[2]: patches[0].operations[2] has no op, must be add, copy, move, remove, replace or test",
    `services/backend.ts patches[0].operations[3]: patches[0].operations[3] has the path "spec", must be a JSON pointer such as "/spec/replicas"`,
    `services/backend.ts patches[0].operations[4]: patches[0].operations[4] has the path "/a~2", must be a JSON pointer such as "/spec/replicas"`,
    "services/backend.ts patches[0].operations[5]: patches[0].operations[5] has no value, which add needs",
    `services/backend.ts patches[0].operations[6]: patches[0].operations[6] has no from, must be a JSON pointer such as "/spec/replicas"`,
    "services/backend.ts patches[0].operations[7]: patches[0].operations[7] would replace the whole object",
  ],
);
refuses(
  patchOperation,
  "an operation whose path doesn't exist",
  patch(`kind: "Deployment"`, `{ op: "replace", path: "/spec/nothing", value: 1 }`),
  [`services/backend.ts patches[0].operations[0]: patches[0].operations[0] does not apply to Deployment "backend-stable": Value required at path: /spec/nothing`],
);
refuses(
  patchOperation,
  "a test that fails",
  patch(`kind: "Deployment"`, `{ op: "test", path: "/kind", value: "Service" }`),
  [`services/backend.ts patches[0].operations[0]: patches[0].operations[0] does not apply to Deployment "backend-stable": Test failed: Deployment != Service`],
);
accepts(
  patchOperation,
  "any path where another mistake keeps all from being rendered, or the target doesn't exist",
  `${broken}${patch(`kind: "CronJob"`, `{ op: "remove", path: "/x" }`)}
// services/model.ts
${patch(`kind: "Nothing"`, `{ op: "remove", path: "/x" }`)}`,
);
accepts(
  patchOperation,
  "operations that apply, one after the other",
  patch(
    `kind: "Deployment"`,
    `{ op: "test", path: "/kind", value: "Deployment" }`,
    `{ op: "add", path: "/metadata/annotations", value: {} }`,
    `{ op: "add", path: "/metadata/annotations/example.com~1x", value: "y" }`,
  ),
);

refuses(
  patchIdentity,
  "name, namespace, kind and selector",
  patch(
    `kind: "Service"`,
    `{ op: "replace", path: "/metadata/name", value: "x" }`,
    `{ op: "add", path: "/metadata/namespace", value: "x" }`,
    `{ op: "replace", path: "/kind", value: "x" }`,
    `{ op: "replace", path: "/spec/selector/app", value: "x" }`,
  ),
  [
    `services/backend.ts patches[0].operations[0].path: patches[0].operations[0].path is "/metadata/name", which others refer to and nobody may change`,
    `services/backend.ts patches[0].operations[1].path: patches[0].operations[1].path is "/metadata/namespace", which others refer to and nobody may change`,
    `services/backend.ts patches[0].operations[2].path: patches[0].operations[2].path is "/kind", which others refer to and nobody may change`,
    `services/backend.ts patches[0].operations[3].path: patches[0].operations[3].path is "/spec/selector/app", which others refer to and nobody may change`,
  ],
);
accepts(
  patchIdentity,
  "a test of the name, and labels",
  patch(
    `kind: "Service"`,
    `{ op: "test", path: "/metadata/name", value: "backend-service" }`,
    `{ op: "add", path: "/metadata/labels/x", value: "y" }`,
  ),
);
