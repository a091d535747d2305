/** How a Git repository is reached. */

/** The transport and port of a repository's address. */
export interface GitAddress {
  /** `file` is no connection: it lies on somebody's own disk. */
  readonly transport: "https" | "http" | "ssh" | "file";
  /** Of TCP; 0 with `file`. */
  readonly port: number;
}

const usualPorts = { https: 443, http: 80, ssh: 22, file: 0 } as const;

/** Reads an address as the schema has it: a URL, or SSH's short form `git@host:path`. */
export function gitAddress(url: string): GitAddress {
  const found = /^(https?|ssh|file):\/\//.exec(url);
  const transport = (found?.[1] ?? "ssh") as GitAddress["transport"];
  const written = found === null || transport === "file" ? "" : new URL(url).port;
  return { transport, port: written === "" ? usualPorts[transport] : Number(written) };
}
