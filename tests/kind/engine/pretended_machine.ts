/**
 * A stand-in for a machine with Docker, Kind and kubectl, since none of them can run where these tests do. It keeps
 * what the calls would have changed, refuses what the real programs refuse, and can be made to fail, or to die as a
 * killed command does, at any call. That it behaves as the real programs do is not shown here: the nightly workflow
 * runs those.
 */
import { Buffer } from "node:buffer";
import type { ClusterApi } from "../../../lab/argocd/cluster_api.ts";
import type { KubernetesObject } from "../../../lib/kubernetes_object.ts";
import type { PushRequest, PushResult } from "../../../lab/git/push_working_tree.ts";
import type { Call, CallOutcome, Door, RunningCall } from "../../../lab/kind/door.ts";
import { LabError } from "../../../lab/lab_error.ts";

/** The command was killed here. */
export class Killed extends Error {}

/** A cluster of the pretended Kind. */
interface PretendedCluster {
  readonly nodes: Map<string, string>;
  /** Whether the control plane came up. */
  complete: boolean;
  readonly images: Set<string>;
  readonly objects: Map<string, KubernetesObject>;
  readonly giteaUsers: Set<string>;
  pushes: number;
}

/** Where a run is disturbed: at which effect, counted from 0, and how. */
export interface Disturbance {
  readonly at: number;
  readonly how: "fails" | "killed before" | "killed after" | "killed halfway";
}

const done = (stdout = ""): CallOutcome => ({ code: 0, stdout, stderr: "" });
const failed = (stderr: string, code = 1): CallOutcome => ({ code, stdout: "", stderr });

/** The machine, its Docker and all that is in it. */
export class PretendedMachine {
  readonly clusters = new Map<string, PretendedCluster>();
  readonly built = new Set<string>();
  /** Every call, in order. */
  readonly calls: Call[] = [];
  /** What happened, in order: the calls, objects applied, pushes. */
  readonly effects: string[] = [];
  /** Programs that are not there. */
  readonly absent = new Set<string>();
  readonly busyPorts = new Set<number>();
  readonly kernelLimits = new Map([
    ["fs/inotify/max_user_watches", 1_048_576],
    ["fs/inotify/max_user_instances", 8192],
  ]);
  dockerInfo: string | undefined = JSON.stringify({ MemTotal: 16 * 1024 ** 3, CgroupVersion: "2" });
  kindVersion = "kind v0.32.0 go1.26.0 linux/amd64";
  disturbance: Disturbance | undefined;
  /** Port forwards that were not closed. */
  open = 0;

  /** The way out. */
  readonly door: Door = {
    system: "linux",
    run: (call) => this.#effect(describe(call), call, () => this.#run(call)),
    start: (call) => this.#start(call),
    listening: (port) => Promise.resolve(this.busyPorts.has(port)),
  };

