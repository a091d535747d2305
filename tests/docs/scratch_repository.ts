/** A clone of this repository as it stands on the disk, in which commands of a page are run as a person would. */
import { join } from "@std/path";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../../", import.meta.url));

/** The address under which the pages clone the repository; here it leads to a copy of the working tree. */
const ADDRESS = "https://github.com/3rvision/platform.git";

/** What a command printed, and how it ended. */
export interface Printed {
  readonly code: number;
  /** Standard output and standard error as they came, without the line in which `deno task` repeats the command. */
  readonly lines: readonly string[];
}

async function copy(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (name === "node_modules" || (name.startsWith(".") && name !== ".gitignore")) continue;
    if (isDirectory) await copy(join(from, name), join(to, name));
    else await Deno.copyFile(join(from, name), join(to, name));
  }
}

/** A person's terminal: commands follow one another, each in the folder in which the last one ended. */
export class ScratchRepository implements AsyncDisposable {
  #folder: string;

  private constructor(readonly root: string, readonly environment: Readonly<Record<string, string>>) {
    this.#folder = root;
  }

  /**
   * Puts the working tree into a repository of its own that `git clone` finds under the real one's address.
   *
   * @param environment variables that commands have besides those of this process.
   */
  static async create(environment: Readonly<Record<string, string>> = {}): Promise<ScratchRepository> {
    const root = await Deno.realPath(await Deno.makeTempDir({ prefix: "documentation-" }));
    const origin = join(root, ".origin");
    const programs = join(root, ".programs");
    await copy(repository, origin);
    await Deno.mkdir(programs);
    await Deno.symlink(Deno.execPath(), join(programs, "deno"));
    const settings: Readonly<Record<string, string>> = {
      [`url.${origin}.insteadOf`]: ADDRESS,
      "init.defaultBranch": "main",
      "user.name": "Documentation",
      "user.email": "documentation@example.org",
      "commit.gpgsign": "false",
      "advice.detachedHead": "false",
    };
    const scratch = new ScratchRepository(root, {
      NO_COLOR: "1",
      PATH: `${programs}:${Deno.env.get("PATH") ?? ""}`,
      GIT_CONFIG_COUNT: String(Object.keys(settings).length),
      ...Object.fromEntries(
        Object.entries(settings).flatMap(([key, value], index) => [
          [`GIT_CONFIG_KEY_${index}`, key],
          [`GIT_CONFIG_VALUE_${index}`, value],
        ]),
      ),
      ...environment,
    });
    await scratch.must(`cd ${origin} && git init --quiet && git add . && git commit --quiet --message=copy`);
    await scratch.must(`cd ${root}`);
    return scratch;
  }

  /** Where the pages' `git clone` puts its clone. */
  get clone(): string {
    return join(this.root, "platform");
  }

  /** Runs a command as a shell reads it. */
  async run(command: string, input = ""): Promise<Printed> {
    const place = join(this.root, ".folder");
    const child = new Deno.Command("sh", {
      args: ["-c", `exec 2>&1\n${command}\ncode=$?; pwd > "${place}"; exit $code`],
      cwd: this.#folder,
      env: { ...this.environment },
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode(input));
    await writer.close();
    const { code, stdout, stderr } = await child.output();
    // Without the file the shell couldn't read the command; the folder stays.
    this.#folder = (await Deno.readTextFile(place).catch(() => this.#folder)).trimEnd();
    const decoder = new TextDecoder();
    const text = decoder.decode(stdout) + decoder.decode(stderr);
    return { code, lines: text.trimEnd().split("\n").filter((line) => !line.startsWith("Task ")) };
  }

  /** Runs a command that prints nothing of interest. */
  async must(command: string, input = ""): Promise<void> {
    const { code, lines } = await this.run(command, input);
    if (code !== 0) throw new Error(`${command}\n${lines.join("\n")}`);
  }

  /** Removes everything. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.root, { recursive: true });
  }
}
