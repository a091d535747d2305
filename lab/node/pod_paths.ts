import type { V1Pod } from "@kubernetes/client-node";
import type { Layout } from "../process/layout.ts";

/** Which pod is meant: of several that had the same name one after the other, one. */
export interface PodIdentity {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
}

/** The paths of what the agent keeps of one pod, all below one folder. */
export interface PodPaths {
  readonly root: string;
  /** Which pod it is, and its network. */
  readonly record: string;
  /** An empty folder for the roots of containers. */
  readonly scratch: string;
  readonly hosts: string;
  readonly resolver: string;
  readonly hostname: string;
  /** The folder of a volume. */
  readonly volume: (name: string) => string;
  /** The folder of a container, which holds a folder for each of its runs. */
  readonly container: (name: string) => string;
  /** The files of one run of a container, counted from 0. */
  readonly run: (container: string, index: number) => RunPaths;
}

/** The paths of one run of a container. */
export interface RunPaths {
  readonly root: string;
  /** What was started, written before. */
  readonly record: string;
  readonly script: string;
  /** What the script complained about before it became the program. */
  readonly complaints: string;
  /** The line of `/proc/<pid>/stat`. */
  readonly identity: string;
  readonly started: string;
  /** Exit code and time, written when the run has ended. */
  readonly exit: string;
  /** What the program printed. */
  readonly log: string;
}

/** The identity of a pod that the API server knows. */
export function identityOf({ metadata }: V1Pod): PodIdentity {
  return { namespace: metadata?.namespace ?? "", name: metadata?.name ?? "", uid: metadata?.uid ?? "" };
}

/** The folder in which each run that has ended leaves a file, so that watching one folder tells of all. */
export function exitsFolder(layout: Layout): string {
  return `${layout.pods}/.exits`;
}

/** The folder of a persistent volume claim; it outlives the pods that use it. */
export function claimFolder(layout: Layout, namespace: string, name: string): string {
  return `${layout.pods}/.claims/${namespace}/${name}`;
}

/** The folder that stands for one of the machine's own; pods share it, and it has nothing of the machine. */
export function hostFolder(layout: Layout, path: string): string {
  return `${layout.pods}/.host${path}`;
}

/** The paths of a pod. */
export function podPaths(layout: Layout, { namespace, name, uid }: PodIdentity): PodPaths {
  const root = `${layout.pods}/${namespace}_${name}_${uid}`;
  return {
    root,
    record: `${root}/pod.json`,
    scratch: `${root}/scratch`,
    hosts: `${root}/hosts`,
    resolver: `${root}/resolv.conf`,
    hostname: `${root}/hostname`,
    volume: (volume) => `${root}/volumes/${volume}`,
    container: (container) => `${root}/containers/${container}`,
    run: (container, index) => {
      const folder = `${root}/containers/${container}/${index}`;
      return {
        root: folder,
        record: `${folder}/run.json`,
        script: `${folder}/run.sh`,
        complaints: `${folder}/complaints`,
        identity: `${folder}/identity`,
        started: `${folder}/started`,
        exit: `${exitsFolder(layout)}/${uid}.${container}.${index}`,
        log: `${folder}/log`,
      };
    },
  };
}
