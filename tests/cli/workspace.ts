/** A repository of its own in a temporary folder, and the command line run in it as a person would run it. */
import { dirname, join } from "@std/path";
import { fileURLToPath } from "node:url";

/** What a run of the command line left. */
export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The permissions of every command but `new`. */
export const permissions = ["--no-prompt", "--allow-read=.", "--allow-write=clusters"];

const repository = fileURLToPath(new URL("../../", import.meta.url));

const service = (name: string, fields = "") =>
  `import { defineService } from "@3rvision/catalogue";

export default defineService({
  name: "${name}",
  image: "registry.example/${name}:1.0.0",
  ports: [{ name: "http", port: 8080 }],
  probes: { readiness: { http: { path: "/readyz" } }, liveness: { http: { path: "/healthz" } } },
  resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "128Mi" } },
${fields}});
`;

const catalogue: Readonly<Record<string, string>> = {
  "services/shop.ts": service("shop", `  calls: ["stock"],\n`),
  "services/stock.ts": service("stock"),
  "overlays/lab.ts": `import { defineCluster } from "@3rvision/catalogue";

export default defineCluster({
  name: "lab",
  lab: true,
  destination: { argocd: "in-cluster" },
  repository: { url: "https://git.example/platform.git", revision: "main" },
  domain: "local",
  istio: { version: "1.31.0" },
  tracing: { samplingPercent: 100 },
});
`,
  "argocd/argocd.ts": `import { defineArgoCD } from "@3rvision/catalogue";

export default defineArgoCD({ version: "v3.2.6", root: { name: "root" } });
`,
};

async function copyFolder(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (isDirectory) await copyFolder(join(from, name), join(to, name));
    else await Deno.copyFile(join(from, name), join(to, name));
  }
}

/** The times in printed text, which differ from run to run, as `(… s)`. */
export function withoutTimes(text: string): string {
  return text.replaceAll(/\([0-9.]+ s\)/g, "(… s)");
}

/** A repository with two services, `shop` which calls `stock`, and one cluster, `lab`. */
export class Workspace implements AsyncDisposable {
  private constructor(readonly root: string) {}

  /** Copies the generator, so that its own files are below the one folder that it may read. */
  static async create(): Promise<Workspace> {
    const workspace = new Workspace(await Deno.realPath(await Deno.makeTempDir({ prefix: "workspace-" })));
    await copyFolder(join(repository, "lib"), join(workspace.root, "lib"));
    for (const name of ["generate.ts", "deno.json", "deno.lock"]) {
      await Deno.copyFile(join(repository, name), join(workspace.root, name)).catch((error) => {
        if (!(error instanceof Deno.errors.NotFound)) throw error;
      });
    }
    await workspace.reset();
    return workspace;
  }

  /** Puts the catalogue back as it was and takes `clusters/` away. */
  async reset(): Promise<void> {
    for (const folder of ["services", "overlays", "argocd", "clusters"]) await this.remove(folder);
    for (const [path, text] of Object.entries(catalogue)) await this.write(path, text);
  }

  /** Writes a file and the folders above it; nobody sees half of it. */
  async write(path: string, text: string): Promise<void> {
    await Deno.mkdir(dirname(join(this.root, path)), { recursive: true });
    await Deno.writeTextFile(join(this.root, "written"), text);
    await Deno.rename(join(this.root, "written"), join(this.root, path));
  }

  /** Writes a service with more fields, as source text of whole lines. */
  writeService(name: string, fields = ""): Promise<void> {
    return this.write(`services/${name}.ts`, service(name, fields));
  }

  /** The text of a file. */
  read(path: string): Promise<string> {
    return Deno.readTextFile(join(this.root, path));
  }

  /** Removes a file or folder, if it is there. */
  async remove(path: string): Promise<void> {
    await Deno.remove(join(this.root, path), { recursive: true }).catch((error) => {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    });
  }

  /** Every file below a folder, sorted, with its text. */
  async files(folder: string): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    const visit = async (path: string) => {
      for await (const { name, isDirectory } of Deno.readDir(join(this.root, path))) {
        if (name === ".state") continue;
        if (isDirectory) await visit(`${path}/${name}`);
        else found.set(`${path}/${name}`, await this.read(`${path}/${name}`));
      }
    };
    await visit(folder);
    return new Map([...found].sort(([a], [b]) => a < b ? -1 : 1));
  }

  /** The process of a command, with other permissions where a test needs them. */
  command(args: readonly string[], flags: readonly string[] = permissions): Deno.Command {
    return new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", "--frozen=false", ...flags, "generate.ts", ...args],
      cwd: this.root,
      env: { NO_COLOR: "1" },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    });
  }

  /** Runs a command to its end. */
  async run(args: readonly string[], flags?: readonly string[]): Promise<Run> {
    const { code, stdout, stderr } = await this.command(args, flags).output();
    const text = (bytes: Uint8Array) => withoutTimes(new TextDecoder().decode(bytes));
    return { code, stdout: text(stdout), stderr: text(stderr) };
  }

  /** Removes the folder. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.root, { recursive: true });
  }
}
