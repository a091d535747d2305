import { createHash } from "node:crypto";
import { normalize } from "@std/path";
import { chosenFolder, type ReadVariable } from "../../toolchain/chosen_folder.ts";
import { LabError } from "../lab_error.ts";

/** A path of a Unix domain socket has at most 107 bytes; this much is left for what is below the lab's folder. */
const LONGEST_ROOT = 80;

const CHOICES = [
  ["THREERVISION_LAB", ""],
  ["XDG_STATE_HOME", "/3rvision/lab"],
  ["HOME", "/.local/state/3rvision/lab"],
] as const;

/** The paths of one lab's state: everything it keeps is in one folder, which `down` removes. */
export interface Layout {
  /** The folder itself, absolute. */
  readonly root: string;
  /**
   * Eight hexadecimal digits of the folder's path. They mark what this lab makes outside its folder, so that several
   * labs on one machine keep apart.
   */
  readonly id: string;
  /** Written first and removed last: says that the folder is a lab's and may be removed. */
  readonly marker: string;
  /** One record of each supervised process. */
  readonly records: string;
  /** One log of each supervised process. */
  readonly logs: string;
  /** The certificate authority, certificates and keys. */
  readonly pki: string;
  /** A kubeconfig for each user. */
  readonly kubeconfigs: string;
  /** The API server's store. */
  readonly etcd: string;
  /** Names that the DNS server answers beside those of Services, a file of each owner. */
  readonly names: string;
  /** Unix domain sockets. */
  readonly sockets: string;
  /** What the node agent keeps of each pod. */
  readonly pods: string;
}

/** The layout of the lab in a folder. */
export function layoutAt(folder: string): Layout {
  const root = normalize(folder).replace(/(?<=.)\/+$/, "");
  if (!root.startsWith("/") || root === "/") {
    throw new LabError(
      `Cannot keep a lab in "${folder}": it must be an absolute path of a folder of its own`,
    );
  }
  if (new TextEncoder().encode(root).length > LONGEST_ROOT) {
    throw new LabError(`Cannot keep a lab in "${root}": the path has more than ${LONGEST_ROOT} bytes`);
  }
  return Object.freeze({
    root,
    id: createHash("sha256").update(root).digest("hex").slice(0, 8),
    marker: `${root}/lab.json`,
    records: `${root}/processes`,
    logs: `${root}/logs`,
    pki: `${root}/pki`,
    kubeconfigs: `${root}/kubeconfigs`,
    etcd: `${root}/etcd`,
    names: `${root}/names`,
    sockets: `${root}/sockets`,
    pods: `${root}/pods`,
  });
}

/**
 * The layout that the environment asks for: `$THREERVISION_LAB`, or `3rvision/lab` below `$XDG_STATE_HOME`, or that
 * below `~/.local/state`.
 *
 * @throws {LabError} if none of the three variables is set, or one of them is not an absolute path.
 */
export function layoutOf(read: ReadVariable): Layout {
  return layoutAt(chosenFolder(read, CHOICES, {
    relative: (value, variable) =>
      new LabError(`Cannot keep a lab in "${value}": ${variable} must be an absolute path`),
    unset: () => new LabError("Cannot tell where to keep the lab: set THREERVISION_LAB to a folder"),
  }));
}
