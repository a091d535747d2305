import type { LabTree } from "../argocd/argocd_steps.ts";
import { makeBareRepository } from "../git/bare_repository.ts";
import type { PushResult } from "../git/push_working_tree.ts";
import { LabError } from "../lab_error.ts";
import { writeWhole } from "../process/state_file.ts";
import type { RepositoryAddresses } from "../engine.ts";
import { kubectl, machine } from "./calls.ts";
import { mustRun } from "./door.ts";
import type { GiteaAddress } from "./gitea_address.ts";
import { giteaCredentials } from "./install_gitea.ts";
import type { KindLayout } from "./kind_layout.ts";
import type { KindParts } from "./kind_parts.ts";
import { portForward } from "./port_forward.ts";

/** A way to push to the repository in the cluster, until it is disposed of. */
export interface PushWay extends AsyncDisposable {
  /** What `git push` takes. It holds no password: Git reads that from a file of the lab. */
  readonly remote: string;
}

/**
 * Opens a way to Gitea and tells Git the password for it.
 *
 * @throws {LabError} if Gitea can't be reached or has no owner yet.
 */
export async function openPushWay(
  { door, api }: Pick<KindParts, "door" | "api">,
  layout: KindLayout,
  address: GiteaAddress,
): Promise<PushWay> {
  const { namespace, name, port, owner, repository } = address;
  using cluster = api(await Deno.readTextFile(layout.kubeconfig));
  const credentials = await giteaCredentials(cluster, address);
  if (credentials === undefined) {
    throw new LabError(`Cannot push: Gitea has no user "${owner}" yet; try "lab up"`);
  }
  const calls = kubectl(layout.kubeconfig);
  const way = await portForward(door, calls.portForward(namespace, "service", name, port));
  try {
    const origin = new URL(`http://${way.hostname}:${way.port}`);
    origin.username = credentials.username;
    origin.password = credentials.password;
    await writeWhole(layout.credentials, `${origin.href.replace(/\/$/, "")}\n`);
    await makeBareRepository(layout.store);
    const call = machine.gitCredentials(layout.store, layout.credentials);
    await mustRun(door, call, "tell Git the password of the lab's repository");
  } catch (error) {
    await way[Symbol.asyncDispose]();
    throw error;
  }
  return {
    remote: `http://${way.hostname}:${way.port}/${owner}/${repository}.git`,
    [Symbol.asyncDispose]: () => way[Symbol.asyncDispose](),
  };
}

/** Pushes the working tree to Gitea. */
export async function pushToGitea(
  parts: KindParts,
  layout: KindLayout,
  address: GiteaAddress,
  { workingTree }: LabTree,
): Promise<PushResult> {
  await using way = await openPushWay(parts, layout, address);
  return await parts.push({ workingTree, store: layout.store, remote: way.remote });
}

/** A repository elsewhere: the lab does not push there. */
export function remoteRepository(url: string, { store }: KindLayout): RepositoryAddresses {
  return { push: url, cluster: url, store };
}
