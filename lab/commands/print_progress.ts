import type { Progress } from "../engine.ts";

/** Prints each step of a command to standard error as it happens. */
export function printProgress({ step, state, detail, seconds }: Progress): void {
  if (state === "begun" && detail === "") return;
  const sign = { begun: "…", done: "✓", failed: "✗" }[state];
  console.error(`${sign} ${step.padEnd(24)} ${secondsText(seconds).padStart(7)}  ${detail}`);
}

/** Seconds as people read them: `1.5 s`. */
export function secondsText(seconds: number): string {
  return `${seconds.toFixed(1)} s`;
}
