/** What a rule is: a documented check over the model. One rule per file; `registry.ts` lists them all. */
import type { Origin, Severity, ValuePath } from "../diagnostic.ts";
import type { ServiceDefinition, ServiceInput, ServiceModel } from "../model/types.ts";
import { formatPath } from "../value_path.ts";
import { originOf } from "./origin.ts";
import type { CatalogueView, ClusterView } from "./view.ts";

/** What every rule says of itself; the reference is made from it. */
export interface Rule {
  /** Never reused and never renumbered; the hundreds and tens group by subject. */
  readonly code: `MESH${string}`;
  /** In kebab-case; the file's name in snake_case is the same. */
  readonly name: string;
  /** An error stops the run, a warning is printed. */
  readonly severity: Severity;
  /** What is refused, in one sentence without a full stop. */
  readonly summary: string;
  /** What would happen otherwise: whole sentences. */
  readonly reason: string;
  /** How to put it right: whole sentences. */
  readonly fix: string;
  /** The smallest catalogue that it refuses, and the same put right. */
  readonly example: Example;
}

/**
 * Fields of catalogue files. They are those of `services/backend.ts`, until a comment line names another file; what
 * a file must have besides is left out.
 */
export interface Example {
  /** What the rule refuses. */
  readonly wrong: string;
  /** The same put right. */
  readonly right: string;
}

/** A mistake in a service. */
export interface Finding {
  /** The way to the value in the service as written. */
  readonly path: ValuePath;
  /** One sentence without a full stop: `canary.steps[2] is 120, must be at most 100`. */
  readonly message: string;
  /** What to do about it here, imperative, without a full stop. */
  readonly fix?: string;
}

/** A mistake in any file of the catalogue. */
export interface PlacedFinding {
  /** The file and the way to the value in it. */
  readonly origin: Origin;
  /** As in {@linkcode Finding}. */
  readonly message: string;
  /** As in {@linkcode Finding}. */
  readonly fix?: string;
}

/** A rule about services. */
export interface FieldsRule extends Rule {
  /** The fields that it is about: a service that has none of them written isn't looked at. Default: any service is. */
  readonly about?: readonly (keyof ServiceInput)[];
}

/**
 * A rule about what a service is, wherever it runs. What no cluster changes of a service is looked at once for all of
 * them.
 */
export interface DefinitionRule extends FieldsRule {
  /** What one check looks at. */
  readonly over: "definition";
  /** Every mistake in a service. */
  check(definition: ServiceDefinition): Iterable<Finding>;
}

/** A rule about one service in one cluster. */
export interface ServiceRule extends FieldsRule {
  /** What one check looks at. */
  readonly over: "service";
  /** Every mistake in a service, seen from the cluster that it runs in. */
  check(service: ServiceModel, view: ClusterView): Iterable<Finding>;
}

/** A rule about one cluster and what runs in it. */
export interface ClusterRule extends Rule {
  /** What one check looks at. */
  readonly over: "cluster";
  /** Every mistake in a cluster. */
  check(view: ClusterView): Iterable<PlacedFinding>;
}

/** A rule about the whole catalogue. */
export interface CatalogueRule extends Rule {
  /** What one check looks at. */
  readonly over: "catalogue";
  /** Every mistake that only shows when all files are looked at. */
  check(view: CatalogueView): Iterable<PlacedFinding>;
}

/** Any rule. */
export type AnyRule = DefinitionRule | ServiceRule | ClusterRule | CatalogueRule;

/** A finding whose message begins with the field: `at(["replicas"], "is 1, must be at least 2")`. */
export function at(path: ValuePath, text: string, fix?: string): Finding {
  const message = `${formatPath(path)} ${text}`;
  return fix === undefined ? { path, message } : { path, message, fix };
}

function placed(origin: Origin, path: ValuePath, text: string, fix: string | undefined): PlacedFinding {
  const message = `${formatPath(path)} ${text}`;
  return fix === undefined ? { origin, message } : { origin, message, fix };
}

/** The same for a field of a service, found by a rule that looks at many. */
export function atService(service: ServiceModel, path: ValuePath, text: string, fix?: string): PlacedFinding {
  return placed(originOf(service, path), path, text, fix);
}

/** The same for a field of a file's own value. */
export function atFile(file: string, path: ValuePath, text: string, fix?: string): PlacedFinding {
  return placed({ file, path }, path, text, fix);
}
