import type { PodPlace } from "../engine.ts";
import type { Layout } from "./layout.ts";

/** The ways into pods, which whoever runs them provides. */
export interface PodAccess {
  /**
   * The command of this machine that runs another inside a container.
   *
   * @throws {LabError} if there is no such container, or it does not run.
   */
  readonly commandIn: (
    layout: Layout,
    place: PodPlace,
    command: readonly string[],
  ) => Promise<readonly string[]>;
  /**
   * The path of what a container has printed since it was last started.
   *
   * @throws {LabError} if there is no such container, or it was never started.
   */
  readonly log: (layout: Layout, place: PodPlace) => Promise<string>;
}
