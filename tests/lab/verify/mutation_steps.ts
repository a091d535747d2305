import assert from "node:assert/strict";
import type { ClusterApi, ObjectReference } from "../../../lab/argocd/cluster_api.ts";
import type { ProofContext, Verdict } from "../../../lab/verify/proof.ts";
import { PROOFS } from "../../../lab/verify/proofs.ts";
import { runProofs } from "../../../lab/verify/run_proofs.ts";
import type { Mutation } from "./mutations.ts";
import { saysSo } from "./says_so.ts";

/** How often a proof is run until a change has reached every proxy. */
const TRIES = 4;

/** Has a mutation made, sees its proof turn red for the right reason, takes it back and sees the proof turn green. */
export async function tryMutation(context: ProofContext, mutation: Mutation): Promise<void> {
  const { api } = context;
  const { name, object, change, proof } = mutation;
  const before = await api.read(object);
  assert.ok(before !== undefined, `${name}: there is nothing to change`);
  const resume = await suspendSelfHeal(api, ["root", mutation.application]);
  try {
    const spec = structuredClone(before["spec"]);
    change(spec);
    await replaceSpec(api, object, spec);
    const red = await runUntil(context, proof, (verdict) => saysSo(verdict, mutation));
    assert.ok(saysSo(red, mutation), `${name}: the proof "${proof}" did not turn red:\n${textOf(red)}`);
  } finally {
    await replaceSpec(api, object, before["spec"]);
    await resume();
  }
  const green = await runUntil(context, proof, ({ passed }) => passed);
  assert.ok(green.passed, `${name}: taken back, the proof "${proof}" stays red:\n${textOf(green)}`);
}

/** What a verdict says, for people. */
export function textOf({ findings }: Verdict): string {
  return findings.map(({ passed, text }) => `${passed ? "✓" : "✗"} ${text}`).join("\n");
}

async function runUntil(
  context: ProofContext,
  name: string,
  wanted: (verdict: Verdict) => boolean,
): Promise<Verdict> {
  const proofs = PROOFS.filter((proof) => proof.name === name);
  for (let tries = 1;; tries++) {
    const [verdict] = await runProofs(proofs, context, () => {});
    assert.ok(verdict !== undefined, `there is no proof "${name}"`);
    if (wanted(verdict) || tries === TRIES) return verdict;
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
}

/** A merge patch leaves what it doesn't name: fields that are no longer there are named as such. */
async function replaceSpec(api: ClusterApi, reference: ObjectReference, spec: unknown): Promise<void> {
  const now = (await api.read(reference))?.["spec"];
  await api.merge(reference, { spec: patchFrom(now, spec) as Readonly<Record<string, unknown>> });
}

function patchFrom(now: unknown, wanted: unknown): unknown {
  if (!isRecord(now) || !isRecord(wanted)) return wanted;
  const gone = Object.keys(now).filter((key) => !(key in wanted)).map((key) => [key, null] as const);
  const kept = Object.entries(wanted).map(([key, value]) => [key, patchFrom(now[key], value)] as const);
  return Object.fromEntries([...gone, ...kept]);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Keeps Argo CD from taking changes back, until the function that it returns is called. */
async function suspendSelfHeal(api: ClusterApi, names: readonly string[]): Promise<() => Promise<void>> {
  const undo: (() => Promise<void>)[] = [];
  for (const name of names) {
    const reference = {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Application",
      metadata: { name, namespace: "argocd" },
    };
    const application = await api.read(reference);
    const { automated } = (application?.["spec"] as { syncPolicy: { automated: unknown } }).syncPolicy;
    await api.merge(reference, { spec: { syncPolicy: { automated: null } } });
    undo.unshift(() => api.merge(reference, { spec: { syncPolicy: { automated } } }));
  }
  return async () => {
    for (const each of undo) await each();
  };
}
