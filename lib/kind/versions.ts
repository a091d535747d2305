/** What a Kind cluster is made with. Tests hold them to the pins in `toolchain/`. */

/**
 * The node image that Kind 0.32.0 was released with, with its digest: `pkg/apis/config/defaults/image.go` of the
 * pinned Go module says so.
 */
export const KIND_NODE_IMAGE =
  "kindest/node:v1.36.1@sha256:3489c7674813ba5d8b1a9977baea8a6e553784dab7b84759d1014dbd78f7ebd5";

/** The version of the Terraform provider `tehcyx/kind`. */
export const KIND_PROVIDER_VERSION = "0.11.0";

/** The versions of Terraform, and of OpenTofu, that the configuration is written for. */
export const TERRAFORM_VERSIONS = ">= 1.6.0";
