/** The driver: takes a canary's steps by itself. */
export type { Action } from "./action.ts";
export {
  type ArgoDoor,
  driveOnce,
  type DriverDoors,
  type GitDoor,
  type PrometheusDoor,
  type Round,
} from "./driver.ts";
export { nextAction } from "./next_action.ts";
export { type ArgoState, type DriverState, type GitState, type Health, NoAnswer } from "./state.ts";
