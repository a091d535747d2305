/** The parts of a VirtualService that several modules build. */
import type { IVirtualService } from "@kubernetes-models/istio/networking.istio.io/v1/VirtualService";

/** What a VirtualService says. */
export type VirtualServiceSpec = NonNullable<IVirtualService["spec"]>;

/** One HTTP route. */
export type HttpRoute = NonNullable<VirtualServiceSpec["http"]>[number];

/** One alternative of a route's conditions: all of its fields together. */
export type HttpMatch = NonNullable<HttpRoute["match"]>[number];

export type { IVirtualService };
