/**
 * The lab's own certificate authority. Keys and certificates are made by the `openssl` program: one command for each,
 * where a library for it would bring fifteen packages.
 *
 * @module
 */

import { runProgram } from "./run_program.ts";
import { readTextIfThere, writeWhole } from "./state_file.ts";
import type { Layout } from "./layout.ts";

/** Days until a certificate ends; a lab is taken down long before. */
const DAYS = "365";

/** A certificate with its private key, both PEM. */
export interface KeyPair {
  /** What is shown to others. */
  readonly certificate: string;
  /** PKCS #8. */
  readonly key: string;
}

/** Whom a certificate is for. */
export interface CertificateRequest {
  /** The name of its files. */
  readonly name: string;
  /** For a client: the user. */
  readonly commonName: string;
  /** For a client: the user's group. */
  readonly organization?: string;
  /** For a server: the host names and IP addresses by which clients call it. */
  readonly hosts?: readonly string[];
}

/** The paths of a key pair, both files PEM. */
export interface KeyPairFiles {
  /** The file of the certificate. */
  readonly certificate: string;
  /** The file of the private key, which only root may read. */
  readonly key: string;
}

/** Where the key pair of a name is; that of the authority is called `ca`. */
export function keyPairFiles(layout: Layout, name: string): KeyPairFiles {
  return { certificate: `${layout.pki}/${name}.crt`, key: `${layout.pki}/${name}.key` };
}

/** Makes the authority, unless there is one, and returns its certificate. */
export async function certificateAuthority(layout: Layout): Promise<string> {
  const files = keyPairFiles(layout, "ca");
  const subject = subjectOf({ name: "ca", commonName: "3rvision-lab" });
  const extensions = ["basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,cRLSign"];
  return (await keyPair(files, [...subject, ...extensions.flatMap(extension)])).certificate;
}

/** Makes a certificate that the authority signs, unless there is one; the authority must be there. */
export function signedCertificate(layout: Layout, request: CertificateRequest): Promise<KeyPair> {
  const authority = keyPairFiles(layout, "ca");
  const names = request.hosts?.map((host) => `${isAddress(host) ? "IP" : "DNS"}:${host}`);
  const extensions = [
    "basicConstraints=critical,CA:FALSE",
    "keyUsage=critical,digitalSignature",
    `extendedKeyUsage=${names === undefined ? "clientAuth" : "serverAuth,clientAuth"}`,
    ...(names === undefined ? [] : [`subjectAltName=${names.join(",")}`]),
  ];
  return keyPair(keyPairFiles(layout, request.name), [
    ...["-CA", authority.certificate, "-CAkey", authority.key],
    ...subjectOf(request),
    ...extensions.flatMap(extension),
  ]);
}

/** The key that signs the tokens of service accounts, unless there is one; the public key is in `certificate`. */
export async function tokenKey(layout: Layout): Promise<KeyPairFiles> {
  const files = { certificate: `${layout.pki}/tokens.pub`, key: `${layout.pki}/tokens.key` };
  if (await readTextIfThere(files.certificate) !== undefined) return files;
  const key = await runProgram([
    "openssl",
    "genpkey",
    "-algorithm",
    "EC",
    "-pkeyopt",
    "ec_paramgen_curve:P-256",
  ]);
  await Deno.mkdir(layout.pki, { recursive: true, mode: 0o700 });
  await writeWhole(files.key, key);
  await writeWhole(files.certificate, await runProgram(["openssl", "pkey", "-pubout"], key));
  return files;
}

// The certificate is written last: where it is, the key is too.
async function keyPair(files: KeyPairFiles, request: readonly string[]): Promise<KeyPair> {
  const made = await readTextIfThere(files.certificate);
  if (made !== undefined) return { certificate: made, key: await Deno.readTextFile(files.key) };
  const printed = await runProgram([
    ...["openssl", "req", "-x509", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc"],
    ...["-batch", "-sha256", "-days", DAYS, "-keyout", "-", "-out", "-", ...request],
  ]);
  const key = block(printed, "PRIVATE KEY");
  const certificate = block(printed, "CERTIFICATE");
  await Deno.mkdir(files.key.slice(0, files.key.lastIndexOf("/")), { recursive: true, mode: 0o700 });
  await writeWhole(files.key, key);
  await writeWhole(files.certificate, certificate);
  return { certificate, key };
}

function block(text: string, label: string): string {
  const match = new RegExp(`-----BEGIN ${label}-----[^]*?-----END ${label}-----\n`).exec(text);
  if (match === null) throw new Error(`Cannot find a "${label}" in what openssl printed`);
  return match[0];
}

function subjectOf({ commonName, organization }: CertificateRequest): readonly string[] {
  const parts = [...(organization === undefined ? [] : [["O", organization]]), ["CN", commonName]];
  const escaped = parts.map(([key, value = ""]) => `/${key}=${value.replaceAll(/([\\/+])/g, "\\$1")}`);
  return ["-subj", escaped.join("")];
}

function extension(text: string): readonly string[] {
  return ["-addext", text];
}

function isAddress(host: string): boolean {
  return /^\d+\.\d+\.\d+\.\d+$/.test(host);
}
