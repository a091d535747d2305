import type { Progress } from "../engine.ts";
import type { Layout } from "./layout.ts";
import type { Supervisor } from "./supervisor.ts";

/** What the steps that bring a lab up have in common. */
export interface LabContext {
  /** Where the lab is kept. */
  readonly layout: Layout;
  /** Starts its processes. */
  readonly supervisor: Supervisor;
  /** Says how far a step that takes long has come. */
  readonly tell: (detail: string) => void;
}

/** One step of bringing a lab up. It may find its work done, or half done by a command that was killed. */
export interface Step {
  /** What is printed of it, such as `etcd`. */
  readonly name: string;
  /**
   * Does the work and resolves when what it starts is ready.
   *
   * @returns what came of it, such as `started` or `kept`.
   * @throws {LabError} naming the cause.
   */
  readonly run: (context: LabContext) => Promise<string>;
}

/** Runs one step, telling when it begins and when it is done or has failed. */
export async function tellStep(
  step: string,
  work: () => Promise<string>,
  onProgress: (progress: Progress) => void,
): Promise<void> {
  const begin = performance.now();
  const tell = (state: Progress["state"], detail: string) =>
    onProgress({ step, state, detail, seconds: (performance.now() - begin) / 1000 });
  tell("begun", "");
  try {
    tell("done", await work());
  } catch (error) {
    tell("failed", error instanceof Error ? error.message.split("\n")[0] ?? "" : String(error));
    throw error;
  }
}
