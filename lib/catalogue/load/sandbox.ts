/** A worker that may do nothing but read, seen from the main thread. */
/// <reference lib="deno.unstable" />
import { fileURLToPath } from "node:url";
import { fileUrls } from "./file_url.ts";
import { indexModule } from "./index_module.ts";
import type { EvaluateReply, EvaluateRequest, Result, Thrown } from "./protocol.ts";

/** How long things may take, in milliseconds. */
export interface SandboxLimits {
  /** Evaluating one file. */
  readonly file: number;
  /** Reading and compiling all files of one call. */
  readonly load: number;
}

/** A file at one of its versions: a module is imported again only under another address. */
export interface FileVersion {
  /** Relative to the root. */
  readonly file: string;
  /** 0 for the first time. */
  readonly version: number;
}

/** What became of the files of one call. */
export type Outcome =
  | { readonly kind: "evaluated"; readonly results: readonly Result[] }
  /** One of the files or of their imports isn't there or isn't valid; no file was evaluated. */
  | { readonly kind: "unloadable"; readonly thrown: Thrown }
  /** Loading did not end: only a top-level await runs then. The sandbox is closed. */
  | { readonly kind: "stuck-loading" }
  /** The file at this index did not end and could not be interrupted. The sandbox is closed. */
  | { readonly kind: "stuck"; readonly results: readonly Result[]; readonly index: number };

const library = fileURLToPath(new URL("../../", import.meta.url));

function startWorker(root: string): Worker {
  return new Worker(import.meta.resolve("./worker.ts"), {
    type: "module",
    name: "catalogue",
    deno: {
      permissions: {
        read: [root, library],
        write: false,
        net: false,
        env: false,
        run: false,
        ffi: false,
        sys: false,
        import: false,
      },
    },
  });
}

/** Evaluates files of one repository in a thread of its own. One call at a time. */
export class Sandbox {
  readonly #root: string;
  readonly #worker: Worker;
  readonly #progress = new SharedArrayBuffer(4);

  /** Starts the thread; the root is an absolute path. */
  constructor(root: string) {
    this.#root = root;
    this.#worker = startWorker(root);
  }

  /** Ends the thread. Does nothing where it has ended. */
  close(): void {
    this.#worker.terminate();
  }

  /**
   * Evaluates files. `batch` of them share one time limit, with 0 they are loaded only; `last` ends the thread
   * afterwards.
   */
  async evaluate(
    files: readonly FileVersion[],
    limits: SandboxLimits,
    { batch, last }: { readonly batch: number; readonly last: boolean },
  ): Promise<Outcome> {
    const urls = fileUrls(this.#root, files.map(({ file }) => file));
    const index = indexModule(
      urls.map((url, at) => files[at]!.version === 0 ? url : `${url}?v=${files[at]!.version}`),
    );
    const request = { index: index.url, limit: limits.file, batch, progress: this.#progress, last };
    try {
      return await this.#ask(request, limits);
    } finally {
      index.revoke();
    }
  }

  #ask(request: EvaluateRequest, limits: SandboxLimits): Promise<Outcome> {
    const started = new Int32Array(this.#progress);
    const first = Atomics.load(started, 0);
    const results: Result[] = [];
    const worker = this.#worker;
    return new Promise((resolve) => {
      let watch = setTimeout(() => finish({ kind: "stuck-loading" }), limits.load);
      const finish = (outcome: Outcome) => {
        clearTimeout(watch);
        worker.onmessage = worker.onerror = null;
        if (outcome.kind === "stuck" || outcome.kind === "stuck-loading") worker.terminate();
        resolve(outcome);
      };
      const watchProgress = () => {
        clearTimeout(watch);
        const before = Atomics.load(started, 0);
        watch = setTimeout(() => {
          if (Atomics.load(started, 0) === before) {
            finish({ kind: "stuck", results, index: before - first - 1 });
          } else watchProgress();
        }, limits.file * 2 + 500);
      };
      worker.onerror = (event) => {
        event.preventDefault();
        finish({ kind: "unloadable", thrown: { name: "Error", message: event.message, stack: "" } });
      };
      worker.onmessage = ({ data }: MessageEvent<EvaluateReply>) => {
        if (data.kind === "results") results.push(...data.results);
        else if (data.kind === "loaded") watchProgress();
        else if (data.kind === "unloadable") finish(data);
        else finish({ kind: "evaluated", results });
      };
      worker.postMessage(request);
    });
  }
}
