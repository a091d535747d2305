/** Moves of canaries that a policy forbids. */
import type { Finding } from "./finding.ts";
import type { Policy } from "./policy.ts";
import { emptyCluster, type RenderedCluster } from "./rendered_cluster.ts";
import { type VersionFacts, versionFacts } from "./version_facts.ts";

/** The highest weight that a canary may have next: the first step above where it is; undefined where none is. */
export function nextWeight(steps: readonly number[], before: number | undefined): number | undefined {
  return steps.find((weight) => weight > (before ?? 0));
}

const percent = (share: number | undefined) => (share === undefined ? "no canary" : `${share} %`);

function judge(
  name: string,
  before: VersionFacts,
  after: VersionFacts,
  steps: readonly number[] | undefined,
): Pick<Finding, "code" | "message"> | undefined {
  const [from, to] = [before.share, after.share];
  if (to !== undefined && to > (from ?? 0) && steps !== undefined) {
    const next = nextWeight(steps, from);
    if (next !== undefined && to > next) {
      const message =
        `${name} canary ${percent(from)} → ${percent(to)} goes beyond the next step of its policy, ` +
        `${next} %`;
      return { code: "weight-jump", message };
    }
  }
  if (from === undefined || to !== undefined || after.images.size === 0) return undefined;
  const canary = before.images.get("canary");
  if (before.images.get("stable") === canary) return undefined;
  if (after.images.get("stable") === canary) {
    const message = `${name} gives stable the canary's image and removes the canary at once: ` +
      `until stable has rolled out, its old pods get every request`;
    return from === 0 ? undefined : { code: "promotion-in-one-commit", message };
  }
  if (from === 0) return undefined;
  return {
    code: "canary-removed-above-zero",
    message: `${name} loses its canary while it gets ${from} % of the requests`,
  };
}

/** What is wrong with the canaries' moves in a cluster. */
export function canaryFindings(
  before: RenderedCluster,
  after: RenderedCluster,
  policy: Policy,
): readonly Finding[] {
  return [...after.applications].flatMap(([name, application]) => {
    const known = before.applications.get(name);
    if (known === undefined || known.objects === application.objects) return [];
    const service = serviceOf(application.name, after.name);
    const steps = policy.steps.get(`${after.name}/${service}`);
    const found = judge(service, versionFacts(known), versionFacts(application), steps);
    return found === undefined ? [] : [{ ...found, cluster: after.name, applications: [name], requests: [] }];
  });
}

/** The service of an Application: one that isn't Argo CD's own cluster's has the cluster's name before it. */
export function serviceOf(application: string, cluster: string): string {
  const prefix = `${cluster}-`;
  return application.startsWith(prefix) ? application.slice(prefix.length) : application;
}

const withoutDigest = (image: string) => image.replace(/@sha256:[0-9a-f]+$/, "");

function imagesOf(cluster: RenderedCluster, service: string): ReadonlySet<string> | undefined {
  for (const [name, application] of cluster.applications) {
    if (serviceOf(name, cluster.name) === service) {
      return new Set([...versionFacts(application).images.values()].map(withoutDigest));
    }
  }
  return undefined;
}

/**
 * Images that a cluster gets before the one it comes after has run them. Where both follow the same branch, what comes
 * with the same change hasn't run there either; where they follow different ones, this change comes here later.
 */
export function aheadFindings(
  befores: ReadonlyMap<string, RenderedCluster>,
  afters: ReadonlyMap<string, RenderedCluster>,
  policy: Policy,
): readonly Finding[] {
  return [...policy.after].flatMap(([name, first]) => {
    const [cluster, leading] = [afters.get(name), afters.get(first)];
    if (cluster === undefined || leading === undefined) return [];
    return [...cluster.applications].flatMap(([application, { objects, revision }]) => {
      const old = befores.get(name)?.applications.get(application);
      if (old === undefined || old.objects === objects) return [];
      const service = serviceOf(application, name);
      const revisions = new Set([...leading.applications.values()].map(({ revision }) => revision));
      const proved = revisions.has(revision) ? befores.get(first) ?? emptyCluster(first) : leading;
      const [ran, had, gets] = [
        imagesOf(proved, service),
        imagesOf(befores.get(name)!, service),
        imagesOf(cluster, service),
      ];
      if (ran === undefined) return [];
      return [...gets ?? []].filter((image) => !had?.has(image) && !ran.has(image)).map((image): Finding => ({
        code: "cluster-ahead",
        cluster: name,
        applications: [application],
        message: `${service} gets ${image}, which ${first} ${
          proved === leading ? "doesn't run" : "hasn't run before this change"
        }`,
        requests: [],
      }));
    });
  });
}
