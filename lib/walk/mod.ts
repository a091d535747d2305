/** One request through a mesh, hop by hop, evaluated on the rendered objects alone. */
export { distributionOf, predict, type Share, unknownsOf, type Visit, visits } from "./distribution.ts";
export * from "./fraction.ts";
export { forwardedHeaders, type Options } from "./options.ts";
export { type Reach, reachability } from "./reachability.ts";
export type { KubernetesObject } from "../kubernetes_object.ts";
export { nameOf, type Reference } from "./reference.ts";
export { type RepresentativeRequest, representativeRequests } from "./representative_requests.ts";
export type { Request, Sender } from "./request.ts";
export type { Branch, Decision, Hop, Mirror, Outcome, Subject } from "./result.ts";
export { walk } from "./walk.ts";
