import { delay } from "../../../lab/process/delay.ts";
import type { Checkout } from "./checkout.ts";

/** What a driver is started with. */
export interface DriverOptions {
  readonly service: string;
  readonly cluster: string;
  /** Where Prometheus answers. */
  readonly prometheus: string;
  /** A folder that holds `.kube/config`: the driver's home. */
  readonly home: string;
  /** More arguments, such as `--discard`. */
  readonly more?: readonly string[];
}

/** Time between two looks. */
const EVERY = "2s";

/** `deno task canary:run` in a checkout: the process itself, with exactly the task's permissions. */
export class DriverProcess {
  readonly #child: Deno.ChildProcess;
  readonly #read: Promise<unknown>;
  #text = "";

  /** Starts it. */
  constructor({ folder }: Checkout, { service, cluster, prometheus, home, more = [] }: DriverOptions) {
    const words = driverCommand(`${folder}/deno.json`, home);
    const options = ["--cluster", cluster, "--prometheus", prometheus, "--every", EVERY, ...more];
    this.#child = new Deno.Command(Deno.execPath(), {
      args: [...words, service, ...options],
      cwd: folder,
      // What Deno keeps of packages stays where it is.
      env: { HOME: home, DENO_DIR: cacheFolder(), NO_COLOR: "1" },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#read = Promise.all([this.#collect(this.#child.stdout), this.#collect(this.#child.stderr)]);
  }

  async #collect(stream: ReadableStream<Uint8Array>): Promise<void> {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) this.#text += text;
  }

  /** Everything that it has printed. */
  get text(): string {
    return this.#text;
  }

  /** Its id. */
  get pid(): number {
    return this.#child.pid;
  }

  /** Waits until it has printed something since an offset, and returns where that ends. Fails where it ends before. */
  async said(words: RegExp, { since = 0, patience = 300 }: { since?: number; patience?: number } = {}) {
    const end = performance.now() + patience * 1000;
    let ended = false;
    void this.#child.status.then(() => ended = true);
    while (true) {
      const over = ended;
      const found = words.exec(this.#text.slice(since));
      if (found !== null) return since + found.index + found[0].length;
      if (over || performance.now() > end) {
        throw new Error(`The driver never said ${words}${over ? " and ended" : ""}:\n${this.#text}`);
      }
      await delay(100);
    }
  }

  /** Waits until it ends, and returns its exit code; after some seconds it is killed, and that is an error. */
  async ended(patience = 600): Promise<number> {
    let late = false;
    const timer = setTimeout(() => (late = true, this.kill("SIGKILL")), patience * 1000);
    const { code } = await this.#child.status;
    clearTimeout(timer);
    await this.#read;
    if (late) throw new Error(`The driver didn't end within ${patience} s:\n${this.#text}`);
    return code;
  }

  /** Sends a signal; nothing happens where it has ended. */
  kill(signal: Deno.Signal): void {
    try {
      this.#child.kill(signal);
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof Deno.errors.NotFound)) throw error;
    }
  }
}

/** The arguments of Deno that the task stands for. */
function driverCommand(configuration: string, home: string): readonly string[] {
  const { tasks } = JSON.parse(Deno.readTextFileSync(configuration)) as {
    readonly tasks: Readonly<Record<string, { readonly command: string }>>;
  };
  const [program, ...words] = tasks["canary:run"]!.command.replaceAll("$HOME", home).split(" ");
  if (program !== "deno") throw new Error(`Cannot run "${program}" as the driver`);
  return words;
}

let cache: string | undefined;

function cacheFolder(): string {
  if (cache !== undefined) return cache;
  const { stdout } = new Deno.Command(Deno.execPath(), { args: ["info", "--json"] }).outputSync();
  const { denoDir } = JSON.parse(new TextDecoder().decode(stdout)) as { readonly denoDir: string };
  return cache = denoDir;
}
