/**
 * The shell script that turns itself into a container's process. It runs as the first process of namespaces of its
 * own: it puts together the files that the container sees, and then becomes the program.
 *
 * The root is the machine's, below a layer in memory that takes what is written: the machine's files stay as they
 * are, and the layer goes with the last process. `/tmp`, `/run`, `/dev`, `/proc` and `/sys` are the container's own.
 *
 * @module
 */

import type { ContainerPlan } from "./container_plan.ts";
import type { Mount } from "./container_mounts.ts";
import { shellCommand, shellQuote } from "./shell_quote.ts";
import { environmentCommand, userCommand } from "./user_command.ts";

/** The files of one run of a container. */
export interface ScriptFiles {
  /** To which the program's output is added. */
  readonly log: string;
  /** To which the script writes its own line of `/proc/<pid>/stat`, as the machine numbers it. */
  readonly identity: string;
  /** Which the script makes when the program is about to begin. */
  readonly started: string;
  /** An empty folder on which the root is put together; others use it too, each in its own namespace. */
  readonly scratch: string;
  /** A folder that the container must not see. */
  readonly hidden: string;
}

const DEVICES = ["null", "zero", "full", "random", "urandom", "tty"];

/** Folders that an image would have empty. */
const EMPTY = { "/tmp": "1777", "/run": "755", "/var/tmp": "1777" } as const;

/** The text of the script. */
export function containerScript(plan: ContainerPlan, hostname: string, files: ScriptFiles): string {
  const { user, mounts, readOnlyRoot } = plan;
  const log = shellQuote(files.log);
  const empty = Object.entries(EMPTY);
  const isMounted = (path: string) => mounts.some(({ target }) => target === path);
  return [
    "set -eu",
    "umask 022",
    // This /proc is still the machine's, so the number is the machine's too.
    "read -r stat </proc/self/stat",
    `echo "$stat" >${shellQuote(`${files.identity}.new`)}`,
    `mv ${shellCommand([`${files.identity}.new`, files.identity])}`,
    // The program may open its output anew as /dev/stdout, for which its user must own the file.
    `exec 3>>${log}`,
    `chown ${user.uid}:${user.gid} ${log}`,
    "exec 4>" + shellQuote(files.started),
    `cd ${shellQuote(files.scratch)}`,
    "mount -t tmpfs -o mode=0755 layers .",
    // Only in the new mount does the current folder have the folders that follow.
    `cd ${shellQuote(files.scratch)}`,
    "mkdir upper work root",
    "mount -t overlay -o lowerdir=/,upperdir=upper,workdir=work overlay root",
    "cd root",
    "mkdir -p .machine proc sys dev",
    ...empty.map(([path]) => `mkdir -p .${path}`),
    "mount -t proc -o nosuid,nodev,noexec proc proc",
    "mount -t sysfs -o ro,nosuid,nodev,noexec sysfs sys",
    "mount -t tmpfs -o mode=0755,nosuid devices dev",
    ...DEVICES.map((name) => `: >dev/${name} && mount --bind /dev/${name} dev/${name}`),
    "ln -s /proc/self/fd dev/fd",
    ...["stdin", "stdout", "stderr"].map((name, number) => `ln -s /proc/self/fd/${number} dev/${name}`),
    "mkdir dev/shm && mount -t tmpfs -o mode=1777,nosuid,nodev shm dev/shm",
    ...empty.map(([path, mode]) => `mount -t tmpfs -o mode=${mode},nosuid,nodev empty .${path}`),
    "pivot_root . .machine",
    "cd /",
    `echo ${shellQuote(hostname)} >/proc/sys/kernel/hostname`,
    `[ ! -d ${shellQuote(files.hidden)} ] || mount -t tmpfs -o ro,mode=0755 hidden ${
      shellQuote(files.hidden)
    }`,
    "attach() {",
    '  if [ -n "$3" ] && [ ! -e "$1" ]; then mkdir -p "$1"; fi',
    '  if [ -d "$1" ]; then mkdir -p "$2"; else mkdir -p "${2%/*}/"; [ -e "$2" ] || : >"$2"; fi',
    '  mount --bind "$1" "$2"',
    "}",
    ...mounts.map(attach),
    // Only now: a mount may have its place inside another that can only be read.
    ...mounts.filter(({ readOnly }) => readOnly)
      .map(({ target }) => `mount -o remount,bind,ro ${shellQuote(target)}`),
    ...[...plan.links].map(([path, to]) =>
      `mkdir -p ${shellQuote(path.slice(0, path.lastIndexOf("/") + 1))} && ln -sfn ${
        shellCommand([to, path])
      }`
    ),
    `mkdir -p ${shellQuote(plan.directory)}`,
    "umount -l /.machine && rmdir /.machine",
    ...(readOnlyRoot
      ? [...empty.map(([path]) => path).filter((path) => !isMounted(path)), "/"]
        .map((path) => `mount -o remount,bind,ro ${path}`)
      : []),
    `cd ${shellQuote(plan.directory)}`,
    "echo started >&4",
    "exec 4>&- >&3 2>&1 3>&- </dev/null",
    `exec ${shellCommand([...userCommand(user), ...environmentCommand(plan.environment), ...plan.command])}`,
    "",
  ].join("\n");
}

function attach({ source, target, create }: Mount): string {
  const words = [`/.machine${source}`, target, create ? "create" : ""];
  return `attach ${shellCommand(words)}`;
}
