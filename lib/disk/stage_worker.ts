/** A second thread that stages files: takes one {@linkcode StageRequest}, answers with one {@linkcode StageReply}. */
import { type StagedFiles, stageFiles, type StageRequest } from "./stage_files.ts";

/** The staged files, or the failure as plain data, for an error loses its code on the way between threads. */
export type StageReply = { readonly staged: StagedFiles } | {
  readonly failed: { readonly code: string | undefined; readonly message: string };
};

function reply({ data }: MessageEvent<StageRequest>): StageReply {
  try {
    return { staged: stageFiles(data) };
  } catch (error) {
    const { message, code }: { message: string; code?: string } = error instanceof Error
      ? error
      : { message: String(error) };
    return { failed: { code, message } };
  }
}

self.addEventListener("message", (event: MessageEvent<StageRequest>) => self.postMessage(reply(event)));
