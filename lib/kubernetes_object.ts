/** An object of the Kubernetes API, as plain data. */

/** Any object of the Kubernetes API. Keys stand in the order in which they are printed. */
export interface KubernetesObject {
  /** Group and version, or the version alone for the core group. */
  readonly apiVersion: string;
  /** In Pascal case. */
  readonly kind: string;
  /** Name, namespace, labels, annotations. */
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  /** Whatever the kind has. */
  readonly [field: string]: unknown;
}
