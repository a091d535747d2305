import { checkCatalogue } from "../../lib/pipeline/check_catalogue.ts";
import { didYouMean } from "../../lib/did_you_mean.ts";
import { LabError } from "../lab_error.ts";
import type { Proof, Verdict } from "../verify/proof.ts";
import { probesIn } from "../verify/probes.ts";
import { PROOFS } from "../verify/proofs.ts";
import { runProofs } from "../verify/run_proofs.ts";
import { type CommandContext, withApi } from "./command_context.ts";
import { secondsText } from "./print_progress.ts";

/** How to verify. */
export interface VerifyOptions {
  /** Names of proofs; all if empty. */
  readonly only: readonly string[];
  /** Whether to print JSON, a line for each proof. */
  readonly json: boolean;
}

/**
 * `lab verify`: proves with real traffic that the lab does what the catalogue says.
 *
 * @returns the exit code: 0 if every promise holds, 1 if one does not, 3 if one could only not be measured here.
 * @throws {LabError} if there is no such proof, or the catalogue has mistakes.
 */
export async function verify(context: CommandContext, { only, json }: VerifyOptions): Promise<number> {
  const proofs = only.length === 0 ? PROOFS : only.map(proofNamed);
  const { workingTree, cluster: name } = context.labTree;
  const { model } = await checkCatalogue(workingTree);
  const cluster = model?.clusters.find((each) => each.name === name);
  if (cluster === undefined) {
    throw new LabError(`Cannot read the catalogue in "${workingTree}": see "deno task check"`);
  }
  const tell = (text: string) => console.error(`… ${text}`);
  const verdicts = await withApi(context.engine, async (api) => {
    await using probes = probesIn(context.engine, api, tell);
    return await runProofs(proofs, { ...context, api, cluster, probes, tell }, json ? printJson : printText);
  });
  if (!json) console.log(summary(verdicts));
  if (verdicts.every(({ passed }) => passed)) return 0;
  return verdicts.every(({ passed, unmeasured }) => passed || unmeasured) ? 3 : 1;
}

function proofNamed(name: string): Proof {
  const found = PROOFS.find((proof) => proof.name === name);
  if (found !== undefined) return found;
  const names = PROOFS.map((proof) => proof.name);
  throw new LabError(
    `Cannot find a proof "${name}": ${didYouMean(name, names) ?? `there is ${names.join(", ")}`}`,
  );
}

function printJson(verdict: Verdict): void {
  console.log(JSON.stringify(verdict));
}

function printText(verdict: Verdict): void {
  const { name, title, findings, seconds } = verdict;
  console.log(`${sign(verdict)} ${name}: ${title} (${secondsText(seconds)})`);
  for (const finding of findings) console.log(`    ${sign(finding)} ${finding.text}`);
}

function sign({ passed, unmeasured = false }: { passed: boolean; unmeasured?: boolean }): string {
  return passed ? "✓" : unmeasured ? "–" : "✗";
}

function summary(verdicts: readonly Verdict[]): string {
  const proved = verdicts.filter(({ passed }) => passed);
  const names = (some: readonly Verdict[]) => some.map(({ name }) => name).join(", ");
  const refuted = verdicts.filter(({ passed, unmeasured }) => !passed && !unmeasured);
  const left = verdicts.filter(({ unmeasured }) => unmeasured);
  return [
    `${proved.length} of ${verdicts.length} proved`,
    ...(refuted.length > 0 ? [`not proved: ${names(refuted)}`] : []),
    ...(left.length > 0 ? [`could not be measured here: ${names(left)}`] : []),
  ].join("; ");
}
