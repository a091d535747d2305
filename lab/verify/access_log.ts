/** What a proxy wrote about one request. */
export interface AccessLine {
  /** When it began: milliseconds since 1970. */
  readonly time: number;
  /** 0 if none was sent. */
  readonly status: number;
  /** Envoy's response flags, such as `UF`; `-` if there are none. */
  readonly flags: string;
  /** Why, in Envoy's words. */
  readonly details: string;
  /** The cluster of Envoy that it was sent to. */
  readonly cluster: string;
}

/** Reads the access log that a proxy writes as JSON; other lines of its log are left out. */
export function readAccessLog(text: string): readonly AccessLine[] {
  return text.split("\n").flatMap((line) => {
    if (!line.startsWith("{")) return [];
    const found = parsed(line);
    if (found === undefined || typeof found["start_time"] !== "string") return [];
    const word = (key: string) => String(found[key] ?? "-");
    return [{
      time: Date.parse(found["start_time"]),
      status: Number(found["response_code"] ?? 0),
      flags: word("response_flags"),
      details: word("response_code_details"),
      cluster: word("upstream_cluster"),
    }];
  });
}

function parsed(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(line);
  } catch {
    // The first of the last lines may be cut.
    return undefined;
  }
}
