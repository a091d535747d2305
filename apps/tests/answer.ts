/** What the tiers answer, as far as tests look at it. */
export interface Answer {
  readonly category?: string;
  readonly advice?: { readonly action: string };
  readonly path: readonly {
    readonly service: string;
    readonly version: string;
    readonly release: string;
    readonly pod: string;
  }[];
  readonly traceId: string;
  readonly requestId: string;
  readonly error?: { readonly code: string };
}
