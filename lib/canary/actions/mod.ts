/** What can be done with a canary: each a pure function from a service to the changes of its file. */
export { abort, removeCanary } from "./abort.ts";
export { advance } from "./advance.ts";
export { canaryOf, weightOf, weightsOf, type WrittenCanary } from "./canary_of.ts";
export type { Move, Service } from "./move.ts";
export { pause, resume } from "./pause.ts";
export { isStable, promote } from "./promote.ts";
export { setWeight } from "./set_weight.ts";
export { start, type StartOptions, usualSteps } from "./start.ts";
