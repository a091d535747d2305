import type { V1Container, V1PodSpec } from "@kubernetes/client-node";
import { ContainerProblem } from "./container_problem.ts";

/** As whom a container's processes run and what the kernel lets them do. */
export interface ContainerUser {
  readonly uid: number;
  readonly gid: number;
  /** Further groups. */
  readonly groups: readonly number[];
  /** The most that processes can have, such as `net_admin`; every one if the container is privileged. */
  readonly capabilities: readonly string[] | "all";
  readonly noNewPrivileges: boolean;
}

/** The user that an image names. */
export interface ImageUser {
  readonly uid: number;
  readonly gid: number;
}

/** What containerd grants a container that asks for nothing. */
const DEFAULT_CAPABILITIES = [
  ...["audit_write", "chown", "dac_override", "fowner", "fsetid", "kill", "mknod", "net_bind_service"],
  ...["net_raw", "setfcap", "setgid", "setpcap", "setuid", "sys_chroot"],
];

/**
 * The user of a container, by its own and its pod's security context and by its image.
 *
 * @throws {ContainerProblem} `CreateContainerConfigError`, if it must not run as root and would.
 */
export function containerUser(spec: V1PodSpec, container: V1Container, image: ImageUser): ContainerUser {
  const own = container.securityContext ?? {};
  const shared = spec.securityContext ?? {};
  const uid = own.runAsUser ?? shared.runAsUser ?? image.uid;
  const gid = own.runAsGroup ?? shared.runAsGroup ?? (uid === image.uid ? image.gid : 0);
  if (uid === 0 && (own.runAsNonRoot ?? shared.runAsNonRoot) === true) {
    throw new ContainerProblem(
      "CreateContainerConfigError",
      `container has runAsNonRoot and image will run as root (container: ${container.name})`,
    );
  }
  const { fsGroup, supplementalGroups = [] } = shared;
  return Object.freeze({
    uid,
    gid,
    groups: [...new Set([...supplementalGroups, ...(fsGroup === undefined ? [] : [fsGroup])])],
    capabilities: own.privileged === true ? "all" : capabilities(own.capabilities ?? {}),
    noNewPrivileges: own.allowPrivilegeEscalation === false,
  });
}

function capabilities(
  { add = [], drop = [] }: { readonly add?: readonly string[]; readonly drop?: readonly string[] },
): readonly string[] | "all" {
  const [added, dropped] = [add.map(kernelName), drop.map(kernelName)];
  if (added.includes("all")) return "all";
  const kept = dropped.includes("all") ? [] : DEFAULT_CAPABILITIES.filter((name) => !dropped.includes(name));
  return [...new Set([...kept, ...added])].sort();
}

function kernelName(name: string): string {
  return name.toLowerCase().replace(/^cap_/, "");
}
