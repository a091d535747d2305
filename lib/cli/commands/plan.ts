/** `plan`: what a change of `clusters/` does, and whether any moment on the way fails requests. */
import { join } from "@std/path";
import type { Plan } from "../../plan/make_plan.ts";
import { printDiagnostics } from "../../report/print_findings.ts";
import type { FileTree } from "../../tree/file_tree.ts";
import { type Command, defineCommand } from "../command.ts";
import { type ExitCode, exitCodes } from "../exit_code.ts";
import { Failure } from "../failure.ts";
import { treeInGit, treeOnDisk } from "../plan_trees.ts";
import { readPolicy } from "../read_policy.ts";
import { sourceReader } from "../report_options.ts";

const codes: Readonly<Record<Plan["verdict"], ExitCode>> = {
  same: exitCodes.ok,
  safe: exitCodes.ok,
  accepted: exitCodes.ok,
  unsafe: exitCodes.refused,
  unknown: exitCodes.unknown,
};

interface BaseOptions {
  readonly base: string | undefined;
  readonly "base-folder": string | undefined;
}

function readBase(root: string, { base, "base-folder": folder }: BaseOptions): Promise<FileTree> {
  if (base !== undefined && folder !== undefined) {
    throw new Failure(exitCodes.usage, "--base and --base-folder exclude each other");
  }
  return folder === undefined ? treeInGit(root, base) : Promise.resolve(treeOnDisk(join(root, folder)));
}

/** Compares, evaluates, prints and writes nothing. */
export const planCommand: Command = defineCommand({
  name: "plan",
  summary: "Say what a change does to the clusters, and refuse what would fail requests on the way",
  positionals: [],
  description:
    `  Compares clusters/ with another commit's, in the words of those who run it: canaries' shares, pods that restart,
  objects, and who may notice. Then it goes through every moment of the syncs as Argo CD does them: each Application by
  itself, within one phases, waves, kinds, deletions last. At each moment it walks the requests that the change can
  affect. A change is refused where a request that succeeds would fail on the way or from then on, where the API server
  would refuse a field, where data would be lost, and where the canary's policy or the order of clusters is left. Where
  a way in several commits is found to be safe by the same judgement, it is proposed. What is unsafe and to be done all
  the same is accepted in the file of the service whose change it is, in the field "accept", with the reason.

  Exit codes: 0 safe, accepted or no change, 1 the catalogue has errors, 3 unsafe, 5 a field that isn't understood
  decides.`,
  options: {
    base: {
      kind: "text",
      placeholder: "REF",
      description: "branch, tag or commit to start from; default: where this branch left the main one",
    },
    "base-folder": {
      kind: "text",
      placeholder: "FOLDER",
      description: "a checkout to start from instead; then Git isn't run",
    },
    objects: { kind: "flag", description: "list every object" },
    format: {
      kind: "choice",
      choices: ["text", "markdown", "json"],
      description: "for people, for a pull request, or for programs",
    },
  },
  examples: [
    { command: "plan", purpose: "what this branch does" },
    { command: "plan --base release", purpose: "what a release does" },
    { command: "plan --format markdown > plan.md", purpose: "as a comment of a pull request" },
  ],
  async run({ root, output: { result, messages } }, { options }) {
    const [{ checkCatalogue }, { makePlan, planLines, planMarkdown }] = await Promise.all([
      import("../../pipeline/check_catalogue.ts"),
      import("../../plan/mod.ts"),
    ]);
    const [{ model, diagnostics }, before] = await Promise.all([
      checkCatalogue(root),
      readBase(root, options),
    ]);
    if (model === undefined) {
      printDiagnostics(diagnostics, messages, {
        format: "text",
        readSource: sourceReader(root),
        consequence: "nothing was planned",
      });
      return exitCodes.invalid;
    }
    const plan = makePlan(before, treeOnDisk(root), await readPolicy(root, model));
    const exitCode = codes[plan.verdict];
    if (options.format === "json") {
      result.line(JSON.stringify({ command: "plan", exitCode, ...plan }, null, 2));
    } else {
      const lines = options.format === "markdown" ? planMarkdown(plan) : planLines(plan, options);
      for (const line of lines) result.line(line);
    }
    return exitCode;
  },
});
