/** All rules over a whole model. */
import type { Diagnostic, Origin } from "../diagnostic.ts";
import type { Catalogue } from "../model/catalogue.ts";
import type { Model, ServiceDefinition, ServiceModel } from "../model/types.ts";
import { originOf } from "./origin.ts";
import { rules } from "./registry.ts";
import type {
  AnyRule,
  CatalogueRule,
  ClusterRule,
  DefinitionRule,
  FieldsRule,
  Finding,
  Rule,
  ServiceRule,
} from "./rule.ts";
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

/** Rules that are about the same fields. */
interface Group<OfFields extends FieldsRule> {
  readonly about: FieldsRule["about"];
  readonly rules: OfFields[];
}

/** The rules by what they are about, so that there is one question for all that are about the same. */
function byFields<OfFields extends FieldsRule>(chosen: readonly OfFields[]): readonly Group<OfFields>[] {
  const groups = new Map<string, Group<OfFields>>();
  for (const rule of chosen) {
    const key = rule.about?.join() ?? "";
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { about: rule.about, rules: [rule] });
    else group.rules.push(rule);
  }
  return [...groups.values()];
}

/** What the rules of those groups find that are about something written. */
function find<OfFields extends FieldsRule>(
  groups: readonly Group<OfFields>[],
  { written }: Pick<ServiceDefinition, "written">,
  check: (rule: OfFields) => Iterable<Finding>,
): Found[] {
  const found: Found[] = [];
  for (const { about, rules } of groups) {
    if (about?.every((field) => written[field] === undefined)) continue;
    for (const rule of rules) for (const finding of check(rule)) found.push([rule, finding]);
  }
  return found;
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

/** What a rule has found in a service. */
type Found = readonly [rule: FieldsRule, finding: Finding];

/** What rules about definitions have found, by what was written. */
export type RememberedFindings = WeakMap<ServiceDefinition["written"], readonly Found[]>;

/** Asks the rules about one service. */
class Questions {
  readonly #remembered: RememberedFindings;
  readonly #overDefinitions: readonly Group<DefinitionRule>[];
  readonly #overServices: readonly Group<ServiceRule>[];

  constructor(remembered: RememberedFindings, chosen: readonly AnyRule[]) {
    this.#remembered = remembered;
    this.#overDefinitions = byFields(over("definition", chosen));
    this.#overServices = byFields(over("service", chosen));
  }

  ask(service: ServiceModel, here: ClusterView): readonly Found[] {
    const found = this.#askAboutDefinition(service);
    const foundHere = find(this.#overServices, service, (rule) => rule.check(service, here));
    return foundHere.length === 0 ? found : [...found, ...foundHere];
  }

  #askAboutDefinition(definition: ServiceDefinition): readonly Found[] {
    let found = this.#remembered.get(definition.written);
    if (found === undefined) {
      found = find(this.#overDefinitions, definition, (rule) => rule.check(definition));
      this.#remembered.set(definition.written, found);
    }
    return found;
  }
}

/**
 * Every mistake that the rules find, each once: service by service, then of the clusters, then of the whole.
 *
 * @param chosen The rules to use. Default: all.
 * @param remembered What these rules have found in what was written before, and will find again. Default: nothing.
 */
export function checkModel(
  catalogue: Catalogue,
  model: Model,
  chosen: readonly AnyRule[] = rules,
  remembered: RememberedFindings = new WeakMap(),
): readonly Diagnostic[] {
  const findings = new Findings();
  const view = viewsOf(catalogue, model);
  const questions = new Questions(remembered, chosen);
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
