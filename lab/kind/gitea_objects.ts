import type { KubernetesObject } from "../../lib/kubernetes_object.ts";
import type { GiteaAddress } from "./gitea_address.ts";

/** The Git server of a lab in Kind. */
export const GITEA_IMAGE = "docker.gitea.com/gitea:1.27.3-rootless";

/** The container's user and group. */
const USER = 1000;

const CONTAINER_PORT = 3000;

/** The Secret with `username` and `password` of the repository's owner. */
export function credentialsName({ name }: GiteaAddress): string {
  return `${name}-owner`;
}

/** The namespace, for what has to be there before the rest. */
export function giteaNamespace({ namespace }: GiteaAddress): KubernetesObject {
  const enforce = { "pod-security.kubernetes.io/enforce": "restricted" };
  return { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace, labels: enforce } };
}

/**
 * Gitea with SQLite on a volume, so that a repository outlives its pod. A first push makes the repository. Anybody in
 * the cluster may read it, as Argo CD does; its owner alone may push.
 */
export function giteaObjects(address: GiteaAddress): readonly KubernetesObject[] {
  const { namespace, name, port } = address;
  const labels = { "app.kubernetes.io/name": name };
  const metadata = { name, namespace, labels };
  return [
    giteaNamespace(address),
    {
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
      metadata,
      spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
    },
    {
      apiVersion: "v1",
      kind: "Service",
      metadata,
      spec: { selector: labels, ports: [{ name: "http", port, targetPort: "http", appProtocol: "http" }] },
    },
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata,
      spec: {
        replicas: 1,
        // The volume can be written by one pod at a time.
        strategy: { type: "Recreate" },
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: podSpec(address) },
      },
    },
  ];
}

function podSpec(address: GiteaAddress): Readonly<Record<string, unknown>> {
  const { namespace, name, port } = address;
  const settings = {
    "server__ROOT_URL": `http://${name}.${namespace}.svc.cluster.local:${port}/`,
    "server__HTTP_PORT": String(CONTAINER_PORT),
    "server__DISABLE_SSH": "true",
    "server__OFFLINE_MODE": "true",
    "database__DB_TYPE": "sqlite3",
    "security__INSTALL_LOCK": "true",
    "service__DISABLE_REGISTRATION": "true",
    "repository__ENABLE_PUSH_CREATE_USER": "true",
    "repository__DEFAULT_PUSH_CREATE_PRIVATE": "false",
    "repository__DEFAULT_BRANCH": "main",
    "actions__ENABLED": "false",
    "cron__ENABLED": "false",
  };
  const secret = (key: string) => ({ secretKeyRef: { name: credentialsName(address), key } });
  return {
    automountServiceAccountToken: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: USER,
      runAsGroup: USER,
      fsGroup: USER,
      seccompProfile: { type: "RuntimeDefault" },
    },
    containers: [{
      name,
      image: GITEA_IMAGE,
      env: [
        ...Object.entries(settings).map(([key, value]) => ({ name: `GITEA__${key}`, value })),
        { name: "OWNER", valueFrom: secret("username") },
        { name: "OWNER_PASSWORD", valueFrom: secret("password") },
      ],
      ports: [{ name: "http", containerPort: CONTAINER_PORT }],
      readinessProbe: { httpGet: { path: "/api/healthz", port: "http" }, periodSeconds: 5 },
      resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "512Mi" } },
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      },
      volumeMounts: [
        { name: "data", mountPath: "/var/lib/gitea" },
        { name: "configuration", mountPath: "/etc/gitea" },
        { name: "temporary", mountPath: "/tmp" },
      ],
    }],
    volumes: [
      { name: "data", persistentVolumeClaim: { claimName: name } },
      { name: "configuration", emptyDir: {} },
      { name: "temporary", emptyDir: {} },
    ],
  };
}

/** Makes the owner where it is not there yet. The password comes from the pod's environment: no argument shows it. */
export const MAKE_OWNER: readonly string[] = Object.freeze([
  "sh",
  "-ec",
  'gitea admin user list | grep -qw -- "$OWNER" || ' +
  'gitea admin user create --admin --username "$OWNER" --password "$OWNER_PASSWORD" ' +
  '--email "$OWNER@lab.invalid" --must-change-password=false',
]);
