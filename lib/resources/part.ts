/** A kind of object that a service has. */
import type { KubernetesObject } from "../kubernetes_object.ts";
import type { PlacedService, PlaceField, ServiceModel } from "../model/types.ts";

/** Makes the objects of one kind, and says what they depend on besides the service's definition. */
export interface Part {
  /** The fields of its place that it looks at. */
  readonly reads: readonly PlaceField[];
  /** The objects, in a stable order. */
  readonly render: (service: ServiceModel) => readonly KubernetesObject[];
}

/**
 * A part of what is rendered for a service. The type check holds it to what it says it reads.
 *
 * @param reads The fields of the service's place; all else that it looks at is the definition's.
 * @param render Makes its objects; one, none or a list.
 */
export function part<const Field extends PlaceField = never>(
  reads: readonly Field[],
  render: (
    service: PlacedService<NoInfer<Field>>,
  ) => readonly KubernetesObject[] | KubernetesObject | undefined,
): Part {
  return {
    reads,
    render: (service) => {
      const made = render(service);
      return made === undefined ? [] : Array.isArray(made) ? made : [made as KubernetesObject];
    },
  };
}

/** The objects of some parts, in their order. */
export function renderParts(parts: readonly Part[], service: ServiceModel): readonly KubernetesObject[] {
  return parts.flatMap(({ render }) => render(service));
}
