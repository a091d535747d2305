/** Which files are the catalogue. */
import { join } from "@std/path";
import type { Diagnostic } from "../../diagnostic.ts";
import { loadCodes } from "./codes.ts";

/** The files of a folder, and what was found there that can't be one. */
export interface Collected {
  /** Relative to the root, with `/`, in the order of their code units. */
  readonly files: readonly string[];
  /** Not yet located. */
  readonly diagnostics: readonly Diagnostic[];
}

const helper = /^[._]/;
const collected = /\.ts$/;
const test = /(?:^|[._])test\.ts$/;
const declaration = /\.d\.ts$/;
const otherProgram = /\.(?:[cm]ts|tsx|[cm]?js|jsx)$/;

function unreadable(file: string, message: string): Diagnostic {
  const fix = "put a regular file or folder there";
  return { code: loadCodes.unreadable.code, severity: "error", origin: { file, path: [] }, message, fix };
}

function notCollected(file: string): Diagnostic {
  return {
    code: loadCodes.notCollected.code,
    severity: "warning",
    origin: { file, path: [] },
    position: { line: 1, column: 1 },
    message: 'is not collected, only files that end in ".ts" are',
    fix: 'end its name in ".ts", or begin it with "_" if it is a helper',
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof Deno.errors.NotFound) return "it does not exist";
  if (error instanceof Deno.errors.NotADirectory) return "it is not a folder";
  return error instanceof Error ? error.message : String(error);
}

function collectInto(root: string, folder: string, files: string[], diagnostics: Diagnostic[]): void {
  let entries: Deno.DirEntry[];
  try {
    entries = [...Deno.readDirSync(join(root, folder))];
  } catch (error) {
    const message = `Cannot read ${JSON.stringify(`${folder}/`)}: ${reasonOf(error)}`;
    diagnostics.push(unreadable(folder, message));
    return;
  }
  for (const { name, isDirectory, isFile, isSymlink } of entries) {
    const path = `${folder}/${name}`;
    if (helper.test(name)) continue;
    if (isDirectory) {
      collectInto(root, path, files, diagnostics);
    } else if (otherProgram.test(name)) {
      diagnostics.push(notCollected(path));
    } else if (isSymlink && (collected.test(name) || !/\.[^.]*$/.test(name))) {
      diagnostics.push(unreadable(path, "is a symbolic link, must be a file"));
    } else if (isFile && collected.test(name) && !test.test(name) && !declaration.test(name)) {
      files.push(path);
    }
  }
}

/**
 * Every `*.ts` in a folder and the folders below it. Names that begin with `_` or `.` are helpers and are left out
 * with all they contain; so are tests (`*_test.ts`, `*.test.ts`) and declarations (`*.d.ts`).
 */
export function collectFiles(root: string, folder: string): Collected {
  const files: string[] = [];
  const diagnostics: Diagnostic[] = [];
  collectInto(root, folder, files, diagnostics);
  return { files: files.sort(), diagnostics };
}
