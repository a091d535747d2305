# Generated from overlays/lab.ts by "deno task generate"; do not edit. sha256:7cc74f35be23
resource "kind_cluster" "this" {
  name            = "3rvision-lab"
  wait_for_ready  = true
  kubeconfig_path = pathexpand(var.kubeconfig_path)

  kind_config {
    kind        = "Cluster"
    api_version = "kind.x-k8s.io/v1alpha4"

    node {
      role  = "control-plane"
      image = "kindest/node:v1.36.1@sha256:3489c7674813ba5d8b1a9977baea8a6e553784dab7b84759d1014dbd78f7ebd5"

      extra_port_mappings {
        container_port = 30080
        host_port      = 80
        listen_address = "127.0.0.1"
        protocol       = "TCP"
      }

      extra_port_mappings {
        container_port = 30443
        host_port      = 443
        listen_address = "127.0.0.1"
        protocol       = "TCP"
      }
    }

    node {
      role  = "worker"
      image = "kindest/node:v1.36.1@sha256:3489c7674813ba5d8b1a9977baea8a6e553784dab7b84759d1014dbd78f7ebd5"
    }

    node {
      role  = "worker"
      image = "kindest/node:v1.36.1@sha256:3489c7674813ba5d8b1a9977baea8a6e553784dab7b84759d1014dbd78f7ebd5"
    }
  }
}
