/** All rules over a whole model. */
import type { Diagnostic, Origin } from "../diagnostic.ts";
import type { Catalogue } from "../model/catalogue.ts";
import type { Model } from "../model/types.ts";
import { originOf } from "./origin.ts";
import { rules } from "./registry.ts";
import type { AnyRule, CatalogueRule, ClusterRule, Rule, ServiceRule } from "./rule.ts";
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

/**
 * Every mistake that the rules find, each once: service by service, then of the clusters, then of the whole.
 *
 * @param chosen The rules to use. Default: all.
 */
export function checkModel(
  catalogue: Catalogue,
  model: Model,
  chosen: readonly AnyRule[] = rules,
): readonly Diagnostic[] {
  const findings = new Findings();
  const view = viewsOf(catalogue, model);
  const groups = byFields(over("service", chosen));
  for (const [service, here] of servicesOf(view.clusters, view.base)) {
    for (const { about, rules } of groups) {
      if (about?.every((field) => service.written[field] === undefined)) continue;
      for (const rule of rules) {
        for (const { path, message, fix } of rule.check(service, here)) {
          findings.add(rule, originOf(service, path), message, fix);
        }
      }
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
