/** Stands between two tiers, hands everything on and remembers the headers of each request. */
export interface Recorder extends AsyncDisposable {
  /** Where it answers. */
  readonly url: string;
  /** The headers of the requests with a body, in the order in which they came. */
  readonly seen: readonly Headers[];
  /** To whom it hands everything on; set when that is known. */
  target: string;
}

/** Starts a recorder on a free port of loopback. */
export function startRecorder(): Recorder {
  const seen: Headers[] = [];
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (request) => {
      const { pathname } = new URL(request.url);
      if (request.method === "POST") seen.push(request.headers);
      const body = request.method === "POST" ? await request.arrayBuffer() : null;
      return await fetch(recorder.target + pathname, {
        method: request.method,
        headers: request.headers,
        body,
      });
    },
  );
  const recorder: Recorder = {
    url: `http://127.0.0.1:${server.addr.port}`,
    seen,
    target: "",
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
  return recorder;
}
