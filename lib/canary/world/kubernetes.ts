/** Applications by the Kubernetes API. */
import { CustomObjectsApi, KubeConfig } from "@kubernetes/client-node";
import type { Application } from "./application_state.ts";

/** Where Applications are read. */
export interface ApplicationReader {
  /** The Application as it is; rejects where there is no answer or no such Application. */
  read(namespace: string, name: string): Promise<Application>;
}

/** The cluster of a kubeconfig's context, or, in a pod, the pod's own. `context`: the current one if undefined. */
export function applicationsOf(context: string | undefined): ApplicationReader {
  const config = new KubeConfig();
  config.loadFromDefault();
  if (context !== undefined) config.setCurrentContext(context);
  const api = config.makeApiClient(CustomObjectsApi);
  return {
    read: (namespace, name) =>
      api.getNamespacedCustomObject({
        group: "argoproj.io",
        version: "v1alpha1",
        plural: "applications",
        namespace,
        name,
      }) as Promise<Application>,
  };
}
