import { type OnProgress, progressLine } from "../../toolchain/progress.ts";

/** Says of each tool that has to be made how far it has come. */
export function tellTools(tell: (detail: string) => void): { readonly onProgress: OnProgress } {
  const onProgress: OnProgress = (progress) => {
    const line = progressLine(progress);
    if (line !== undefined) tell(line.trim());
  };
  return { onProgress };
}
