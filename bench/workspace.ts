/** A repository of its own in a temporary folder. */
import { fileURLToPath } from "node:url";
import { serviceFile, writeCatalogue } from "./write_catalogue.ts";

const repository = fileURLToPath(new URL("../", import.meta.url));

/** What the generator itself consists of. */
const generator = ["generate.ts", "deno.json", "deno.lock", "lib"];

/** The module that imports every service file and does nothing else. */
export const importAll = "import_all.ts";

function copy(from: string, to: string): void {
  if (!Deno.statSync(from).isDirectory) return Deno.copyFileSync(from, to);
  Deno.mkdirSync(to);
  for (const { name } of Deno.readDirSync(from)) copy(`${from}/${name}`, `${to}/${name}`);
}

function importAllSource(files: readonly string[]): string {
  const imports = files.map((file, index) => `import s${index} from "./${file}";`);
  return `${imports.join("\n")}\nexport default [${files.map((_, index) => `s${index}`).join(",")}];\n`;
}

/**
 * A temporary repository; deleted when it is disposed of. Until then nothing is: for minutes after many files were
 * deleted, ext4 takes several times as long to make new ones.
 */
export class Workspace implements Disposable {
  /** An absolute path. */
  readonly root: string;
  #discarded = 0;

  private constructor() {
    this.root = Deno.makeTempDirSync({ prefix: "bench-" });
    for (const name of generator) copy(`${repository}${name}`, `${this.root}/${name}`);
  }

  /** A repository with a made catalogue of so many services. */
  static withServices(count: number): Workspace {
    const workspace = new Workspace();
    writeCatalogue(workspace.root, count);
    const files = Array.from({ length: count }, (_, index) => serviceFile(index));
    Deno.writeTextFileSync(`${workspace.root}/${importAll}`, importAllSource(files));
    return workspace;
  }

  /** A repository with the catalogue that ships with the project. */
  static withShippedCatalogue(): Workspace {
    const workspace = new Workspace();
    for (const name of ["services", "overlays", "argocd"]) {
      copy(repository + name, `${workspace.root}/${name}`);
    }
    Deno.mkdirSync(`${workspace.root}/clusters`);
    return workspace;
  }

  /** Puts a file or folder out of the way. */
  discard(name: string): void {
    Deno.renameSync(`${this.root}/${name}`, `${this.root}/.discarded-${this.#discarded++}`);
  }

  /** Puts what is in `clusters/` out of the way. */
  clear(): void {
    this.discard("clusters");
    Deno.mkdirSync(`${this.root}/clusters`);
  }

  /** Deletes everything. */
  [Symbol.dispose](): void {
    Deno.removeSync(this.root, { recursive: true });
  }
}
