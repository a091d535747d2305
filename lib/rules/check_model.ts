/** All rules over a whole model. */
import type { Diagnostic, Origin } from "../diagnostic.ts";
import type { Catalogue } from "../model/catalogue.ts";
import type { Model, ServiceModel } from "../model/types.ts";
import { originOf } from "./origin.ts";
import { rules } from "./registry.ts";
import type { AnyRule, CatalogueRule, ClusterRule, Finding, Rule, ServiceRule } from "./rule.ts";
import { type ClusterView, viewsOf } from "./view.ts";

/** Collects mistakes, each once: what is wrong in a service file is wrong in every cluster. */
class Findings {
  readonly diagnostics: Diagnostic[] = [];
  readonly #seen = new Set<string>();

  add({ code, severity }: Rule, origin: Origin, message: string, fix: string | undefined): void {
    const key = JSON.stringify([code, origin.file, origin.path, message]);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.diagnostics.push({ code, severity, origin, message, ...(fix === undefined ? {} : { fix }) });
  }
}

function over<Kind extends AnyRule["over"]>(kind: Kind, chosen: readonly AnyRule[]) {
  return chosen.filter((rule): rule is Extract<AnyRule, { readonly over: Kind }> => rule.over === kind);
}

/** The rules that are about the same fields, so that there is one question for all of them. */
function byFields(chosen: readonly ServiceRule[]) {
  const groups = new Map<string, { readonly about: ServiceRule["about"]; readonly rules: ServiceRule[] }>();
  for (const rule of chosen) {
    const key = rule.about?.join() ?? "";
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { about: rule.about, rules: [rule] });
    else group.rules.push(rule);
  }
  return [...groups.values()];
}

/** The services that are looked at: those of every cluster, and as their files have them those that run in none. */
function* servicesOf(clusters: readonly ClusterView[], base: ClusterView) {
  for (const view of clusters) {
    for (const service of view.cluster!.services) yield [service, view] as const;
  }
  for (const service of base.services.values()) {
    if (!clusters.some(({ services }) => services.has(service.name))) yield [service, base] as const;
  }
}

/** What the rules that look at nothing but a service have found in it: only those that found something. */
export type RememberedFindings = WeakMap<ServiceModel, ReadonlyMap<ServiceRule, readonly Finding[]>>;

/** Whether a rule asks only about the service itself, so that what it finds there is the same as long as that is. */
function looksNowhereElse(rule: ServiceRule): boolean {
  return rule.check.length < 2;
}

/** Asks the rules about one service, those that look nowhere else only once. */
class Questions {
  readonly #remembered: RememberedFindings;
  readonly #groups: ReturnType<typeof byFields>;

  constructor(remembered: RememberedFindings, chosen: readonly ServiceRule[]) {
    this.#remembered = remembered;
    this.#groups = byFields(chosen);
  }

  *ask(service: ServiceModel, here: ClusterView): Generator<readonly [rule: ServiceRule, finding: Finding]> {
    const known = this.#remembered.get(service);
    const found = new Map<ServiceRule, readonly Finding[]>();
    for (const { about, rules } of this.#groups) {
      if (about?.every((field) => service.written[field] === undefined)) continue;
      for (const rule of rules) {
        if (!looksNowhereElse(rule)) {
          for (const finding of rule.check(service, here)) yield [rule, finding];
          continue;
        }
        const findings = known === undefined ? [...rule.check(service, here)] : known.get(rule) ?? [];
        if (findings.length > 0) found.set(rule, findings);
        for (const finding of findings) yield [rule, finding];
      }
    }
    if (known === undefined) this.#remembered.set(service, found);
  }
}

/**
 * Every mistake that the rules find, each once: service by service, then of the clusters, then of the whole.
 *
 * @param chosen The rules to use. Default: all.
 * @param remembered What these rules have found in the same services before, and will find again. Default: nothing.
 */
export function checkModel(
  catalogue: Catalogue,
  model: Model,
  chosen: readonly AnyRule[] = rules,
  remembered: RememberedFindings = new WeakMap(),
): readonly Diagnostic[] {
  const findings = new Findings();
  const view = viewsOf(catalogue, model);
  const questions = new Questions(remembered, over("service", chosen));
  for (const [service, here] of servicesOf(view.clusters, view.base)) {
    for (const [rule, { path, message, fix }] of questions.ask(service, here)) {
      findings.add(rule, originOf(service, path), message, fix);
    }
  }
  const clusterRules: readonly ClusterRule[] = over("cluster", chosen);
  for (const cluster of view.clusters) {
    for (const rule of clusterRules) {
      for (const { origin, message, fix } of rule.check(cluster)) findings.add(rule, origin, message, fix);
    }
  }
  const catalogueRules: readonly CatalogueRule[] = over("catalogue", chosen);
  for (const rule of catalogueRules) {
    for (const { origin, message, fix } of rule.check(view)) findings.add(rule, origin, message, fix);
  }
  return findings.diagnostics;
}
