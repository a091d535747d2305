/** What happens to a tool while it is provisioned. */
export interface Progress {
  /** The name of the tool. */
  readonly tool: string;
  /** The version of the tool. */
  readonly version: string;
  /** `warm`: it was there; `waiting`: another process makes it; `making`: it is being made; `made`: it is done. */
  readonly state: "warm" | "waiting" | "making" | "made";
  /** What is being done, while the state is `making`; else empty. */
  readonly detail: string;
  /** Seconds since work on this tool began. */
  readonly seconds: number;
}

/** Receives each step of provisioning. */
export type OnProgress = (progress: Progress) => void;

/** One step as a line of text; `undefined` for tools that were there, which need no word. */
export function progressLine({ tool, version, state, detail, seconds }: Progress): string | undefined {
  const time = `${Math.round(seconds)} s`.padStart(6);
  if (state === "warm") return undefined;
  if (state === "waiting") return `${time}  ${tool} ${version}: waiting for another process that makes it`;
  return `${time}  ${tool} ${version}: ${state === "made" ? "ready" : detail}`;
}

/** Prints each step to standard error. */
export function printProgress(progress: Progress): void {
  const line = progressLine(progress);
  if (line !== undefined) console.error(line);
}
