/** The readers that must take from our YAML what was put in. */

import assert from "node:assert/strict";
import { load, YAML11_SCHEMA } from "js-yaml";
import { parse } from "yaml";
import { type JsonValue, toYaml } from "../../lib/tree/yaml.ts";

/** Each takes YAML by rules of its own; all must read what was written. */
export const YAML_READERS: Readonly<Record<string, (text: string) => unknown>> = {
  "npm:yaml, YAML 1.1": (text) => parse(text, { version: "1.1" }),
  "npm:yaml, YAML 1.2": (text) => parse(text, { version: "1.2" }),
  "npm:js-yaml, YAML 1.1": (text) => load(text, { schema: YAML11_SCHEMA }),
  "npm:js-yaml, YAML 1.2": (text) => load(text),
};

/** What a reader can give back: without negative zero, as JSON has it. */
export function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** Fails where a reader takes from the text of a value anything but the value. */
export function assertReadBack(value: JsonValue): void {
  const text = toYaml(value);
  for (const [reader, read] of Object.entries(YAML_READERS)) {
    assert.deepEqual(asJson(read(text)), asJson(value), `${reader} reads something else from:\n${text}`);
  }
}

const PYTHON = `
import json, sys
texts = json.load(sys.stdin)
try:
    import yaml
except ImportError:
    sys.exit(3)
def plain(value):
    if isinstance(value, dict):
        return {key if type(key) is str else "not a string: %r" % (key,): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value if type(value) in (str, int, float, bool, type(None)) else "not JSON: %r" % (value,)
loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
json.dump([plain(yaml.load(text, Loader=loader)) for text in texts], sys.stdout)
`;

/** What PyYAML reads from each text, or why it cannot be asked. */
export async function readWithPython(texts: readonly string[]): Promise<unknown[] | string> {
  if ((await Deno.permissions.query({ name: "run", command: "python3" })).state !== "granted") {
    return "the test may not run python3";
  }
  let python: Deno.ChildProcess;
  try {
    python = new Deno.Command("python3", { args: ["-c", PYTHON], stdin: "piped", stdout: "piped" }).spawn();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "there is no python3";
    throw error;
  }
  const output = python.output();
  const input = python.stdin.getWriter();
  await input.write(new TextEncoder().encode(JSON.stringify(texts)));
  await input.close();
  const { code, stdout } = await output;
  if (code === 3) return "python3 has no PyYAML";
  assert.equal(code, 0, "python3 ended with an error");
  return JSON.parse(new TextDecoder().decode(stdout)) as unknown[];
}