  /** The API server of the pretended cluster. */
  readonly api = (kubeconfig: string): ClusterApi => {
    const { objects } = this.#clusterOf(kubeconfig);
    const key = ({ kind, metadata: { namespace = "", name } }: KubernetesObject) =>
      `${kind} ${namespace}/${name}`;
    const apply = (object: KubernetesObject) =>
      this.#effect(`apply ${key(object)}`, undefined, () => {
        objects.set(key(object), stored(object));
        return done();
      }).then(() => {});
    return {
      apply,
      merge: () => Promise.reject(new Error("not pretended")),
      read: (reference) => Promise.resolve(objects.get(key(reference))),
      list: ({ kind }, namespace) =>
        Promise.resolve(
          [...objects].filter(([name]) => name.startsWith(`${kind} ${namespace}/`)).map(([, o]) => o),
        ),
      remove: () => Promise.reject(new Error("not pretended")),
      [Symbol.dispose]: () => {},
    };
  };

  /** What `git push` would do. */
  readonly push = async ({ remote }: PushRequest): Promise<PushResult> => {
    const [cluster] = this.clusters.values();
    let changed = false;
    await this.#effect("push", undefined, () => {
      if (cluster === undefined || this.open === 0) return failed(`Could not connect to ${remote}`);
      if (cluster.giteaUsers.size === 0) return failed("Authentication failed");
      changed = cluster.pushes === 0;
      if (changed) cluster.pushes++;
      return done();
    }).then(({ code, stderr }) => {
      if (code !== 0) throw new LabError(`Cannot push: ${stderr}`);
    });
    return { commit: "0123456789abcdef", changed };
  };

  /** What is there now, for comparison. Random values are left out. */
  state(): unknown {
    return {
      built: [...this.built].sort(),
      clusters: [...this.clusters].map((
        [name, { nodes, complete, images, objects, giteaUsers, pushes }],
      ) => ({
        ...{ name, nodes: [...nodes], complete, pushes },
        images: [...images].sort(),
        objects: [...objects.keys()].sort(),
        giteaUsers: [...giteaUsers],
      })),
    };
  }

  async #effect(what: string, call: Call | undefined, work: () => CallOutcome): Promise<CallOutcome> {
    // As in a real machine, nothing is done within the same turn of the event loop.
    await Promise.resolve();
    const at = this.effects.push(what) - 1;
    if (call !== undefined) this.calls.push(call);
    if (call !== undefined && this.absent.has(call.program)) {
      throw new LabError(`Cannot run "${call.program}": there is no such program on the search path`);
    }
    const { how } = this.disturbance?.at === at ? this.disturbance : { how: undefined };
    if (how === "fails") {
      if (call === undefined) throw new LabError(`Cannot ${what}: it was made to fail`);
      return failed("it was made to fail");
    }
    if (how === "killed before") throw new Killed(what);
    if (how === "killed halfway" && call !== undefined) this.#halfway(call);
    if (how === "killed halfway") throw new Killed(what);
    const outcome = work();
    if (how === "killed after") throw new Killed(what);
    return outcome;
  }

  /** What a program that is killed leaves behind. */
  #halfway({ program, args }: Call): void {
    if (program !== "kind" || args[0] !== "create") return;
    const name = valueOf(args, "--name");
    if (!this.clusters.has(name)) this.clusters.set(name, newCluster(name, 1));
  }

  #run({ program, args, input }: Call): CallOutcome {
    const [first = "", second = ""] = args;
    switch (program) {
      case "cat":
        return done(`${this.kernelLimits.get(first.replace("/proc/sys/", ""))}\n`);
      case "go":
      case "git":
        return done();
      case "docker":
        return this.#docker(args);
      case "kind":
        return this.#kind(`${first} ${second}`.trim(), args);
      case "kubectl":
        return first === "version" ? done("{}") : this.#kubectl(args.slice(2), input);
    }
  }

  #docker(args: readonly string[]): CallOutcome {
    switch (args[0]) {
      case "info":
        return this.dockerInfo === undefined
          ? failed("Cannot connect to the Docker daemon")
          : done(this.dockerInfo);
      case "ps": {
        const name = valueOf(args, "--filter").replace("label=io.x-k8s.kind.cluster=", "");
        return done([...this.clusters.get(name)?.nodes ?? []].map((node) => `${node.join("\t")}\n`).join(""));
      }
      case "start":
        for (const { nodes } of this.clusters.values()) {
          for (const name of args.slice(1)) if (nodes.has(name)) nodes.set(name, "running");
        }
        return done();
      case "build":
        this.built.add(valueOf(args, "--tag"));
        return done();
    }
    return failed(`unknown command: docker ${args[0]}`);
  }

  #kind(command: string, args: readonly string[]): CallOutcome {
    const name = args.includes("--name") ? valueOf(args, "--name") : "";
    const cluster = this.clusters.get(name);
    switch (command) {
      case "version":
        return done(this.kindVersion);
      case "get clusters":
        return done([...this.clusters.keys()].map((each) => `${each}\n`).join(""));
      case "get kubeconfig":
        if (cluster?.complete !== true) {
          return failed(`could not locate any control plane nodes for "${name}"`);
        }
        return done(`cluster: ${name}\n`);
      case "create cluster": {
        if (cluster !== undefined) {
          return failed(`node(s) already exist for a cluster with the name "${name}"`);
        }
        const made = newCluster(name, 3);
        made.complete = true;
        this.clusters.set(name, made);
        return done();
      }
      case "delete cluster":
        this.clusters.delete(name);
        return done();
      case "load docker-image": {
        const images = args.slice(4);
        const missing = images.find((image) => !this.built.has(image));
        if (missing !== undefined) return failed(`image: "${missing}" not present locally`);
        if (cluster === undefined) return failed(`no nodes found for cluster "${name}"`);
        for (const image of images) cluster.images.add(image);
        return done();
      }
    }
    return failed(`unknown command: kind ${command}`);
  }

  #kubectl(args: readonly string[], input: string | undefined): CallOutcome {
    const [cluster] = this.clusters.values();
    if (cluster === undefined || [...cluster.nodes.values()].some((state) => state !== "running")) {
      return failed("The connection to the server was refused");
    }
    if (args[0] === "wait") return done();
    if (args[0] === "apply") {
      const { items } = JSON.parse(input ?? "{}") as { readonly items: readonly KubernetesObject[] };
      for (const object of items) {
        const { kind, metadata: { namespace = "", name } } = object;
        cluster.objects.set(`${kind} ${namespace}/${name}`, object);
      }
      return done();
    }
    if (!cluster.objects.has("Deployment gitea/gitea")) return failed('deployments.apps "gitea" not found');
    if (args.includes("exec")) cluster.giteaUsers.add("owner");
    return done();
  }

  #start(call: Call): RunningCall {
    this.calls.push(call);
    this.effects.push(describe(call));
    this.open++;
    let end = () => {};
    const ended = new Promise<CallOutcome>((resolve) => {
      end = () => resolve(done());
    });
    let controller: ReadableStreamDefaultController<Uint8Array>;
    const stdout = new ReadableStream<Uint8Array>({
      start: (given) => {
        controller = given;
        const line = "Forwarding from 127.0.0.1:40123 -> 3000\n";
        // In two pieces, as a pipe may give it.
        for (const piece of [line.slice(0, 20), line.slice(20)]) {
          given.enqueue(new TextEncoder().encode(piece));
        }
      },
    });
    return {
      stdout,
      ended,
      [Symbol.asyncDispose]: async () => {
        this.open--;
        controller.close();
        end();
        await ended;
      },
    };
  }

  #clusterOf(kubeconfig: string): PretendedCluster {
    const found = this.clusters.get(kubeconfig.trim().replace("cluster: ", ""));
    if (found === undefined) throw new LabError("Cannot reach the API server");
    return found;
  }
}

function newCluster(name: string, count: number): PretendedCluster {
  const nodes = ["control-plane", "worker", "worker2"].slice(0, count)
    .map((node) => [`${name}-${node}`, "running"] as const);
  return {
    ...{ nodes: new Map(nodes), complete: false, pushes: 0 },
    ...{
      images: new Set<string>(),
      objects: new Map<string, KubernetesObject>(),
      giteaUsers: new Set<string>(),
    },
  };
}

/** As the API server keeps it: the values of Secrets encoded, definitions established at once. */
function stored(object: KubernetesObject): KubernetesObject {
  if (object.kind === "CustomResourceDefinition") {
    return { ...object, status: { conditions: [{ type: "Established", status: "True" }] } };
  }
  const { stringData, ...rest } = object as KubernetesObject & { stringData?: Record<string, string> };
  if (stringData === undefined) return object;
  const data = Object.entries(stringData).map(([key, value]) => [key, Buffer.from(value).toString("base64")]);
  return { ...rest, data: Object.fromEntries(data) };
}

function valueOf(args: readonly string[], name: string): string {
  return args[args.indexOf(name) + 1] ?? "";
}

function describe({ program, args }: Call): string {
  return [program, ...args].join(" ");
}
