/** Applications by the Kubernetes API. */
import { CustomObjectsApi } from "@kubernetes/client-node";
import { NoAnswer } from "../driver/state.ts";
import type { Application } from "./application_state.ts";
import { loadKubeconfig } from "./kubeconfig.ts";

/** Where Applications are read. */
export interface ApplicationReader {
  /** The Application as it is; rejects with {@linkcode NoAnswer} where there is none. */
  read(namespace: string, name: string): Promise<Application>;
}

/** What the API server, or the way to it, said: one line. */
export function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, body } = error as { readonly code?: unknown; readonly body?: unknown };
  if (typeof code !== "number") {
    const { cause } = error;
    return cause instanceof Error ? `${error.message}: ${cause.message}` : error.message;
  }
  try {
    const { message } = (typeof body === "string" ? JSON.parse(body) : body) as {
      readonly message?: unknown;
    };
    if (typeof message === "string") return message;
  } catch {
    // What isn't Kubernetes' own answer says no more than its status.
  }
  return `HTTP status ${code}`;
}

/** The cluster of a kubeconfig's context, or, in a pod, the pod's own. `context`: the current one if undefined. */
export function applicationsOf(context: string | undefined): ApplicationReader {
  const api = loadKubeconfig(context).makeApiClient(CustomObjectsApi);
  return {
    async read(namespace, name) {
      try {
        return await api.getNamespacedCustomObject({
          group: "argoproj.io",
          version: "v1alpha1",
          plural: "applications",
          namespace,
          name,
        }) as Application;
      } catch (cause) {
        throw new NoAnswer(problemOf(cause), { cause });
      }
    },
  };
}
