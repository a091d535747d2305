import { type Answer, type Failure, readAnswer } from "./answer";
import { applyFault, FAULT_MESSAGE } from "./fault";
import { limitedBody } from "./limited_body";
import { faultOf, type Settings } from "./settings";
import { forwardedHeaders, traceId } from "./trace";

/** What a multipart body may have besides the picture, in bytes. */
const ENVELOPE = 64 * 1024;

/** More than the mesh allows for the call, so that its own answer arrives. In milliseconds. */
const LONGEST = 11_000;

/** An answer and its status. */
export interface Analyzed {
  readonly status: number;
  readonly answer: Answer;
}

/** Hands an upload on to the backend and returns what it says, with the frontend at the beginning of the path. */
export async function analyze(request: Request, settings: Settings): Promise<Analyzed> {
  const headers = forwardedHeaders(request.headers);
  const failed = (status: number, code: string, message: string): Analyzed => ({
    status,
    answer: {
      error: { code, message },
      path: [settings.hop],
      requestId: headers.get("x-request-id") ?? "",
      traceId: traceId(headers.get("traceparent")),
    } satisfies Failure,
  });

  const fault = await applyFault(faultOf(request, settings));
  if (fault !== undefined) return failed(fault, "fault", FAULT_MESSAGE);

  const limit = settings.maxUploadBytes + ENVELOPE;
  const tooLarge = `The picture has more than ${settings.maxUploadBytes} bytes`;
  if (Number(request.headers.get("content-length") ?? 0) > limit) return failed(413, "too_large", tooLarge);
  const body = await limitedBody(request.body, limit);
  if (body === undefined) return failed(413, "too_large", tooLarge);

  headers.set("content-type", request.headers.get("content-type") ?? "application/octet-stream");
  try {
    const signal = AbortSignal.timeout(LONGEST);
    const init = { method: "POST", headers, body, signal, cache: "no-store", redirect: "error" } as const;
    const response = await fetch(`${settings.backend}/analyze`, init);
    const answer = readAnswer(await response.json().catch(() => undefined));
    if (answer === undefined || "error" in answer === response.ok) {
      const status = response.status === 504 ? 504 : 502;
      return failed(status, "backend_failed", `The backend answered with status ${response.status}`);
    }
    return { status: response.status, answer: { ...answer, path: [settings.hop, ...answer.path] } };
  } catch (error) {
    if (error instanceof DOMException && error.name === "TimeoutError") {
      return failed(504, "backend_late", "The backend took too long");
    }
    return failed(502, "backend_unavailable", "The backend does not answer");
  }
}
