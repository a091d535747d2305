import type { Application, ApplicationResource } from "../../argocd/application.ts";
import { type ApplicationRow, describeResource, isSettled } from "../../argocd/application_row.ts";
import { readClusterTree } from "../../argocd/cluster_tree.ts";
import type { KubernetesObject } from "../../../lib/kubernetes_object.ts";
import { describeObject } from "../../argocd/describe_object.ts";
import { readApplications, refreshApplications } from "../../argocd/read_applications.ts";
import { withMissing } from "../../argocd/wait_for_applications.ts";
import { delay } from "../../process/delay.ts";
import { provision } from "../../../toolchain/provision.ts";
import { desiredState } from "../desired_objects.ts";
import { type IgnoredDifference, ignoredFields } from "../ignored_fields.ts";
import { type MissingField, missingFields } from "../missing_fields.ts";
import { count } from "../numbers_text.ts";
import type { Finding, Proof, ProofContext } from "../proof.ts";

const APPLICATION = { apiVersion: "argoproj.io/v1alpha1", kind: "Application" } as const;

/** Seconds for which Applications are waited for that are not at rest. */
const PATIENCE = 60;

/** Differences that are told of one Application. */
const TOLD = 5;

/** Argo CD says that all is as Git has it, and a comparison without it says so too. */
export const SYNCED: Proof = Object.freeze({
  name: "synced",
  title: "every Application is Synced and Healthy, and every field of Git is in the cluster",
  run: synced,
});

/** The fields of an Application that say how its objects are compared. */
interface ComparedSpec {
  readonly ignoreDifferences?: readonly IgnoredDifference[];
  readonly destination?: { readonly namespace?: string };
}

async function synced(context: ProofContext): Promise<readonly Finding[]> {
  const { engine, api, labTree } = context;
  const { push, cluster } = await engine.repository();
  await using desired = await desiredState(push, cluster);
  const { kustomize } = await provision(["kustomize"]);
  const tree = await readClusterTree(kustomize, `${desired.folder}/clusters/${labTree.cluster}`);
  const namespace = tree.root.metadata.namespace ?? "argocd";
  const { rows, resources } = await whatArgoCDSays(context, namespace, tree.applications);
  const findings = [judgeApplications(rows, desired.commit), judgeResources(resources)];
  for (const application of tree.applications) {
    const { name } = application.metadata;
    const objects = await desired.objectsOf(application);
    const { ignoreDifferences = [], destination } = application.spec as ComparedSpec;
    const differences = await Promise.all(objects.map(async (object) => {
      // Argo CD puts what names no namespace into that of the destination.
      const metadata = { namespace: destination?.namespace ?? "default", ...object.metadata };
      const found = await api.read({ ...object, metadata });
      const missing = found === undefined
        ? [{ path: "", wanted: "an object", found: "nothing" }]
        : missingFields(object, found, ignoredFields(ignoreDifferences, object));
      return { object, missing };
    }));
    findings.push(judgeObjects(name, differences));
  }
  return findings;
}

/**
 * Looks again for a while: an Application that is compared just now may not be at rest for a moment, and one whose last
 * comparison failed is not compared again for long. The others are left alone: to be asked is itself a change that the
 * root Application sees.
 */
async function whatArgoCDSays(
  { api, tell }: ProofContext,
  namespace: string,
  expected: readonly Application[],
): Promise<{ readonly rows: readonly ApplicationRow[]; readonly resources: readonly ApplicationResource[] }> {
  const end = performance.now() + PATIENCE * 1000;
  const asked = new Set<string>();
  while (true) {
    const rows = withMissing(await readApplications(api, namespace), expected);
    const applications = await api.list(APPLICATION, namespace) as unknown as readonly Application[];
    const resources = applications.flatMap(({ status }) => status?.resources ?? []);
    const restless = rows.filter((row) => !isSettled(row));
    const rests = restless.length === 0 && !resources.some(differs);
    if (rests || performance.now() > end) return { rows, resources };
    for (const { name, sync } of restless) {
      if (asked.has(name) || sync === "Missing") continue;
      asked.add(name);
      tell(`not at rest: ${name}`);
      await refreshApplications(api, namespace, (other) => other === name);
    }
    await delay(2000);
  }
}

function differs({ status }: ApplicationResource): boolean {
  return status !== undefined && status !== "Synced";
}

/** Says whether all Applications are at rest. */
export function judgeApplications(rows: readonly ApplicationRow[], commit: string): Finding {
  const restless = rows.filter((row) => !isSettled(row));
  const numbers = { applications: rows.length, notSettled: restless.length, commit };
  const settled = rows.length - restless.length;
  const text = `${settled} of ${rows.length} Applications are Synced and Healthy, Git is at ${
    commit.slice(0, 7)
  }`;
  const rest = restless.map(({ name, sync, health, blocking, message }) =>
    [`${name} is ${sync}, ${health}`, blocking || message].filter((part) => part !== "").join(": ")
  );
  return { passed: rows.length > 0 && restless.length === 0, text: [text, ...rest].join("; "), numbers };
}

/** An object of Git and what the live one lacks. */
export interface ComparedObject {
  /** As Git has it. */
  readonly object: KubernetesObject;
  /** Empty if it has everything. */
  readonly missing: readonly MissingField[];
}

/** Says whether every field of an Application's objects is in the cluster. */
export function judgeObjects(application: string, compared: readonly ComparedObject[]): Finding {
  const differing = compared.filter(({ missing }) => missing.length > 0);
  const numbers = { application, objects: compared.length, differing: differing.length };
  const told = differing.flatMap(({ object, missing }) =>
    missing.map(({ path, wanted, found }) =>
      `${describeObject(object)}${path === "" ? "" : ` ${path}`} is ${found}, in Git ${wanted}`
    )
  );
  const text = `${application}: ${count(compared.length - differing.length)} of ${
    count(compared.length)
  } objects have every field of Git`;
  const more = told.length > TOLD ? [`and ${told.length - TOLD} more`] : [];
  return {
    passed: compared.length > 0 && differing.length === 0,
    text: [text, ...told.slice(0, TOLD), ...more].join("; "),
    numbers,
  };
}

/** Says whether Argo CD itself finds every resource as in Git. */
export function judgeResources(resources: readonly ApplicationResource[]): Finding {
  const differing = resources.filter(differs);
  const same = `${count(resources.length - differing.length)} of ${count(resources.length)}`;
  const names = differing.map((resource) => `${describeResource(resource)} is ${resource.status}`);
  return {
    passed: resources.length > 0 && differing.length === 0,
    text: [`Argo CD finds ${same} resources as in Git`, ...names].join("; "),
    numbers: { resources: resources.length, differing: differing.length },
  };
}
