import assert from "node:assert/strict";
import { logStream } from "../../../lab/process/log_stream.ts";

async function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  let text = "";
  for await (
    const chunk of stream.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>)
  ) {
    text += chunk;
  }
  return text;
}

async function withLog(content: string, work: (path: string) => Promise<void>): Promise<void> {
  const path = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(path, content);
    await work(path);
  } finally {
    await Deno.remove(path);
  }
}

const LONG = Array.from({ length: 20_000 }, (_, index) => `line ${index}`).join("\n");

const CASES: readonly (readonly [string, string, number | undefined, string])[] = [
  ["all of a log is given by default", "a\nb\n", undefined, "a\nb\n"],
  ["the last lines are given where they begin", "a\nb\nc\n", 2, "b\nc\n"],
  ["a last line without a line feed counts", "a\nb\nc", 2, "b\nc"],
  ["more lines than there are give all", "a\nb\n", 9, "a\nb\n"],
  ["one line of a log of one line", "a\n", 1, "a\n"],
  ["an empty log has no lines", "", 3, ""],
  ["empty lines count", "a\n\n\n", 2, "\n\n"],
  ["the last lines of a long log are found from its end", `${LONG}\n`, 2, "line 19998\nline 19999\n"],
  [
    "lines may be longer than what is read at once",
    `a\n${"x".repeat(200_000)}\nb\n`,
    2,
    `${"x".repeat(200_000)}\nb\n`,
  ],
];

for (const [name, content, lines, expected] of CASES) {
  Deno.test(name, () =>
    withLog(content, async (path) => {
      assert.equal(await textOf(await logStream(path, lines === undefined ? {} : { lines })), expected);
    }));
}

Deno.test("a log that is followed gives what is written later, until the reader has enough", () =>
  withLog("a\n", async (path) => {
    const reader = (await logStream(path, { follow: true })).getReader();
    const decoder = new TextDecoder();
    assert.equal(decoder.decode((await reader.read()).value), "a\n");
    await Deno.writeTextFile(path, "b\n", { append: true });
    assert.equal(decoder.decode((await reader.read()).value), "b\n");
    await reader.cancel();
  }));
