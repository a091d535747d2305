/** The way from the Kubernetes API's declared types to plain data. */
import type { KubernetesObject } from "../kubernetes_object.ts";

/** What every declared type of an object of the Kubernetes API has. */
export interface DeclaredObject {
  /** Group and version, for example `apps/v1`. */
  readonly apiVersion: string;
  /** For example `Deployment`. */
  readonly kind: string;
  /** Optional in every declared type; {@linkcode typedObject} wants it, with a name. */
  readonly metadata?: { readonly name?: string };
}

/**
 * Takes an object of a declared type as plain data. Give the type, as in `typedObject<IDeployment>({ … })`: then a
 * field that doesn't exist or has the wrong type fails the type check.
 */
export function typedObject<T extends DeclaredObject = never>(
  object: NoInfer<T> & { readonly metadata: { readonly name: string } },
): KubernetesObject {
  // An interface has no index signature, so the compiler can't see that the two are the same plain data.
  return object as unknown as KubernetesObject;
}
