import type { KubernetesObject } from "../../../lib/kubernetes_object.ts";
import { type ClusterApi, clusterApi } from "../../../lab/argocd/cluster_api.ts";
import { refreshApplications } from "../../../lab/argocd/read_applications.ts";
import { pushTree } from "../../../lab/commands/push.ts";
import { settle } from "../../../lab/commands/settle.ts";
import type { Engine } from "../../../lab/engine.ts";
import { changedFiles } from "../../../lab/git/changed_files.ts";
import { git } from "../../../lab/git/git_command.ts";
import { delay } from "../../../lab/process/delay.ts";
import type { Layout } from "../../../lab/process/layout.ts";
import { PROMETHEUS } from "../../../lab/platform_services.ts";
import { type ConstantLoad, constantLoad } from "../../../lab/verify/constant_load.ts";
import { hopsOf } from "../../../lab/verify/hops.ts";
import { prometheusClient } from "../../../lab/verify/prometheus.ts";
import { checkCatalogue } from "../../../lib/pipeline/check_catalogue.ts";
import type { ClusterModel } from "../../../lib/model/types.ts";
import type { LiveLab } from "../live_lab.ts";
import { copyRepository, SERVICE } from "./canary_tree.ts";
import { Checkout } from "./checkout.ts";
import { DriverProcess } from "./driver_process.ts";
import { SwitchableWay } from "./switchable_way.ts";

/** Seconds for which Argo CD is waited for. */
const PATIENCE = 600;

/** Requests under way at once, and seconds until one is given up: longer than any route's timeout. */
const LOAD = { parallel: 128, timeout: 30 } as const;

/** A lab of which one canary is driven, by commits to its Git repository. */
export class CanaryLab implements AsyncDisposable {
  readonly #stack: AsyncDisposableStack;
  readonly #folder: string;
  #checkouts = 0;

