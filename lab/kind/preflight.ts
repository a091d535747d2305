import { PINS } from "../../toolchain/pins.ts";
import type { MissingPrerequisite } from "../engine.ts";
import { LabError } from "../lab_error.ts";
import { docker, kind, machine } from "./calls.ts";
import type { Call, CallOutcome, Door } from "./door.ts";

/** Memory that the lab needs, in GiB, of what Docker may use. */
const MEMORY_GIB = 8;

/** A machine of 8 GiB reports a little less: the kernel keeps some. */
const MEMORY_TOLERANCE = 0.95;

const GIB = 1024 ** 3;

/** What several nodes with hundreds of watched files need; Kind's documentation names both. */
const KERNEL_LIMITS = {
  "fs/inotify/max_user_watches": 524_288,
  "fs/inotify/max_user_instances": 512,
} as const;

const VERSION = `v${PINS.kind.version}`;

/** What a lab in Kind is to be. */
export interface KindPlan {
  /** The cluster's name for Kind. */
  readonly cluster: string;
  /** Ports of this machine that lead to the gateway. */
  readonly ports: readonly number[];
}

/** Names everything that a machine lacks to run a lab in Kind, each with its remedy; touches nothing. */
export async function missingForKind(
  door: Door,
  { cluster, ports }: KindPlan,
): Promise<readonly MissingPrerequisite[]> {
  const tools = [...await dockerProblems(door), ...await programProblems(door)];
  // Without the programs nothing more can be told.
  if (tools.length > 0) return tools;
  const { stdout } = await door.run(kind.clusters());
  // The ports of a cluster that is there are its own.
  const taken = stdout.split("\n").includes(cluster) ? [] : await portProblems(door, ports);
  return [...taken, ...await kernelProblems(door)];
}

async function dockerProblems(door: Door): Promise<readonly MissingPrerequisite[]> {
  const found = await attempt(door, docker.info());
  if (found === undefined) {
    return [{ what: 'Docker ("docker" on PATH)', remedy: "install Docker Engine or Docker Desktop" }];
  }
  const { MemTotal: memory = 0, CgroupVersion: cgroups = "2" } = infoOf(found);
  if (found.code !== 0 || memory === 0) {
    return [{
      what: "Docker's server, which does not answer",
      remedy: "start Docker; on Linux, be in the group docker or be root",
    }];
  }
  const problems: MissingPrerequisite[] = [];
  if (memory < MEMORY_GIB * GIB * MEMORY_TOLERANCE) {
    problems.push({
      what: `memory: Docker has ${(memory / GIB).toFixed(1)} GiB, the lab needs ${MEMORY_GIB}`,
      remedy: "give Docker more (Docker Desktop: Settings, Resources), or use a bigger machine",
    });
  }
  if (cgroups === "1") {
    problems.push({
      what: "cgroups of version 2: Docker uses version 1, which Kubernetes no longer supports",
      remedy: "boot with systemd.unified_cgroup_hierarchy=1, or use a newer system",
    });
  }
  return problems;
}

async function programProblems(door: Door): Promise<readonly MissingPrerequisite[]> {
  const problems: MissingPrerequisite[] = [];
  const found = await attempt(door, kind.version());
  const go = `go install sigs.k8s.io/kind@${VERSION}`;
  if (found?.code !== 0) {
    problems.push({ what: `Kind ${VERSION} ("kind" on PATH)`, remedy: `mise install, or ${go}` });
  } else if (!found.stdout.includes(VERSION)) {
    const [version = ""] = found.stdout.trim().split("\n");
    problems.push({
      what: `Kind ${VERSION}: "${version}" is another version, and the node image is not made for it`,
      remedy: `mise install, or ${go}`,
    });
  }
  if ((await attempt(door, machine.kubectlVersion()))?.code !== 0) {
    problems.push({
      what: 'kubectl ("kubectl" on PATH)',
      remedy: "mise install, or see kubernetes.io/docs/tasks/tools",
    });
  }
  if ((await attempt(door, machine.goVersion()))?.code !== 0) {
    problems.push({
      what: 'Go ("go" on PATH), with which the lab builds its own tools',
      remedy: "mise install, or see go.dev/doc/install",
    });
  }
  return problems;
}

async function portProblems(
  door: Door,
  ports: readonly number[],
): Promise<readonly MissingPrerequisite[]> {
  const problems: MissingPrerequisite[] = [];
  for (const port of ports) {
    if (!await door.listening(port)) continue;
    problems.push({
      what: `port ${port} of this machine: something else listens on it`,
      remedy: `end it, or choose another in overlays/lab.ts: kind.hostPorts`,
    });
  }
  return problems;
}

async function kernelProblems(door: Door): Promise<readonly MissingPrerequisite[]> {
  // Elsewhere Docker runs in a virtual machine that has been set up for it.
  if (door.system !== "linux") return [];
  const problems: MissingPrerequisite[] = [];
  for (const [name, least] of Object.entries(KERNEL_LIMITS)) {
    const found = Number((await attempt(door, machine.kernelLimit(name)))?.stdout);
    if (!(found < least)) continue;
    const setting = name.replaceAll("/", ".");
    problems.push({
      what: `${setting} of ${least} or more: it is ${found}, and pods would fail with "too many open files"`,
      remedy: `sysctl -w ${setting}=${least} as root, and in /etc/sysctl.d to keep it`,
    });
  }
  return problems;
}

interface DockerInfo {
  readonly MemTotal?: number;
  readonly CgroupVersion?: string;
}

function infoOf({ stdout }: CallOutcome): DockerInfo {
  try {
    return JSON.parse(stdout) as DockerInfo;
  } catch (error) {
    // Docker prints its complaint in place of the document.
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** `undefined` if there is no such program. */
async function attempt(door: Door, call: Call): Promise<CallOutcome | undefined> {
  try {
    return await door.run(call);
  } catch (error) {
    if (error instanceof LabError) return undefined;
    throw error;
  }
}
