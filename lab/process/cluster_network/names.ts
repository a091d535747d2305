import type { Layout } from "../layout.ts";
import { readTextIfThere, writeWhole } from "../state_file.ts";

/** IPv4 addresses by host names. */
export type HostNames = Readonly<Record<string, readonly string[]>>;

/**
 * Makes the lab's DNS server answer names outside the cluster, such as that of a chart repository that is served
 * here. Replaces what the same owner published before; works whether or not the server runs.
 *
 * @param owner who is responsible for the names, such as `charts`.
 */
export async function publishNames(layout: Layout, owner: string, names: HostNames): Promise<void> {
  await Deno.mkdir(layout.names, { recursive: true });
  await writeWhole(`${layout.names}/${owner}.json`, `${JSON.stringify(names, null, 2)}\n`);
}

/** Everything that was published in a folder, {@linkcode Layout.names}; names in lower case. */
export async function publishedNames(folder: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const all = new Map<string, readonly string[]>();
  for await (const { name } of Deno.readDir(folder)) {
    if (!name.endsWith(".json")) continue;
    const names = JSON.parse(await readTextIfThere(`${folder}/${name}`) ?? "{}") as HostNames;
    for (const [host, addresses] of Object.entries(names)) all.set(host.toLowerCase(), addresses);
  }
  return all;
}
