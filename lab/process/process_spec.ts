import { createHash } from "node:crypto";

/** A process that is to run. */
export interface ProcessSpec {
  /** Names its record and its log: lower-case letters, digits, `-`, `.` and `_`. */
  readonly name: string;
  /** The program's absolute path and its arguments. */
  readonly command: readonly string[];
  /** Every variable of its environment but `PATH` and the lab's mark; nothing else is inherited. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The folder to run in; `/` by default. */
  readonly directory?: string;
  /** The name of the network namespace to run in; by default that of the machine. */
  readonly namespace?: string;
  /** Runs as this user and group, without other groups; by default as root. */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** What else the process depends on, such as the contents of its files: if it changes, the process is restarted. */
  readonly inputs?: readonly string[];
  /** Start it again when it dies; `false` by default. The keeper does so, see `keeper.ts`. */
  readonly restart?: boolean;
}

/** The search path of every supervised process. */
export const SEARCH_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** Equal for two specs exactly if a process of the one will do for the other. */
export function fingerprint(spec: ProcessSpec): string {
  const environment = Object.entries(spec.environment ?? {}).sort(([a], [b]) => a < b ? -1 : 1);
  const { name, command, directory, namespace, user, inputs } = spec;
  return createHash("sha256")
    .update(JSON.stringify([name, command, environment, directory, namespace, user, inputs]))
    .digest("hex");
}

/** The files of a process. */
export interface ProcessFiles {
  /** To which the process adds its output. */
  readonly log: string;
  /** To which the process writes its own line of `/proc/<pid>/stat` before it becomes the program. */
  readonly stat: string;
}

const BECOME = 'read -r stat <"/proc/$$/stat" && echo "$stat" >"$0" && log=$1 && shift && ' +
  'exec "$@" >>"$log" 2>&1 </dev/null';

/**
 * The command that turns itself into the process of a spec: in a session of its own, without a terminal, with its
 * output added to a log. Each word replaces the process by the next, so the id stays the same. It says itself who it
 * is: were that left to the command that starts it, killing that one could leave a process without a record.
 */
export function launchCommand(spec: ProcessSpec, files: ProcessFiles): readonly string[] {
  const { namespace, user, command } = spec;
  return [
    ...["setsid", "--", "sh", "-c", BECOME, files.stat, files.log],
    // `ip netns exec` would also give it another /sys and mounts that pods' namespaces don't show in.
    ...(namespace === undefined ? [] : ["nsenter", `--net=/run/netns/${namespace}`, "--"]),
    ...(user === undefined
      ? []
      : ["setpriv", `--reuid=${user.uid}`, `--regid=${user.gid}`, "--clear-groups", "--"]),
    ...command,
  ];
}
