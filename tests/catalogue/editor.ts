/** A catalogue file as an editor sees it: TypeScript's language service over `defineService` and the schema. */
import { fileURLToPath } from "node:url";
import ts from "typescript";

const aliases: ReadonlyMap<string, string> = new Map([
  ["@3rvision/catalogue", fileURLToPath(import.meta.resolve("../../lib/catalogue/define.ts"))],
  ["zod", fileURLToPath(import.meta.resolve("zod")).replace(/\.js$/, ".d.ts")],
]);

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  allowImportingTsExtensions: true,
  lib: ["lib.esnext.d.ts"],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  noEmit: true,
};

/** What an editor shows of a name. */
export interface Hover {
  /** Its declaration: `(property) step: number`. */
  readonly declaration: string;
  /** Its docstring. */
  readonly documentation: string;
}

/** A file that is open in an editor. */
export class Editor {
  readonly #path: string;
  readonly #service: ts.LanguageService;
  #text = "";
  #version = 0;

  /** Opens a file that need not exist, for example `services/backend.ts`. */
  constructor(path: string) {
    this.#path = fileURLToPath(import.meta.resolve(`../../${path}`));
    this.#service = ts.createLanguageService({
      getCompilationSettings: () => options,
      getScriptFileNames: () => [this.#path],
      getScriptVersion: (file) => file === this.#path ? String(this.#version) : "0",
      getScriptSnapshot: (file) => {
        const text = file === this.#path ? this.#text : ts.sys.readFile(file);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => ts.sys.getCurrentDirectory(),
      getDefaultLibFileName: (given) => ts.getDefaultLibFilePath(given),
      fileExists: (file) => file === this.#path || ts.sys.fileExists(file),
      readFile: (file) => file === this.#path ? this.#text : ts.sys.readFile(file),
      resolveModuleNameLiterals: (literals, from, _redirected, given) =>
        literals.map(({ text }) => {
          const alias = aliases.get(text);
          return alias === undefined
            ? ts.resolveModuleName(text, from, given, ts.sys)
            : { resolvedModule: { resolvedFileName: alias, extension: extensionOf(alias) } };
        }),
    });
  }

  /** Replaces the file's text. */
  write(text: string): void {
    this.#text = text;
    this.#version++;
  }

  /** What is wrong with the text, a line each. */
  problems(): readonly string[] {
    return [
      ...this.#service.getSyntacticDiagnostics(this.#path),
      ...this.#service.getSemanticDiagnostics(this.#path),
    ].map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  }

  /** What is shown over the character at an offset; undefined where nothing is. */
  hover(offset: number): Hover | undefined {
    const info = this.#service.getQuickInfoAtPosition(this.#path, offset);
    return info === undefined ? undefined : {
      declaration: ts.displayPartsToString(info.displayParts),
      documentation: ts.displayPartsToString(info.documentation),
    };
  }

  /** The names that are offered at an offset; with the docstring of each. */
  complete(offset: number): ReadonlyMap<string, string> {
    const offered = this.#service.getCompletionsAtPosition(this.#path, offset, {});
    return new Map((offered?.entries ?? []).map(({ name, source, data }) => {
      const details = this.#service.getCompletionEntryDetails(this.#path, offset, name, {}, source, {}, data);
      return [name, ts.displayPartsToString(details?.documentation)];
    }));
  }
}

function extensionOf(path: string): ts.Extension {
  return path.endsWith(".d.ts") ? ts.Extension.Dts : ts.Extension.Ts;
}
