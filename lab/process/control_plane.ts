/**
 * What the processes of the control plane are: etcd, the API server and the controllers of the built-in kinds, with
 * the flags of a cluster made by kubeadm where they matter to what runs in it.
 *
 * @module
 */

import {
  API_SERVER_PORT,
  CLUSTER_DOMAIN,
  KUBERNETES_SERVICE_ADDRESS,
  namespaceNames,
  NODE_ADDRESS,
  SERVICE_RANGE,
} from "./addresses.ts";
import { certificateAuthority, keyPairFiles, signedCertificate, tokenKey } from "./certificates.ts";
import type { Layout } from "./layout.ts";
import type { ProcessSpec } from "./process_spec.ts";
import { kubeconfigPath, writeKubeconfigs } from "./users.ts";

const ETCD_CLIENTS = "http://127.0.0.1:2379";
const ETCD_PEERS = "http://127.0.0.1:2380";

/** Names by which the API server is called, inside and, through a forwarded port, outside the lab. */
const API_SERVER_HOSTS = [
  ...["kubernetes", "kubernetes.default", "kubernetes.default.svc"],
  ...[`kubernetes.default.svc.${CLUSTER_DOMAIN}`, "localhost", "127.0.0.1"],
  ...[KUBERNETES_SERVICE_ADDRESS, NODE_ADDRESS],
];

/** As whom the API server speaks for its clients to API servers behind it. */
const FRONT_PROXY = { name: "front-proxy-client", commonName: "front-proxy-client" };

/** Makes what is not there of certificates, keys and kubeconfigs. */
export async function makeCredentials(layout: Layout): Promise<void> {
  await certificateAuthority(layout);
  await signedCertificate(layout, {
    name: "kube-apiserver",
    commonName: "kube-apiserver",
    hosts: API_SERVER_HOSTS,
  });
  await signedCertificate(layout, FRONT_PROXY);
  await tokenKey(layout);
  await writeKubeconfigs(layout);
}

/** The API server's store. */
export async function etcd(layout: Layout, program: string): Promise<ProcessSpec> {
  await Deno.mkdir(layout.etcd, { recursive: true, mode: 0o700 });
  return {
    name: "etcd",
    command: [
      program,
      `--data-dir=${layout.etcd}`,
      `--listen-client-urls=${ETCD_CLIENTS}`,
      `--advertise-client-urls=${ETCD_CLIENTS}`,
      `--listen-peer-urls=${ETCD_PEERS}`,
      `--initial-advertise-peer-urls=${ETCD_PEERS}`,
      `--initial-cluster=default=${ETCD_PEERS}`,
      // What was written survives the end of the process, though not of the machine; nor does anything else here.
      "--unsafe-no-fsync",
      "--log-level=warn",
    ],
    namespace: namespaceNames(layout.id).node,
    restart: true,
  };
}

/** The API server. */
export async function apiServer(layout: Layout, program: string): Promise<ProcessSpec> {
  const authority = keyPairFiles(layout, "ca").certificate;
  const server = keyPairFiles(layout, "kube-apiserver");
  const proxy = keyPairFiles(layout, FRONT_PROXY.name);
  const tokens = await tokenKey(layout);
  return {
    name: "kube-apiserver",
    command: [
      program,
      `--etcd-servers=${ETCD_CLIENTS}`,
      `--bind-address=${NODE_ADDRESS}`,
      `--advertise-address=${NODE_ADDRESS}`,
      `--secure-port=${API_SERVER_PORT}`,
      `--tls-cert-file=${server.certificate}`,
      `--tls-private-key-file=${server.key}`,
      `--client-ca-file=${authority}`,
      // Who speaks for other users does so with a certificate of its own; without one, others complain.
      `--requestheader-client-ca-file=${authority}`,
      "--requestheader-allowed-names=front-proxy-client",
      "--requestheader-username-headers=X-Remote-User",
      "--requestheader-group-headers=X-Remote-Group",
      "--requestheader-extra-headers-prefix=X-Remote-Extra-",
      `--proxy-client-cert-file=${proxy.certificate}`,
      `--proxy-client-key-file=${proxy.key}`,
      `--service-account-issuer=https://kubernetes.default.svc.${CLUSTER_DOMAIN}`,
      `--service-account-key-file=${tokens.certificate}`,
      `--service-account-signing-key-file=${tokens.key}`,
      `--service-cluster-ip-range=${SERVICE_RANGE}`,
      "--authorization-mode=Node,RBAC",
      "--enable-admission-plugins=NodeRestriction",
      "--allow-privileged=true",
      "--profiling=false",
    ],
    namespace: namespaceNames(layout.id).node,
    inputs: [await Deno.readTextFile(server.certificate)],
    restart: true,
  };
}

/** The controllers of Deployments, EndpointSlices, namespaces and the like. */
export function controllerManager(layout: Layout, program: string): ProcessSpec {
  const kubeconfig = kubeconfigPath(layout, "controller-manager");
  return {
    name: "kube-controller-manager",
    command: [
      program,
      `--kubeconfig=${kubeconfig}`,
      `--authentication-kubeconfig=${kubeconfig}`,
      `--authorization-kubeconfig=${kubeconfig}`,
      `--service-account-private-key-file=${layout.pki}/tokens.key`,
      `--root-ca-file=${keyPairFiles(layout, "ca").certificate}`,
      "--use-service-account-credentials=true",
      // There is one node and it has its addresses already.
      "--controllers=*,-node-ipam-controller,-node-lifecycle-controller,-cloud-node-lifecycle-controller",
      "--leader-elect=false",
      `--bind-address=${NODE_ADDRESS}`,
      "--kube-api-qps=200",
      "--kube-api-burst=400",
      "--profiling=false",
    ],
    namespace: namespaceNames(layout.id).node,
    restart: true,
  };
}
