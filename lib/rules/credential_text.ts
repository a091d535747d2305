/** Credentials in whole files. */
import { isCredentialName } from "./credential_name.ts";
import { credentialIn, isHarmless } from "./credential_value.ts";

/** One credential in a text. */
export interface CredentialInText {
  /** What it is, as `a GitHub token`. */
  readonly what: string;
  /** Counted from 1. */
  readonly line: number;
}

/** `name: value` and `name = value` as YAML, JSON, TOML, properties and env files have them. */
const assignment = /^\s*(?:export\s+|-\s+)?["']?([\w.-]+)["']?\s*[:=]\s*["']?([^"'\s#,;{}[\]]+)/;

/** Every line that holds a credential. */
export function* credentialsInText(text: string): Iterable<CredentialInText> {
  if (text === "") return;
  for (const [index, line] of text.split("\n").entries()) {
    const form = credentialIn(line);
    const [, name, value] = assignment.exec(line) ?? [];
    if (form !== undefined) yield { what: form, line: index + 1 };
    else if (name !== undefined && value !== undefined && isCredentialName(name) && !isHarmless(value)) {
      yield { what: `a credential, going by the name ${JSON.stringify(name)},`, line: index + 1 };
    }
  }
}
