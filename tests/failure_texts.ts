/** Lines of one failure that are said again; the whole text stands where it happened. */
const LINES = 30;

/** What `deno test` puts before and after everything that failed in one run of it. */
const SECTION = /^ ERRORS $(.*?)^ FAILURES $/gms;

/** A failure begins with its test and the place of that, or with the file of an error that no test caught. */
const HEADLINE = /^(?=.* => \.\/\S+:\d+:\d+$|\.\/\S+ \(uncaught error\)$)/m;

/**
 * What failed, a text each, cut to {@linkcode LINES} lines: the output of hours is read from its end.
 *
 * @param output of `deno test`, without colours.
 */
export function failureTexts(output: string): readonly string[] {
  const sections = [...output.matchAll(SECTION)].map(([, section = ""]) => section);
  return sections.flatMap((section) => section.split(HEADLINE).map(shortened)).filter((text) => text !== "");
}

function shortened(text: string): string {
  const lines = text.trim().split("\n");
  return [...lines.slice(0, LINES), ...(lines.length > LINES ? [`… ${lines.length - LINES} lines more`] : [])]
    .join("\n");
}
