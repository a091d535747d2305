import { fileURLToPath } from "node:url";
import { runProgram } from "./run_program.ts";

/** The modules of this repository that run as processes of their own, each a URL. */
export const PROGRAMS = {
  relay: import.meta.resolve("./relay_main.ts"),
  clusterNetwork: import.meta.resolve("./cluster_network/main.ts"),
  keeper: import.meta.resolve("./keeper_main.ts"),
  nodeAgent: import.meta.resolve("../node/main.ts"),
  sites: import.meta.resolve("../argocd/site_server_main.ts"),
} as const;

/** Downloads what the programs import: inside the lab's network nothing can be downloaded. */
export async function cachePrograms(): Promise<void> {
  const paths = Object.values(PROGRAMS).map((module) => fileURLToPath(module));
  // The shell finds Deno by its path; a permission to run it would need that path beforehand.
  await runProgram(["sh", "-c", 'exec "$0" "$@"', Deno.execPath(), "cache", "--quiet", ...paths]);
}
