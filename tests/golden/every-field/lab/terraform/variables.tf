# Generated from overlays/lab.ts by "deno task generate"; do not edit. sha256:6c10d7bb0f12
variable "kubeconfig_path" {
  description = "The kubeconfig that the cluster is added to"
  type        = string
  default     = "~/.kube/config"
}
