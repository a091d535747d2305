/** What the metadata of every object of the platform looks like. */

/** The metadata of an object of the platform. */
export function metadata(name: string, namespace: string): unknown {
  return {
    name,
    namespace,
    labels: { "app.kubernetes.io/managed-by": "3rvision", "app.kubernetes.io/part-of": "platform" },
  };
}
