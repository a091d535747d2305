module 3rvision/toolchain/sealed-secrets

go 1.26.0

require (
	github.com/bitnami-labs/sealed-secrets v0.40.0
)
