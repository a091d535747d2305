/** The values of the chart `base`: Istio's kinds and their validation. */
import { failClosed } from "./helm_values.ts";

/** What we set of the chart's values. */
export interface IstioBaseValues {
  /** The revision whose istiod validates. */
  readonly defaultRevision: string;
  /** How the validating webhook fails. */
  readonly base: typeof failClosed;
}

/** The values of the chart. */
export function istioBaseValues(): IstioBaseValues {
  return { defaultRevision: "default", base: failClosed };
}
