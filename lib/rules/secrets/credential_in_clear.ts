import type { ValuePath } from "../../diagnostic.ts";
import type { Frozen, ServiceInput } from "../../model/types.ts";
import { isCredentialName } from "../credential_name.ts";
import { credentialIn, isHarmless, looksRandom } from "../credential_value.ts";
import { credentialsInText } from "../credential_text.ts";
import type { DefinitionRule, Finding } from "../rule.ts";
import { at } from "../rule.ts";

const fix = "put it into a Secret and name that in env";

/** What a value is, judged by its form, its name and its letters; undefined where it is no credential. */
function judge(name: string, value: string, secrets: object): string | undefined {
  const form = credentialIn(value);
  if (form !== undefined) return `holds ${form}`;
  if (isCredentialName(name) && !isHarmless(value) && !Object.hasOwn(secrets, value)) {
    return "holds a credential, going by its name";
  }
  return looksRandom(name, value) ? "holds what looks like a random key" : undefined;
}

function* inSettings(
  path: ValuePath,
  settings: Readonly<Record<string, unknown>>,
  secrets: object,
): Iterable<Finding> {
  for (const name in settings) {
    const value = settings[name];
    const text = typeof value === "string" ? judge(name, value, secrets) : undefined;
    if (text !== undefined) yield at([...path, name], text, fix);
  }
}

/** The words of a command: `--password=x`, `--token x`, or anything that gives itself away. */
function* inWords(path: ValuePath, list: readonly string[]): Iterable<Finding> {
  for (const [index, word] of list.entries()) {
    const [flag = "", value] = /^--?([\w.-]+)(?:=(.*))?$/s.exec(word)?.slice(1) ?? [];
    const before = /^--?([\w.-]+)$/.exec(list[index - 1] ?? "")?.[1];
    const name = value === undefined && !word.startsWith("-") ? before : flag;
    const text = judge(name ?? "", value ?? word, {});
    if (text !== undefined) yield at([...path, index], text, fix);
  }
}

function* inFiles(files: Readonly<Record<string, string>>): Iterable<Finding> {
  for (const file in files) {
    for (const { what, line } of credentialsInText(files[file]!)) {
      yield at(
        ["configFiles", file],
        `holds ${what} in its line ${line}`,
        "mount it from a Secret with volumes",
      );
    }
  }
}

function* inProbes(probes: NonNullable<Frozen<ServiceInput>["probes"]>, secrets: object): Iterable<Finding> {
  for (const role of ["readiness", "liveness", "startup"] as const) {
    const probe = probes[role];
    if (probe === undefined || !("http" in probe) || probe.http.headers === undefined) continue;
    yield* inSettings(["probes", role, "http", "headers"], probe.http.headers, secrets);
  }
}

/** MESH120: a credential that everybody can read. */
export const credentialInClear: DefinitionRule = {
  code: "MESH120",
  name: "credential-in-clear",
  severity: "error",
  over: "definition",
  about: ["env", "config", "canary", "configFiles", "annotations", "probes", "command", "args"],
  summary: "A credential stands in the catalogue in clear",
  reason:
    "Whoever can read the repository, now or in ten years, has it: it stays in the history when the line " +
    "is removed, and it is rendered into ConfigMaps that anybody in the namespace may read.",
  fix:
    "Change the credential, put the new one into a Secret, and refer to it: `env: { API_TOKEN: { secret: " +
    '"…", key: "…" } }`. A variable that isn\'t one despite its name can end in `_FILE`, `_NAME`, `_URL` or ' +
    "`_ID`.",
  example: {
    wrong: `env: { DATABASE_PASSWORD: "correct horse" },`,
    right:
      `env: { DATABASE_PASSWORD: { secret: "database", key: "password" } },\nsecrets: { database: { from: "existing" } },`,
  },
  *check({ written }) {
    const { env, config, canary, configFiles, annotations, probes, command, args, secrets = {} } = written;
    if (env !== undefined) yield* inSettings(["env"], env, secrets);
    if (config !== undefined) yield* inSettings(["config"], config, secrets);
    if (canary?.env !== undefined) yield* inSettings(["canary", "env"], canary.env, secrets);
    if (canary?.config !== undefined) yield* inSettings(["canary", "config"], canary.config, secrets);
    if (annotations !== undefined) yield* inSettings(["annotations"], annotations, secrets);
    if (configFiles !== undefined) yield* inFiles(configFiles);
    if (probes !== undefined) yield* inProbes(probes, secrets);
    if (command !== undefined) yield* inWords(["command"], command);
    if (args !== undefined) yield* inWords(["args"], args);
  },
};
