/** What a CGI program said before the body, see RFC 3875. */
export interface CgiHead {
  /** 200 unless it said otherwise. */
  readonly status: number;
  readonly headers: Headers;
}

/** The longest head that is accepted, in bytes. */
const LONGEST_HEAD = 16 * 1024;

/**
 * Reads the lines before the body.
 *
 * @throws {SyntaxError} if a line is not a header.
 */
export function parseCgiHead(text: string): CgiHead {
  const headers = new Headers();
  let status = 200;
  for (const line of text.split(/\r?\n/).filter((line) => line !== "")) {
    const [, name = "", value = ""] = /^([^:\s]+):[ \t]*(.*)$/.exec(line) ?? [];
    if (name === "") throw new SyntaxError(`Cannot read "${line}": it is not a header`);
    if (name.toLowerCase() === "status") status = Number.parseInt(value, 10);
    else headers.append(name, value);
  }
  return { status, headers };
}

/**
 * Turns what a CGI program prints into a response whose body goes on as the program prints.
 *
 * @throws {SyntaxError} if it ends without a head.
 */
export async function cgiResponse(output: ReadableStream<Uint8Array>): Promise<Response> {
  const reader = output.getReader();
  let seen = new Uint8Array();
  while (true) {
    const end = headEnd(seen);
    if (end !== undefined) {
      const { status, headers } = parseCgiHead(new TextDecoder().decode(seen.subarray(0, end.head)));
      return new Response(rest(seen.subarray(end.body), reader), { status, headers });
    }
    const { value, done } = await reader.read();
    if (done || seen.length > LONGEST_HEAD) {
      await reader.cancel();
      throw new SyntaxError("Cannot read what the program printed: it has no head");
    }
    const joined = new Uint8Array(seen.length + value.length);
    joined.set(seen);
    joined.set(value, seen.length);
    seen = joined;
  }
}

function headEnd(bytes: Uint8Array): { readonly head: number; readonly body: number } | undefined {
  const text = String.fromCharCode(...bytes.subarray(0, LONGEST_HEAD));
  const match = /\r?\n\r?\n/.exec(text);
  return match === null ? undefined : { head: match.index, body: match.index + match[0].length };
}

function rest(
  first: Uint8Array<ArrayBuffer>,
  reader: ReadableStreamDefaultReader<Uint8Array>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start: (controller) => {
      if (first.length > 0) controller.enqueue(first);
    },
    pull: async (controller) => {
      const { value, done } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value as Uint8Array<ArrayBuffer>);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
