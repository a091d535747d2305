/** What moves canaries by their metrics from within the cluster: outside the mesh, and with no right to change anything in it. */
import type { ICronJob } from "kubernetes-models/batch/v1";
import type { INetworkPolicyEgressRule } from "kubernetes-models/networking.k8s.io/v1";
import type { IRole, IRoleBinding } from "kubernetes-models/rbac.authorization.k8s.io/v1";
import type { IContainer } from "kubernetes-models/v1";
import { canaryDriverNamespace as namespace, user } from "../../model/defaults.ts";
import type { CanaryDriverModel, ClusterModel } from "../../model/types.ts";
import { sortedVariables } from "../environment.ts";
import type { KubernetesObject } from "../../kubernetes_object.ts";
import { componentNetworkPolicy, componentServiceAccount } from "../observability/component.ts";
import { apiServer, nameServers, part, tcp } from "../observability/network_peers.ts";
import { resourceRequirements } from "../resource_requirements.ts";
import { restrictedContainer, restrictedPod } from "../restricted_security.ts";
import { typedObject } from "../typed_object.ts";
import { defaultDeny } from "./default_deny.ts";
import { gitAddress } from "./git_address.ts";
import { gitEnvironment, gitSecretFolder } from "./git_environment.ts";
import { platformMetadata } from "./platform_metadata.ts";

const name = "canary-driver";
const workFolder = "/work";
const checkout = `${workFolder}/repository`;

/** What its pod needs to be rendered. */
type Cluster = Pick<ClusterModel, "name" | "canaryDriver" | "repository" | "argocd">;

/** Everything of the canary driver; nothing where none is run. */
export function canaryDriverObjects(cluster: Cluster): readonly KubernetesObject[] {
  const { canaryDriver: model, argocd, repository } = cluster;
  if (model === undefined) return [];
  return [
    defaultDeny(namespace),
    componentServiceAccount(name, namespace),
    ...readApplications(argocd.namespace),
    cronJob(cluster, model),
    componentNetworkPolicy(name, [], egress(repository.url, model), namespace),
  ];
}

/** To read what Argo CD says of a service, and nothing else: its moves are commits. */
function readApplications(argocd: string): readonly [role: KubernetesObject, binding: KubernetesObject] {
  const metadata = platformMetadata(name, argocd);
  return [
    typedObject<IRole>({
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "Role",
      metadata,
      rules: [{ apiGroups: ["argoproj.io"], resources: ["applications"], verbs: ["get"] }],
    }),
    typedObject<IRoleBinding>({
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "RoleBinding",
      metadata,
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name },
      subjects: [{ kind: "ServiceAccount", name, namespace }],
    }),
  ];
}

function egress(repository: string, { prometheus }: CanaryDriverModel): readonly INetworkPolicyEgressRule[] {
  // A policy knows addresses and pods, not names: of the Git host and of somebody else's Prometheus it knows the port.
  const ports = new Set([gitAddress(repository).port]);
  if (prometheus?.own === false) ports.add(portOf(prometheus.address));
  return [
    nameServers,
    apiServer,
    { ports: tcp(...ports) },
    ...(prometheus?.own === true ? [{ to: [part("prometheus")], ports: tcp(9090) }] : []),
  ];
}

function portOf(address: string): number {
  const { port, protocol } = new URL(address);
  return port === "" ? (protocol === "https:" ? 443 : 80) : Number(port);
}

function cronJob(cluster: Cluster, model: CanaryDriverModel): KubernetesObject {
  const metadata = platformMetadata(name, namespace);
  const labels = { "app.kubernetes.io/name": name, ...metadata.labels };
  return typedObject<ICronJob>({
    apiVersion: "batch/v1",
    kind: "CronJob",
    metadata,
    spec: {
      schedule: model.schedule,
      // Two would only find that the other was first; the next look is soon enough.
      concurrencyPolicy: "Forbid",
      startingDeadlineSeconds: 60,
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 3,
      jobTemplate: {
        metadata: { labels },
        spec: {
          activeDeadlineSeconds: model.deadlineSeconds,
          // The next look is the second try, with the newest commit.
          backoffLimit: 0,
          template: {
            metadata: { labels },
            spec: {
              serviceAccountName: name,
              automountServiceAccountToken: true,
              enableServiceLinks: false,
              restartPolicy: "Never",
              securityContext: restrictedPod({ runAsUser: user, runAsGroup: user, fsGroup: user }),
              initContainers: [container("clone", cluster, model, cloneCommand(cluster))],
              containers: [container(name, cluster, model, driveCommand(cluster, model), checkout)],
              volumes: [
                { name: "work", emptyDir: {} },
                // Octal 0440: the group that the pod runs as may read it.
                { name: "credentials", secret: { secretName: model.secret, defaultMode: 0o440 } },
              ],
            },
          },
        },
      },
    },
  });
}

/** All commits, since the last change of a service is looked for in them, but only those files that are checked out. */
function cloneCommand({ repository: { url, revision } }: Cluster): string[] {
  const options = ["--quiet", "--filter=blob:none", "--no-tags", "--single-branch", `--branch=${revision}`];
  return ["git", "clone", ...options, "--", url, checkout];
}

function driveCommand({ name }: Cluster, { prometheus }: CanaryDriverModel): string[] {
  const address = prometheus === undefined ? [] : [`--prometheus=${prometheus.address}`];
  return ["deno", "task", "canary:run", `--cluster=${name}`, ...address, "--once", "--discard"];
}

function container(
  name: string,
  { repository }: Cluster,
  { image, resources, author }: CanaryDriverModel,
  command: string[],
  workingDir?: string,
): IContainer {
  return {
    name,
    image,
    imagePullPolicy: "IfNotPresent",
    command,
    ...(workingDir !== undefined && { workingDir }),
    env: sortedVariables({ HOME: workFolder, ...gitEnvironment(gitAddress(repository.url), author) }),
    resources: resourceRequirements(resources),
    securityContext: restrictedContainer(),
    volumeMounts: [
      { name: "work", mountPath: workFolder },
      { name: "credentials", mountPath: gitSecretFolder, readOnly: true },
    ],
  };
}
