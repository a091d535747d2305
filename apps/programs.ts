import { built } from "./cache.ts";
import { node, python } from "./interpreters.ts";

/** A program built from this folder. */
export interface AppProgram {
  /**
   * The folder that holds all of it. It can be mounted elsewhere and read-only: nothing in it knows where it is, and
   * only `/tmp` is written to.
   */
  readonly folder: string;
  /** What to run in that folder. The first word is an absolute path, or one below the folder that begins with `./`. */
  readonly command: readonly [string, ...string[]];
  /** Variables that it needs besides those of its settings. */
  readonly environment: Readonly<Record<string, string>>;
  /** The port it listens on unless `PORT` says another. */
  readonly port: number;
}

/** The three tiers. */
export interface AppPrograms {
  /** The pages people see. */
  readonly frontend: AppProgram;
  /** Checks pictures and gives advice. */
  readonly backend: AppProgram;
  /** Says what a picture shows. */
  readonly ml: AppProgram;
}

/**
 * The programs of the three tiers, built if they are not in the cache: some minutes the first time.
 *
 * @throws {ToolchainError} if this machine lacks Go, Node, npm, Python or pip, or a build fails.
 */
export async function appPrograms(): Promise<AppPrograms> {
  const { frontend, backend, ml } = await built(["frontend", "backend", "ml"]);
  return {
    frontend: {
      folder: frontend,
      command: [node().path, "start.mjs"],
      environment: { NODE_ENV: "production" },
      port: 3000,
    },
    backend: { folder: backend, command: ["./backend"], environment: {}, port: 8080 },
    ml: {
      folder: ml,
      command: [python().path, "-m", "gunicorn", "-c", "gunicorn.conf.py", "vision.app:create_app()"],
      environment: { PYTHONPATH: "packages", PYTHONDONTWRITEBYTECODE: "1", OPENBLAS_NUM_THREADS: "1" },
      port: 5001,
    },
  };
}
