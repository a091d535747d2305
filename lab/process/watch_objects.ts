import {
  type KubeConfig,
  type KubernetesListObject,
  type KubernetesObject,
  Watch,
} from "@kubernetes/client-node";
import { delay } from "./delay.ts";

/** Which objects to watch. */
export interface WatchRequest<T extends KubernetesObject> {
  /** The path of the API, such as `/api/v1/services`. */
  readonly path: string;
  /** Such as `{ fieldSelector: "spec.nodeName=lab" }`; {@linkcode list} must select the same. */
  readonly query?: Readonly<Record<string, string>>;
  /** Lists the same objects. */
  readonly list: () => Promise<KubernetesListObject<T>>;
  /** Called with an object that is new or has changed. */
  readonly onChange: (object: T) => void;
  /** Called with the last state of an object that was deleted. */
  readonly onDelete: (object: T) => void;
}

/** A watch that goes on until it is ended. */
export interface ObjectWatch {
  /** Resolves when every object that was there at the beginning has been told. */
  readonly listed: Promise<void>;
  /** Ends the watch. */
  readonly end: () => void;
}

/** Milliseconds from a watch that failed to the next. */
const PAUSE = 300;

/** After this many seconds the server ends a watch, and everything is listed anew. */
const LONGEST_WATCH = 300;

/** After this many more seconds a connection is given up of whose end nobody has told. */
const GRACE = 30;

/**
 * Watches objects: lists them, follows every change, and lists them again whenever the watch ends, so that nothing is
 * missed. An API server that does not answer is asked until it does. (The library's own informer rejects a promise that
 * nobody can catch when a server goes away between two watches.)
 */
export function watchObjects<T extends KubernetesObject>(
  config: KubeConfig,
  request: WatchRequest<T>,
): ObjectWatch {
  const known = new Map<string, T>();
  const stop = new AbortController();
  const listed = Promise.withResolvers<void>();
  const run = async () => {
    while (!stop.signal.aborted) {
      try {
        const version = await listAnew(request, known);
        listed.resolve();
        await follow(config, request, known, version, stop.signal);
      } catch (error) {
        if (stop.signal.aborted) return;
        console.error(`watch of ${request.path} failed: ${error instanceof Error ? error.message : error}`);
        await delay(PAUSE);
      }
    }
  };
  void run();
  return { listed: listed.promise, end: () => stop.abort() };
}

async function listAnew<T extends KubernetesObject>(
  { list, onChange, onDelete }: WatchRequest<T>,
  known: Map<string, T>,
): Promise<string> {
  const { items, metadata } = await within(GRACE, list());
  const now = new Set(items.map(uidOf));
  for (const [uid, object] of [...known]) {
    if (now.has(uid)) continue;
    known.delete(uid);
    onDelete(object);
  }
  for (const object of items) {
    const before = known.get(uidOf(object));
    known.set(uidOf(object), object);
    if (before?.metadata?.resourceVersion !== object.metadata?.resourceVersion) onChange(object);
  }
  return metadata?.resourceVersion ?? "";
}

async function follow<T extends KubernetesObject>(
  config: KubeConfig,
  { path, query, onChange, onDelete }: WatchRequest<T>,
  known: Map<string, T>,
  resourceVersion: string,
  stop: AbortSignal,
): Promise<void> {
  const ended = Promise.withResolvers<void>();
  const tell = (phase: string, object: T) => {
    if (phase === "ADDED" || phase === "MODIFIED") {
      known.set(uidOf(object), object);
      onChange(object);
    } else if (phase === "DELETED") {
      known.delete(uidOf(object));
      onDelete(object);
    }
  };
  // The library swallows whatever its callback throws.
  const take = (phase: string, object: T) => {
    try {
      tell(phase, object);
    } catch (error) {
      ended.reject(error);
    }
  };
  const done = (error: unknown) => {
    const silent = error instanceof Error && error.name === "TimeoutError";
    if (error === null || error === undefined || silent) ended.resolve();
    else ended.reject(error);
  };
  const parameters = { ...query, resourceVersion, timeoutSeconds: LONGEST_WATCH };
  const request = await within(GRACE, new Watch(config).watch(path, parameters, take, done));
  const abort = () => {
    request.abort();
    ended.resolve();
  };
  stop.addEventListener("abort", abort, { once: true });
  if (stop.aborted) abort();
  const tooLong = setTimeout(abort, (LONGEST_WATCH + GRACE) * 1000);
  try {
    await ended.promise;
  } finally {
    clearTimeout(tooLong);
    stop.removeEventListener("abort", abort);
  }
}

async function within<T>(seconds: number, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${seconds} s`)), seconds * 1000);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

function uidOf({ metadata }: KubernetesObject): string {
  return metadata?.uid ?? "";
}
