# Generated from overlays/lab.ts by "deno task generate"; do not edit. sha256:8fac0e2e7947
output "context" {
  description = "The context of kubectl"
  value       = "kind-${kind_cluster.this.name}"
}

output "endpoint" {
  description = "The address of the API server"
  value       = kind_cluster.this.endpoint
}
