/** Finds the file of a service, in a catalogue that is right. */
import { didYouMean } from "../../did_you_mean.ts";
import type { Service } from "../../canary/actions/mod.ts";
import type { LoadedFile } from "../../catalogue/load/load_catalogue.ts";
import type { LocatedDiagnostic } from "../../diagnostic.ts";
import type { Model } from "../../model/types.ts";
import { checkLoaded } from "../../pipeline/check_catalogue.ts";
import { loadValues } from "../../pipeline/load_values.ts";
import { exitCodes } from "../exit_code.ts";
import { Failure } from "../failure.ts";

/** The catalogue as it is on disk. */
export interface CurrentCatalogue {
  /** Errors and warnings. */
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** Every file's value. */
  readonly values: readonly LoadedFile[];
  /** Undefined where there is an error. */
  readonly model: Model | undefined;
}

/** A service and the file that it is written in. */
export interface ServiceFile {
  /** Relative to the root: `services/backend.ts`. */
  readonly file: string;
  /** As the file exports it. */
  readonly service: Service;
  /** The file's text. */
  readonly text: string;
}

/** Loads and checks everything below a root. */
export async function currentCatalogue(root: string): Promise<CurrentCatalogue> {
  const loaded = await loadValues(root);
  const { diagnostics, model } = await checkLoaded(root, loaded);
  return { diagnostics, model, values: loaded.values };
}

/** What stops whoever needs a catalogue without errors: the first one, with its place. */
export function catalogueErrors(diagnostics: readonly LocatedDiagnostic[]): Failure {
  const first = diagnostics.find(({ severity }) => severity === "error");
  const place = first &&
    `${first.origin.file}:${first.position.line}:${first.position.column} ${first.message}`;
  return new Failure(exitCodes.invalid, `The catalogue has errors: ${place}`, 'see "deno task check"');
}

/** The services of a catalogue that has the right shape, by name, with their files. */
export function servicesOf(values: readonly LoadedFile[]): ReadonlyMap<string, Omit<ServiceFile, "text">> {
  const services = values.filter(({ group }) => group === "services");
  return new Map(services.map(({ file, value }) => {
    const service = value as Service;
    return [service.name, { file, service }];
  }));
}

/** Finds a service; throws a {@linkcode Failure} where there is none of that name. */
export function findService(root: string, values: readonly LoadedFile[], name: string): ServiceFile {
  const services = servicesOf(values);
  const found = services.get(name);
  if (found === undefined) {
    throw new Failure(
      exitCodes.usage,
      `There is no service ${JSON.stringify(name)}`,
      didYouMean(name, services.keys()) ?? "services/ has them",
    );
  }
  return { ...found, text: Deno.readTextFileSync(`${root}/${found.file}`) };
}