  private constructor(
    /** The lab. */
    readonly engine: Engine,
    /** Its folder. */
    readonly layout: Layout,
    /** Its API server. */
    readonly api: ClusterApi,
    /** A person's checkout. */
    readonly person: Checkout,
    /** The commit in which the service has no canary. */
    readonly base: string,
    /** The drivers' way to Prometheus. */
    readonly prometheus: SwitchableWay,
    /** What its catalogue says. */
    readonly cluster: ClusterModel,
    parts: { readonly stack: AsyncDisposableStack; readonly folder: string },
  ) {
    ({ stack: this.#stack, folder: this.#folder } = parts);
  }

  /** Pushes a tree of this test's own to a lab that runs, and waits until Argo CD has brought it in. */
  static async open({ engine, layout, labTree }: LiveLab): Promise<CanaryLab> {
    await using stack = new AsyncDisposableStack();
    const folder = await Deno.makeTempDir({ prefix: "rv-canary-" });
    stack.defer(() => Deno.remove(folder, { recursive: true }));
    const tree = { ...labTree, workingTree: `${folder}/tree` };
    await copyRepository(tree.workingTree);
    const { push: repository } = await engine.repository();
    await generate(tree.workingTree);
    const { commit: base } = await pushTree({ engine, labTree: tree }, "A service without a canary");
    stack.defer(async () => {
      await pushTree({ engine, labTree }, "The working tree again");
      await settle({ engine, labTree }, { timeout: PATIENCE });
    });
    const kubeconfig = await engine.kubeconfig();
    await Deno.mkdir(`${folder}/home/.kube`, { recursive: true });
    await Deno.writeTextFile(`${folder}/home/.kube/config`, kubeconfig);
    const api = stack.use(clusterApi(kubeconfig));
    const person = await Checkout.clone(repository, `${folder}/person`, "a person");
    const way = stack.use(await engine.reach(PROMETHEUS));
    const prometheus = stack.use(new SwitchableWay(way));
    const { model } = await checkCatalogue(tree.workingTree);
    const cluster = model!.clusters.find((each) => each.name === labTree.cluster)!;
    stack.use(webHook(api, repository));
    const lab = new CanaryLab(engine, layout, api, person, base, prometheus, cluster, {
      stack: stack.move(),
      folder,
    });
    try {
      await lab.settled();
    } catch (error) {
      await lab[Symbol.asyncDispose]();
      throw error;
    }
    return lab;
  }

  /** A checkout of a driver's own. */
  async driverCheckout(): Promise<Checkout> {
    const { push: repository } = await this.engine.repository();
    const name = `driver ${++this.#checkouts}`;
    return await Checkout.clone(repository, `${this.#folder}/driver-${this.#checkouts}`, name);
  }

  /** Starts a driver in its checkout. */
  drive(checkout: Checkout, ...more: readonly string[]): DriverProcess {
    return new DriverProcess(checkout, {
      service: SERVICE,
      cluster: this.cluster.name,
      prometheus: this.prometheus.url,
      home: `${this.#folder}/home`,
      more,
    });
  }

  /** Sends requests for the pages, each of which asks the service. */
  load(rate: number): Promise<ConstantLoad> {
    const exposures = hopsOf(this.cluster).flatMap(({ exposure }) => exposure ?? []);
    return constantLoad(this.engine, this.cluster, exposures, { ...LOAD, rate });
  }

  /** Takes the canary away and makes stable what it was, whatever has happened, and waits until that runs. */
  async reset(): Promise<void> {
    const head = await this.person.synchronise();
    await this.person.git("read-tree", "--reset", "-u", this.base);
    if (await this.person.git("diff", "--name-only", head) !== "") {
      await this.person.commit("A service without a canary, again");
      if (!await this.person.push()) throw new Error("Somebody still pushes: a driver of the last scenario?");
    }
    await this.settled();
  }

  /** Changes the service file, generates, commits and pushes; returns the commit. */
  async change(message: string, edit: (text: string) => string): Promise<string> {
    await this.person.synchronise();
    const path = `${this.person.folder}/services/${SERVICE}.ts`;
    await Deno.writeTextFile(path, edit(await Deno.readTextFile(path)));
    await generate(this.person.folder);
    await this.person.commit(message);
    if (!await this.person.push()) throw new Error(`Somebody was faster than ${JSON.stringify(message)}`);
    return await this.person.git("rev-parse", "HEAD");
  }

  /** Waits until every Application is Synced with the newest commit, and Healthy. */
  async settled(): Promise<void> {
    const id = await this.person.synchronise();
    const { cluster: repoURL } = await this.engine.repository();
    const repository = `${this.person.folder}/.git`;
    const labTree = { workingTree: this.person.folder, cluster: this.cluster.name };
    const commit = { repoURL, id, changedSince: (from: string) => changedFiles(repository, from, id) };
    await settle({ engine: this.engine, labTree }, { timeout: PATIENCE, commit });
  }

  /** Waits until the service's Application is Synced with the newest commit, whatever its health. */
  async synced(): Promise<void> {
    const head = await this.person.synchronise();
    const end = performance.now() + PATIENCE * 1000;
    while (true) {
      const { sync } = (await this.application()).status;
      if (sync?.status === "Synced" && sync.revision === head) return;
      if (performance.now() > end) {
        throw new Error(`Argo CD doesn't bring ${head} in: ${JSON.stringify(sync)}`);
      }
      await delay(500);
    }
  }

  /** The service's Application. */
  async application(): Promise<{ readonly status: ApplicationStatus }> {
    const application = { apiVersion: "argoproj.io/v1alpha1", kind: "Application" };
    const found = await this.api.read({ ...application, metadata: { name: SERVICE, namespace: "argocd" } });
    return found as KubernetesObject & { readonly status: ApplicationStatus };
  }

  /** How many requests the canary has got since the callers' proxies were started. */
  async canaryRequests(): Promise<number> {
    await using client = await prometheusClient(this.engine);
    const [sum] = await client.query(
      `sum(istio_requests_total{reporter="source",destination_workload="${SERVICE}-canary"})`,
    );
    return sum?.value ?? 0;
  }

  /** Brings the lab's own tree in again. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }
}

interface ApplicationStatus {
  readonly sync?: { readonly status?: string; readonly revision?: string };
  readonly health?: { readonly status?: string };
}

async function generate(folder: string): Promise<void> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", "generate", "--allow-delete"],
    cwd: folder,
    stdin: "null",
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}

/** Asks Argo CD to compare whenever the branch has moved, as a Git server's web hook does. */
function webHook(api: ClusterApi, repository: string): AsyncDisposable {
  let stopped = false;
  const watch = async () => {
    let known = "";
    while (!stopped) {
      const head = await git(["ls-remote", repository, "refs/heads/main"]);
      if (head !== known) {
        await refreshApplications(api, "argocd").catch(() => {});
      }
      known = head;
      await delay(500);
    }
  };
  const watching = watch();
  return {
    [Symbol.asyncDispose]: async () => {
      stopped = true;
      await watching;
    },
  };
}
