import { Buffer } from "node:buffer";
import { parse } from "@std/yaml";
import { LabError } from "../lab_error.ts";

/** Where an API server is, and who talks to it. All that is secret is PEM or a token. */
export interface ClusterAccess {
  /** Such as `https://127.0.0.1:6443`. */
  readonly server: string;
  readonly authority: string;
  readonly certificate?: string;
  readonly key?: string;
  readonly token?: string;
}

interface Kubeconfig {
  readonly "current-context"?: string;
  readonly contexts?: readonly Named<"context", { readonly cluster: string; readonly user: string }>[];
  readonly clusters?: readonly Named<"cluster", Readonly<Record<string, string>>>[];
  readonly users?: readonly Named<"user", Readonly<Record<string, string>>>[];
}

type Named<Field extends string, Value> = { readonly name: string } & { readonly [field in Field]: Value };

/**
 * Reads a kubeconfig that holds everything itself, as those of the lab and of Kind do.
 *
 * @throws {LabError} if it refers to files or programs, or lacks something.
 */
export function readKubeconfig(text: string): ClusterAccess {
  const config = parse(text) as Kubeconfig;
  const context = config.contexts?.find(({ name }) => name === config["current-context"])?.context;
  const cluster = config.clusters?.find(({ name }) => name === context?.cluster)?.cluster;
  const user = config.users?.find(({ name }) => name === context?.user)?.user;
  const { server, "certificate-authority-data": authority } = cluster ?? {};
  const { "client-certificate-data": certificate, "client-key-data": key, token } = user ?? {};
  const identified = token !== undefined || (certificate !== undefined && key !== undefined);
  if (server === undefined || authority === undefined || !identified) {
    throw new LabError(
      "Cannot read the kubeconfig: it must hold the server, its authority and a client itself",
    );
  }
  return {
    server,
    authority: decode(authority),
    ...(certificate === undefined ? {} : { certificate: decode(certificate) }),
    ...(key === undefined ? {} : { key: decode(key) }),
    ...(token === undefined ? {} : { token }),
  };
}

function decode(base64: string): string {
  return Buffer.from(base64, "base64").toString();
}
