import type { DefinitionRule } from "../rule.ts";
import { at } from "../rule.ts";

/** The volumes that the injector adds to a pod. Source: Istio's injection template. */
const sidecarVolumes = new Set([
  "credential-socket",
  "istio-ca-crl",
  "istio-data",
  "istio-envoy",
  "istio-podinfo",
  "istio-token",
  "istiod-ca-cert",
  "workload-certs",
  "workload-socket",
]);

/** MESH111: a volume with a name that the sidecar needs. */
export const volumeName: DefinitionRule = {
  code: "MESH111",
  name: "volume-name",
  severity: "error",
  over: "definition",
  about: ["volumes"],
  summary: "A volume has the name of one of the sidecar's",
  reason:
    "The injector adds volumes of these names to the pod; Kubernetes refuses a pod with two of one name.",
  fix: "Rename the volume.",
  example: {
    wrong: `volumes: { "istio-token": { mountPath: "/token", emptyDir: {} } },`,
    right: `volumes: { token: { mountPath: "/token", emptyDir: {} } },`,
  },
  *check({ mesh, written: { volumes } }) {
    if (!mesh) return;
    for (const name in volumes) {
      if (sidecarVolumes.has(name)) {
        yield at(["volumes", name], "is the name of a volume of the sidecar", "rename it");
      }
    }
  },
};
