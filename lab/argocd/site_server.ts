import { createHash } from "node:crypto";
import { namespaceNames, NODE_ADDRESS } from "../process/addresses.ts";
import { type KeyPairFiles, keyPairFiles, signedCertificate } from "../process/certificates.ts";
import { denoCommand, denoEnvironment } from "../process/deno_program.ts";
import type { Layout } from "../process/layout.ts";
import { PROGRAMS } from "../process/programs.ts";
import type { ProcessSpec } from "../process/process_spec.ts";
import { writeWhole } from "../process/state_file.ts";
import { listenersOf, type Site } from "./site.ts";

/** What the server is told. */
export interface SiteServerConfiguration {
  /** The address to listen on, at the ports of the sites' URLs. */
  readonly address: string;
  readonly sites: readonly Site[];
  /** Paths of the certificate and key for the sites with `https:`. */
  readonly tls?: KeyPairFiles;
}

/** Writes the server's configuration, with a certificate of the lab's authority, and says what its process is. */
export async function siteServer(layout: Layout, sites: readonly Site[]): Promise<ProcessSpec> {
  const hosts = sites.map(({ url }) => new URL(url))
    .filter(({ protocol }) => protocol === "https:").map(({ hostname }) => hostname);
  const tls = hosts.length === 0 ? undefined : await certificateFor(layout, [...new Set(hosts)].sort());
  const configuration: SiteServerConfiguration = {
    address: NODE_ADDRESS,
    sites,
    ...(tls === undefined ? {} : { tls }),
  };
  const text = `${JSON.stringify(configuration, null, 2)}\n`;
  const path = `${layout.root}/sites.json`;
  await writeWhole(path, text);
  const readable = [path, ...Object.values(tls ?? {}), ...sites.map(({ folder }) => folder)];
  const addresses = listenersOf(sites).map(({ port }) => `${NODE_ADDRESS}:${port}`);
  return {
    name: "sites",
    command: denoCommand({
      module: PROGRAMS.sites,
      permissions: [
        `--allow-net=${addresses.join(",")}`,
        `--allow-read=${readable.join(",")}`,
        "--allow-run=git",
      ],
      args: [path],
    }),
    environment: denoEnvironment(),
    namespace: namespaceNames(layout.id).node,
    inputs: [text],
    restart: true,
  };
}

// A certificate that exists is kept, so each set of names has one of its own.
async function certificateFor(layout: Layout, hosts: readonly string[]): Promise<KeyPairFiles> {
  const name = `sites-${createHash("sha256").update(hosts.join(" ")).digest("hex").slice(0, 8)}`;
  await signedCertificate(layout, { name, commonName: "sites", hosts });
  return keyPairFiles(layout, name);
}
