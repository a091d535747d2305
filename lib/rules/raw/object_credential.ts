import type { ValuePath } from "../../diagnostic.ts";
import { isCredentialName } from "../credential_name.ts";
import { credentialIn, isHarmless } from "../credential_value.ts";
import { type Fields, isFields } from "../raw_objects.ts";
import type { DefinitionRule, Finding } from "../rule.ts";
import { at } from "../rule.ts";

const fix = "put it into a Secret that secrets declares";

/** A name for a Secret, where Kubernetes' fields such as `secret` or `authSecret` want one. */
function isReference(name: string, value: string): boolean {
  return /(secret|credentials?)$/i.test(name) && /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(value);
}

/** Labels are there to be seen, whatever they are called. */
const open = new Set(["labels", "matchLabels"]);

/** Every text in a value that gives itself away, or whose name does. */
function* credentials(value: unknown, path: ValuePath, name: string): Iterable<Finding> {
  if (typeof value === "string") {
    const form = credentialIn(value);
    if (form !== undefined) yield at(path, `holds ${form}`, fix);
    else if (isCredentialName(name) && !isHarmless(value) && !isReference(name, value)) {
      yield at(path, "holds a credential, going by its name", fix);
    }
  } else if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) yield* credentials(entry, [...path, index], name);
  } else if (isFields(value)) {
    for (const key in value) {
      // Kubernetes' own way to name a value, as in a container's env.
      const called = key === "value" && typeof value.name === "string" ? value.name : key;
      if (!open.has(key)) yield* credentials(value[key], [...path, key], called);
    }
  }
}

/** The content of a Secret, if it has any. */
function content(object: Fields): string | undefined {
  return ["data", "stringData"].find((field) =>
    isFields(object[field]) && Object.keys(object[field]).length > 0
  );
}

/** MESH174: a credential in a raw object or patch. */
export const objectCredential: DefinitionRule = {
  code: "MESH174",
  name: "object-credential",
  severity: "error",
  over: "definition",
  about: ["objects", "patches"],
  summary: "A raw object is a Secret with its content, or an object or patch holds a credential in clear",
  reason: "Base64 is no encryption: whoever can read the repository has it, now and in its history.",
  fix: "Change the credential and let `secrets` say where it comes from: an existing Secret, an " +
    "ExternalSecret or a SealedSecret.",
  example: {
    wrong:
      `objects: [{ apiVersion: "v1", kind: "Secret", metadata: { name: "database" }, stringData: { password: "correct horse" } }],`,
    right:
      `env: { DATABASE_PASSWORD: { secret: "database", key: "password" } },\nsecrets: { database: { from: "existing" } },`,
  },
  *check({ objects, patches }) {
    for (const [index, object] of objects.entries()) {
      const path = ["objects", index];
      const kind = isFields(object) ? object.kind : undefined;
      const field = kind === "Secret" ? content(object as Fields) : undefined;
      if (field !== undefined) yield at([...path, field], "holds a Secret's content in clear", fix);
      // What is sealed is encrypted.
      else if (kind !== "SealedSecret") yield* credentials(object, path, "");
    }
    for (const [index, { operations }] of patches.entries()) {
      yield* credentials(operations, ["patches", index, "operations"], "");
    }
  },
};
