/** Values that are credentials whatever their name is. */

/** Forms that only credentials have; each issuer made its own so that it can be found. */
const forms: readonly (readonly [what: string, form: RegExp])[] = [
  ["a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ["a private key", /\bAGE-SECRET-KEY-1[0-9A-Z]{20,}/],
  ["an AWS access key", /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ["a GitHub token", /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{22,})/],
  ["a GitLab token", /\bglpat-[\w-]{20,}/],
  ["a Slack token", /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/],
  ["a Slack webhook", /\bhooks\.slack\.com\/services\/T\w+\/B\w+\/\w+/],
  ["a JSON Web Token", /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]+/],
  ["a Google API key", /\bAIza[\w-]{35}/],
  ["a Stripe key", /\b[sr]k_live_[A-Za-z0-9]{16,}/],
  ["an npm token", /\bnpm_[A-Za-z0-9]{36}\b/],
  ["a PyPI token", /\bpypi-[\w-]{50,}/],
  ["a SendGrid key", /\bSG\.[\w-]{16,}\.[\w-]{16,}/],
  ["a Docker Hub token", /\bdckr_pat_[\w-]{20,}/],
  ["a Vault token", /\bhvs\.[\w-]{24,}/],
  ["an API key", /\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{32,}/],
  ["an Azure account key", /\bAccountKey=[A-Za-z0-9+/=]{40,}/],
];

/** One look that finds every candidate: nearly all values have none, and there are very many values. */
const anyForm = new RegExp(
  [
    "PRIVATE KEY|AGE-SECRET|AKIA|ASIA|gh[pousr]_|github_pat|glpat|xox|hooks\\.slack|eyJ|AIza|k_live_|npm_|pypi-",
    "SG\\.|dckr_pat|hvs\\.|sk-|AccountKey|://[^/\\s]*@|(?:bearer|basic)\\s|(?:password|pwd)\\s*=",
  ].join("|"),
  "i",
);

const urlPassword = /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:([^\s/@]+)@/i;
const authorization = /^(?:bearer|basic)\s+(\S{12,})$/i;
const connectionString = /(?:^|[;\s])(?:password|pwd)\s*=\s*([^;\s]+)/i;

/** A value that stands for one that is filled in elsewhere: `$(NAME)`, `${NAME}`, `{{ name }}`, `<name>`, `%(name)s`. */
function isPlaceholder(value: string): boolean {
  return /^["']?(?:\$[({]|\$\w|\{\{|<|%[({])/.test(value) || /\$\([A-Za-z_]\w*\)/.test(value);
}

/** What kind of credential a text contains, as `a GitHub token`; undefined where none is seen. */
export function credentialIn(text: string): string | undefined {
  if (!anyForm.test(text)) return undefined;
  for (const [what, form] of forms) if (form.test(text)) return what;
  for (
    const [what, form] of [
      ["a password in a URL", urlPassword],
      ["an Authorization header", authorization],
      ["a password in a connection string", connectionString],
    ] as const
  ) {
    const value = form.exec(text)?.[1];
    if (value !== undefined && !isPlaceholder(value)) return what;
  }
  return undefined;
}

/**
 * Whether a value under a credential's name can't be one: empty, a switch, a small number, a placeholder, a file's
 * path, a URL, or a reference to a secret store.
 */
export function isHarmless(value: string): boolean {
  return value.length < 3 ||
    /^(?:true|false|yes|no|on|off|none|null|nil|enabled|disabled|required|optional|[0-9]{1,3}|[0-9]+(?:ms|s|m|h))$/i
      .test(value) ||
    isPlaceholder(value) ||
    /^(?:\.{0,2}\/|[a-z][a-z0-9+.-]*:\/\/|arn:|vault:|projects\/|env:|file:|\$)/i.test(value);
}

/** Shannon's entropy. Unit: bits a character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** Where random text is meant for everybody's eyes, or is a checksum. */
const openNames = /public|cert|(?:^|_)ca(?:_|$)|hash|sha|digest|checksum|fingerprint|integrity|csp|nonce/i;

/**
 * Whether a value looks drawn at random, as keys are: 32 characters or more of upper case, lower case and digits
 * mixed, with no words in it. Hexadecimal checksums, identifiers, paths and host names don't qualify.
 */
export function looksRandom(name: string, value: string): boolean {
  if (value.length < 32 || value.length > 512 || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(value)) return false;
  if (openNames.test(name)) return false;
  const changes = value.match(/[a-z][A-Z0-9]|[A-Z][0-9]|[0-9][A-Za-z]|[A-Z]{2}[a-z]/g)?.length ?? 0;
  const hasAll = /[a-z]/.test(value) && /[A-Z]/.test(value) && /[0-9]/.test(value);
  return hasAll && changes >= value.length / 5 && entropy(value) >= 4;
}
