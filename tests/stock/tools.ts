/** The stock tools by which rendered trees are judged. */
import { provision } from "../../toolchain/provision.ts";
import { printProgress } from "../../toolchain/progress.ts";
import { schemaLocation } from "../../toolchain/schema_file.ts";

/** What a command printed and how it ended. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const names = ["kustomize", "kubeconform", "schemas", "istioctl"] as const;

let provisioned: ReturnType<typeof provision<typeof names[number]>> | undefined;

/** The tools, built on the first use and cached outside the tree. */
export function stockTools(): ReturnType<typeof provision<typeof names[number]>> {
  return provisioned ??= provision(names, { onProgress: printProgress });
}

/** Runs a command to its end. */
export async function run(command: string, args: readonly string[], stdin?: string): Promise<Outcome> {
  const child = new Deno.Command(command, {
    args: [...args],
    stdin: stdin === undefined ? "null" : "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  if (stdin !== undefined) {
    const writer = child.stdin.getWriter();
    // A tool that has found its mistake may close its input early.
    await writer.write(new TextEncoder().encode(stdin)).catch(() => {});
    await writer.close().catch(() => {});
  }
  const { code, stdout, stderr } = await child.output();
  const text = new TextDecoder();
  return { code, stdout: text.decode(stdout), stderr: text.decode(stderr) };
}

/** The objects of a Kustomize folder as YAML text, by stock Kustomize. Throws with its words where it refuses. */
export async function kustomizeBuild(folder: string): Promise<string> {
  const { kustomize } = await stockTools();
  const { code, stdout, stderr } = await run(kustomize, ["build", folder]);
  if (code !== 0) throw new Error(`Cannot build ${JSON.stringify(folder)}: ${stderr.trim()}`);
  return stdout;
}

/** What kubeconform says of objects, strictly, against the real schemas; empty where all are valid. */
export async function kubeconform(yaml: string): Promise<string> {
  const { kubeconform, schemas } = await stockTools();
  const args = ["-strict", "-schema-location", schemaLocation(schemas), "-"];
  const { code, stdout, stderr } = await run(kubeconform, args, yaml);
  return code === 0 ? "" : `${stdout}${stderr}`.trim() || `exit code ${code}`;
}

/** A message of `istioctl analyze`. */
export interface AnalysisMessage {
  readonly code: string;
  readonly level: string;
  readonly message: string;
  readonly origin?: string;
}

/** What `istioctl analyze` says of objects without a cluster. */
export async function istioctlAnalyze(yaml: string): Promise<readonly AnalysisMessage[]> {
  const { istioctl } = await stockTools();
  const file = await Deno.makeTempFile({ suffix: ".yaml" });
  try {
    await Deno.writeTextFile(file, yaml);
    const { stdout, stderr } = await run(istioctl, ["analyze", "--use-kube=false", "-A", "-o", "json", file]);
    if (stdout.trim() === "") throw new Error(`Cannot analyze: ${stderr.trim()}`);
    return JSON.parse(stdout) as readonly AnalysisMessage[];
  } finally {
    await Deno.remove(file);
  }
}
