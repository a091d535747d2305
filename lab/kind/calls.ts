/**
 * Every call of the Kind engine: its program and its arguments, and nothing else. `tests/lab/kind/calls_test.ts` keeps
 * them as they are.
 *
 * @module
 */

import type { PodPlace } from "../engine.ts";
import type { Call } from "./door.ts";

/** What is asked of Docker. */
export const docker = Object.freeze({
  /** What the server is: its memory, its version of cgroups. Fails if it can't be reached. */
  info: (): Call => ({ program: "docker", args: ["info", "--format", "{{json .}}"] }),
  /** The containers of a cluster, name and state on each line. */
  nodes: (cluster: string): Call => ({
    program: "docker",
    args: [
      ...["ps", "--all", "--filter", `label=io.x-k8s.kind.cluster=${cluster}`],
      ...["--format", "{{.Names}}\t{{.State}}"],
    ],
  }),
  /** Starts containers that were stopped, as after a restart of the machine. */
  start: (containers: readonly string[]): Call => ({ program: "docker", args: ["start", ...containers] }),
  /** Builds an image from a folder with a Dockerfile. */
  build: (image: string, folder: string, values: Readonly<Record<string, string>>): Call => ({
    program: "docker",
    args: [
      ...["build", "--tag", image],
      ...Object.entries(values).flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]),
      folder,
    ],
  }),
  /** The log of a node: that of its systemd. */
  logs: (container: string, lines: number | undefined, follow: boolean): Call => ({
    program: "docker",
    args: [
      ...["logs", ...(follow ? ["--follow"] : [])],
      ...(lines === undefined ? [] : ["--tail", String(lines)]),
      container,
    ],
  }),
});

/** What is asked of Kind. */
export const kind = Object.freeze({
  /** The version, such as `kind v0.32.0 go1.26.0 linux/amd64`. */
  version: (): Call => ({ program: "kind", args: ["version"] }),
  /** The names of all clusters, a line each. */
  clusters: (): Call => ({ program: "kind", args: ["get", "clusters"] }),
  /** Makes a cluster. The kubeconfig is a file of the lab's own: the person's is left alone. */
  create: (cluster: string, config: string, kubeconfig: string): Call => ({
    program: "kind",
    args: [
      ...["create", "cluster", "--name", cluster, "--config", config, "--kubeconfig", kubeconfig],
      ...["--wait", "300s"],
    ],
  }),
  /** Removes a cluster with everything in it; no error if there is none. */
  delete: (cluster: string, kubeconfig: string): Call => ({
    program: "kind",
    args: ["delete", "cluster", "--name", cluster, "--kubeconfig", kubeconfig],
  }),
  /** Prints the kubeconfig of a cluster. */
  kubeconfig: (cluster: string): Call => ({
    program: "kind",
    args: ["get", "kubeconfig", "--name", cluster],
  }),
  /** Copies images of this machine's Docker to every node. */
  load: (cluster: string, images: readonly string[]): Call => ({
    program: "kind",
    args: ["load", "docker-image", "--name", cluster, ...images],
  }),
});

/** What is asked of kubectl, with the lab's own kubeconfig. */
export function kubectl(kubeconfig: string) {
  const call = (...args: readonly string[]): Call => ({
    program: "kubectl",
    args: ["--kubeconfig", kubeconfig, ...args],
  });
  const containerOf = ({ container }: PodPlace) => container === undefined ? [] : ["--container", container];
  return Object.freeze({
    /** Waits until every node is ready. */
    nodesReady: (): Call => call("wait", "--for=condition=Ready", "nodes", "--all", "--timeout=300s"),
    /** Makes objects what they are given as. */
    apply: (objects: readonly unknown[]): Call => ({
      ...call("apply", "--server-side", "--force-conflicts", "--field-manager=3rvision-lab", "--filename=-"),
      input: JSON.stringify({ apiVersion: "v1", kind: "List", items: objects }),
    }),
    /** Waits until a Deployment's pods are there. */
    rollout: (namespace: string, deployment: string): Call =>
      call("--namespace", namespace, "rollout", "status", `deployment/${deployment}`, "--timeout=300s"),
    /** Runs a command in a container; `terminal` for a person's shell. */
    exec: (place: PodPlace, command: readonly string[], terminal = false): Call =>
      call(
        ...["--namespace", place.namespace, "exec", "--stdin", ...(terminal ? ["--tty"] : [])],
        ...[place.pod, ...containerOf(place), "--", ...command],
      ),
    /** Runs a command in a pod of a Deployment. */
    execIn: (namespace: string, deployment: string, command: readonly string[]): Call =>
      call("--namespace", namespace, "exec", `deployment/${deployment}`, "--", ...command),
    /** The log of a container. */
    logs: (place: PodPlace, lines: number | undefined, follow: boolean): Call =>
      call(
        ...["--namespace", place.namespace, "logs", place.pod, ...containerOf(place)],
        ...(lines === undefined ? [] : [`--tail=${lines}`]),
        ...(follow ? ["--follow"] : []),
      ),
    /** Leads a port of loopback, chosen by the system, to a pod or a pod of a Service. */
    portForward: (namespace: string, of: "pod" | "service", name: string, port: number): Call =>
      call("--namespace", namespace, "port-forward", `${of}/${name}`, `:${port}`, "--address=127.0.0.1"),
  });
}

/** What is asked of the machine itself. */
export const machine = Object.freeze({
  /** A limit of the Linux kernel. Deno reads nothing below `/proc` itself without every permission. */
  kernelLimit: (name: string): Call => ({ program: "cat", args: [`/proc/sys/${name}`] }),
  /** Whether kubectl is there. */
  kubectlVersion: (): Call => ({ program: "kubectl", args: ["version", "--client", "--output=json"] }),
  /** Whether Go is there: the lab's own tools are built with it. */
  goVersion: (): Call => ({ program: "go", args: ["version"] }),
  /** Has Git take the password for a repository from a file, not from the command's arguments. */
  gitCredentials: (store: string, file: string): Call => ({
    program: "git",
    args: [`--git-dir=${store}`, "config", "credential.helper", `store --file=${file}`],
  }),
});
