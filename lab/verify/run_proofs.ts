import { LabError } from "../lab_error.ts";
import type { Finding, Proof, ProofContext, Verdict } from "./proof.ts";

/** Runs proofs one after the other; one that can't be measured has failed. */
export async function runProofs(
  proofs: readonly Proof[],
  context: ProofContext,
  onVerdict: (verdict: Verdict) => void,
): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const proof of proofs) {
    const begin = performance.now();
    const findings = await findingsOf(proof, context);
    const { name, title } = proof;
    const passed = findings.length > 0 && findings.every((finding) => finding.passed);
    const unmeasured = !passed && findings.every((finding) => finding.passed || finding.unmeasured);
    const seconds = (performance.now() - begin) / 1000;
    const verdict = Object.freeze({ name, title, passed, unmeasured, findings, seconds });
    verdicts.push(verdict);
    onVerdict(verdict);
  }
  return verdicts;
}

async function findingsOf({ run }: Proof, context: ProofContext): Promise<readonly Finding[]> {
  try {
    const findings = await run(context);
    return findings.length > 0 ? findings : [{ passed: false, text: "there was nothing to measure" }];
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    return [{ passed: false, text: error.message }];
  }
}
