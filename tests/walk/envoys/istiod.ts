/** The istiod of a comparison: for stock Envoys, quick to push, without webhooks. */
import type { ProcessSpec } from "../../../lab/process/process_spec.ts";
import { type Layout } from "../../../lab/process/layout.ts";
import { kubeconfigPath } from "../../../lab/process/users.ts";

/** How an istiod differs from another one. */
export interface IstiodSettings {
  readonly layout: Layout;
  /** The path of `pilot-discovery`. */
  readonly program: string;
  /** The network namespace that it runs in. */
  readonly namespace: string;
  /** Where it keeps what it writes. */
  readonly folder: string;
  /** The path of a file with its settings of the mesh. */
  readonly mesh: string;
  /** Where proxies ask over plain text: an address with a port. */
  readonly grpc: string;
  /** Where agents ask for certificates; empty for nowhere, and then there is no authority. */
  readonly secure: string;
}

/** The process. */
export function istiod(
  { layout, program, namespace, folder, mesh, grpc, secure }: IstiodSettings,
): ProcessSpec {
  return {
    name: "istiod",
    namespace,
    directory: folder,
    environment: {
      HOME: folder,
      PILOT_CERT_PROVIDER: secure === "" ? "none" : "istiod",
      ENABLE_CA_SERVER: String(secure !== ""),
      INJECTION_WEBHOOK_CONFIG_NAME: "",
      VALIDATION_WEBHOOK_CONFIG_NAME: "",
      // Stock Envoys lack these filters.
      PILOT_ENABLE_METADATA_EXCHANGE: "false",
      PILOT_ENABLE_ALPN_FILTER: "false",
      PILOT_ENABLE_GATEWAY_API: "false",
      PILOT_DEBOUNCE_AFTER: "30ms",
      PILOT_DEBOUNCE_MAX: "300ms",
      POD_NAME: "istiod",
      POD_NAMESPACE: "istio-system",
      REVISION: "default",
    },
    command: [
      program,
      ...["discovery", "--kubeconfig", kubeconfigPath(layout, "admin"), "--meshConfig", mesh],
      ...["--grpcAddr", grpc, "--httpAddr", "127.0.0.1:8081", "--monitoringAddr", "127.0.0.1:15014"],
      ...["--httpsAddr", "", "--secureGRPCAddr", secure, "--ctrlz_port", "0"],
    ],
  };
}
