/** Puts the new text of a service file beside it, loads and checks it, and only then in its place. */
import { isDeepStrictEqual } from "node:util";
import { type Move, type Service } from "../../canary/actions/mod.ts";
import { changeText } from "../../canary/edit/change_text.ts";
import { Refusal } from "../../canary/edit/refusal.ts";
import { changeValue } from "../../canary/edit/value_change.ts";
import { loadCatalogue, type LoadedFile } from "../../catalogue/load/load_catalogue.ts";
import { findValue, locateDiagnostics } from "../../catalogue/locate/mod.ts";
import { withoutUndefined } from "../../catalogue/without_undefined.ts";
import type { LocatedDiagnostic } from "../../diagnostic.ts";
import { toDiskError } from "../../disk/errors.ts";
import type { Model } from "../../model/types.ts";
import { checkValues } from "../../pipeline/check_values.ts";
import { exitCodes } from "../exit_code.ts";
import { Failure } from "../failure.ts";
import type { ServiceFile } from "./service_file.ts";

/** A service file's new text, found to be what it should be; nothing has been replaced yet. */
export interface StagedEdit {
  /** The file's new text. */
  readonly text: string;
  /** Errors and warnings of the catalogue with it. */
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** Undefined where there is an error. */
  readonly model: Model | undefined;
  /** Puts the new text in the file's place, all at once. */
  replace(): void;
}

/** Where a new text stands until it is known to be right: a helper's name, so that nothing collects it. */
function stagedPath(file: string): string {
  return file.replace(/([^/]+)\.ts$/, "_$1.staged.ts");
}

function writing(file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable) {
      throw new Failure(
        exitCodes.usage,
        `Cannot write ${JSON.stringify(file)}: Deno was started without --allow-write=services`,
        'run "deno task canary"',
      );
    }
    throw toDiskError(error, "write", file);
  }
}

/** A file that is gone afterwards, wherever it has been by then. */
function stagedFile(path: string, write: () => void): Disposable {
  write();
  return {
    [Symbol.dispose]() {
      try {
        Deno.removeSync(path);
      } catch (error) {
        if (!(error instanceof Deno.errors.NotFound)) throw error;
      }
    },
  };
}

async function load(root: string, staged: string, file: string): Promise<Service> {
  const groups = { services: [staged], overlays: [], argocd: [] };
  const { values: [loaded], diagnostics: [mistake] } = await loadCatalogue({ root, groups });
  if (loaded !== undefined) return loaded.value as Service;
  throw new Refusal(`${file} would not load: ${mistake?.message ?? "it has no value"}`, {
    fix: "change it by hand",
    position: mistake?.position,
  });
}

/** The first value that isn't as it should be, for the place in the message. */
function requireIntended(move: Move, { file, service, text }: ServiceFile, loaded: Service): void {
  const intended = changeValue(service, move.changes);
  if (isDeepStrictEqual(withoutUndefined(loaded), withoutUndefined(intended))) return;
  const [change] = move.changes;
  throw new Refusal(`${file} would not say what it should: a value is used in more than one place`, {
    fix: "write the values of the canary out where they are used, or change the file by hand",
    position: change && findValue(text, change.path),
  });
}

/**
 * Stages the changes of a move. Throws a {@linkcode Refusal} where the text can't be changed so, or where the changed
 * file, loaded, isn't what it should be. The file beside it is gone when `use` has returned.
 */
export async function withStagedEdit<Result>(
  { root, values, source, move }: {
    readonly root: string;
    readonly values: readonly LoadedFile[];
    readonly source: ServiceFile;
    readonly move: Move;
  },
  use: (staged: StagedEdit) => Promise<Result>,
): Promise<Result> {
  const { file } = source;
  const text = changeText(source.text, move.changes);
  const staged = stagedPath(file);
  const path = `${root}/${staged}`;
  using _ = stagedFile(path, () => writing(file, () => Deno.writeTextFileSync(path, text)));
  const value = await load(root, staged, file);
  requireIntended(move, source, value);
  const changed = values.map((loaded) => loaded.file === file ? { ...loaded, value } : loaded);
  const { diagnostics, model } = checkValues(changed);
  return await use({
    text,
    model,
    diagnostics: locateDiagnostics(
      diagnostics,
      (name) => name === file ? text : Deno.readTextFileSync(`${root}/${name}`),
    ),
    replace: () => writing(file, () => Deno.renameSync(path, `${root}/${file}`)),
  });
}
