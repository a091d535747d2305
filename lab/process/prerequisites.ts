import type { MissingPrerequisite } from "../engine.ts";
import { SEARCH_PATH } from "./process_spec.ts";
import { tryProgram } from "./run_program.ts";

/** The programs that the process engine runs beside those of the toolchain, each with the Debian package it is in. */
const PROGRAMS = {
  "cat": "coreutils",
  "git": "git",
  "grep": "grep",
  "ip": "iproute2",
  "iptables": "iptables",
  "iptables-restore": "iptables",
  "nsenter": "util-linux",
  "openssl": "openssl",
  "setpriv": "util-linux",
  "setsid": "util-linux",
  "sh": "dash",
  "sysctl": "procps",
  "tar": "tar",
  "timeout": "coreutils",
  "umount": "mount",
  "unshare": "util-linux",
} as const;

/** What a pod's network takes, in a network of its own: a root of containers is often not allowed to. */
const TRIAL = 'unshare --net --mount sh -c "ip link set lo up && iptables -t nat -L -n"';

/** Names what a machine lacks to run a lab of processes. */
export async function missingPrerequisites(): Promise<readonly MissingPrerequisite[]> {
  if (Deno.build.os !== "linux") {
    return [{ what: "Linux", remedy: "run this on a Linux machine, a virtual one will do" }];
  }
  const missing: MissingPrerequisite[] = [];
  if (Deno.uid() !== 0) {
    missing.push({ what: "the rights of root", remedy: "run this as root: network namespaces need it" });
  }
  for (const [program, source] of Object.entries(PROGRAMS)) {
    if (await isInstalled(program)) continue;
    missing.push({
      what: `the program "${program}"`,
      remedy: `apt-get install --no-install-recommends ${source}`,
    });
  }
  if (missing.length > 0) return missing;
  const { code, stderr } = await tryProgram(["sh", "-c", TRIAL]);
  if (code === 0) return [];
  const [why = ""] = stderr.trim().split("\n");
  return [{
    what: `the right to make networks (${why})`,
    remedy: "run this with the capabilities NET_ADMIN and SYS_ADMIN, as root of a machine has them",
  }];
}

async function isInstalled(program: string): Promise<boolean> {
  const folders = SEARCH_PATH.split(":");
  const looks = await Promise.allSettled(folders.map((folder) => Deno.stat(`${folder}/${program}`)));
  return looks.some((look) => look.status === "fulfilled" && look.value.isFile);
}
