/**
 * What a way of running the lab has to do. The commands of the lab know only this: `lab/process/` implements it with
 * processes of this machine, another engine may do so with containers.
 *
 * @module
 */

/** Tells how far a command has come. */
export interface Progress {
  /** What was done, such as `kube-apiserver`. */
  readonly step: string;
  /** What came of it, such as `started` or `kept`, or why it failed. */
  readonly detail: string;
  /** Whether the step has just begun, is done, or has failed. */
  readonly state: "begun" | "done" | "failed";
  /** Seconds since the step began. */
  readonly seconds: number;
}

/** Something the machine lacks. */
export interface MissingPrerequisite {
  /** What is missing, such as `the program "ip"`. */
  readonly what: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** How to bring a lab up, or take it down. */
export interface RunOptions {
  /** Receives every step. */
  readonly onProgress: (progress: Progress) => void;
}

/** How to bring a lab up. */
export interface UpOptions extends RunOptions {
  /** The last step to take, such as `keeper`: the control plane without Argo CD; all of them by default. */
  readonly until?: string;
}

/** A pod, or one of its containers. */
export interface PodPlace {
  /** The namespace of Kubernetes. */
  readonly namespace: string;
  /** The name of the pod. */
  readonly pod: string;
  /** The container; by default the first of the pod's that is not a sidecar. */
  readonly container?: string;
}

/** Something in the cluster that listens on a TCP port. */
export type Target =
  | { readonly kind: "pod"; readonly namespace: string; readonly name: string; readonly port: number }
  | { readonly kind: "service"; readonly namespace: string; readonly name: string; readonly port: number }
  /** A port of the node itself: that of a Service of type NodePort. */
  | { readonly kind: "node"; readonly port: number };

/** An address on this machine that leads to a {@linkcode Target}, until it is disposed of. */
export interface Reached extends AsyncDisposable {
  /** Always a loopback address. */
  readonly hostname: string;
  /** Chosen by the system. */
  readonly port: number;
}

/** A command that ran to its end. */
export interface Executed {
  /** 0 for success. */
  readonly code: number;
  /** What it printed to standard output. */
  readonly stdout: string;
  /** What it printed to standard error. */
  readonly stderr: string;
}

/** A part of the lab and how it fares, for `lab status`. */
export interface PartStatus {
  /** Such as `etcd`. */
  readonly name: string;
  /** `dead`: it was started and has ended by itself. */
  readonly state: "running" | "dead";
  /** Such as the process id, or the last words of the log. */
  readonly detail: string;
}

/** Where the lab's Git repository is. */
export interface RepositoryAddresses {
  /** What `git push` on this machine takes. */
  readonly push: string;
  /** What Argo CD reads: the `repoURL` of the Applications. */
  readonly cluster: string;
  /** The path of a bare repository on this machine that keeps what was pushed, so that the next push is quick. */
  readonly store: string;
}

/** One way of running the lab. */
export interface Engine {
  /** The value of `--engine`. */
  readonly name: "process" | "kind";

  /** What this engine can't show, a sentence each; said in every run, never skipped silently. */
  readonly limits: readonly string[];

  /** Names everything the machine lacks; touches nothing. */
  preflight(): Promise<readonly MissingPrerequisite[]>;

  /**
   * Brings the lab up; what runs already stays. May be called again after it was killed at any point.
   *
   * @throws {LabError} naming the part that did not come up and the cause, or the steps if `until` is none of them.
   */
  up(options: UpOptions): Promise<void>;

  /** Takes the lab down and leaves nothing; no error if there is none. May be called again after it was killed. */
  down(options: RunOptions): Promise<void>;

  /** The parts that were started, in that order; empty if there is no lab. */
  status(): Promise<readonly PartStatus[]>;

  /**
   * A way to the API server with all rights: YAML whose server can be reached from this process as long as it runs.
   *
   * @throws {LabError} if there is no lab.
   */
  kubeconfig(): Promise<string>;

  /** Opens a way from this machine to something in the cluster. */
  reach(target: Target): Promise<Reached>;

  /**
   * The command of this machine that runs another where a container runs: in its network and under its user.
   *
   * @throws {LabError} if there is no such container, or it does not run.
   */
  commandIn(place: PodPlace, command: readonly string[]): Promise<readonly string[]>;

  /** Runs a command where a container runs to its end, see {@linkcode Engine.commandIn}. */
  exec(place: PodPlace, command: readonly string[]): Promise<Executed>;

  /**
   * The log of a container, or of a part named by {@linkcode Engine.status}, as it was written.
   *
   * @param options.lines how many of the last lines; all by default.
   * @param options.follow whether to go on as it grows, until the reader cancels.
   */
  logs(
    of: PodPlace | string,
    options?: { readonly lines?: number; readonly follow?: boolean },
  ): Promise<ReadableStream<Uint8Array>>;

  /** Where to push, and what Argo CD reads. */
  repository(): Promise<RepositoryAddresses>;
}
