/** Values that more than one of Istio's charts takes. */

/** Requests and limits as the charts take them; what isn't given keeps the chart's own. */
export interface ResourceValues {
  /** What the scheduler sets aside. */
  readonly requests: { readonly cpu: string; readonly memory: string };
  /** What may be used at most. */
  readonly limits?: { readonly cpu?: string; readonly memory?: string };
}

/** The seccomp profile that the pod-security standard `restricted` asks for. */
export const runtimeDefault = { type: "RuntimeDefault" } as const;

/**
 * The charts leave the webhook's policy to the first install, and istiod changes it later: a difference for ever.
 * Said here, it is the same from the beginning.
 */
export const failClosed = { validationFailurePolicy: "Fail" } as const;
