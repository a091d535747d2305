# Generated from overlays/lab.ts by "deno task generate"; do not edit. sha256:3e2398ecdb55
terraform {
  required_version = ">= 1.6.0"

  required_providers {
    kind = {
      source  = "tehcyx/kind"
      version = "0.11.0"
    }
  }
}
