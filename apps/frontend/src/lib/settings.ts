import { hostname } from "node:os";
import { askedFault, type Fault, readFault } from "./fault";

/** Who answered: a part of every answer's path. */
export interface Hop {
  readonly service: string;
  /** The Deployment it belongs to: stable or canary. */
  readonly version: string;
  /** What was built. */
  readonly release: string;
  readonly pod: string;
}

/** What the environment says. */
export interface Settings {
  readonly backend: string;
  readonly maxUploadBytes: number;
  readonly hop: Hop;
  readonly fault: Fault;
  /** Whether a request may ask for a fault of its own. */
  readonly faultsByHeader: boolean;
}

/** What the source is; an image sets RELEASE to what it was built as. */
const RELEASE = "1.1.0";

/**
 * Reads the environment.
 *
 * @throws {TypeError} if something there cannot be read.
 */
export function readSettings(variables: Readonly<Record<string, string | undefined>>): Settings {
  const or = (name: string, otherwise: string) => variables[name] || otherwise;
  const backend = or("BACKEND_URL", "http://127.0.0.1:8080").replace(/\/+$/, "");
  if (!/^https?:\/\/[^/]+$/.test(backend)) {
    throw new TypeError(`Cannot read BACKEND_URL "${backend}" as an http URL`);
  }
  const maxUploadBytes = Number(or("MAX_UPLOAD_BYTES", "5242880"));
  if (!Number.isSafeInteger(maxUploadBytes) || maxUploadBytes <= 0) {
    throw new TypeError(`Cannot read MAX_UPLOAD_BYTES "${variables.MAX_UPLOAD_BYTES}" as a number of bytes`);
  }
  const hop = {
    service: "frontend",
    version: or("VERSION", "local"),
    release: or("RELEASE", RELEASE),
    pod: or("POD_NAME", hostname()),
  };
  const faultsByHeader = or("FAULTS_BY_HEADER", "false");
  if (!["true", "false"].includes(faultsByHeader)) {
    throw new TypeError(`Cannot read FAULTS_BY_HEADER "${faultsByHeader}" as true or false`);
  }
  return {
    backend,
    maxUploadBytes,
    hop,
    fault: readFault(variables),
    faultsByHeader: faultsByHeader === "true",
  };
}

/** The fault of a request: its own, where it may ask for one, otherwise that of the environment. */
export function faultOf(
  { headers }: { readonly headers: Headers },
  { fault, faultsByHeader, hop }: Settings,
): Fault {
  return (faultsByHeader ? askedFault(headers.get("x-fault") ?? "", hop) : undefined) ?? fault;
}

let known: Settings | undefined;

/** The settings of this process. */
export function settings(): Settings {
  known ??= readSettings(process.env);
  return known;
}
