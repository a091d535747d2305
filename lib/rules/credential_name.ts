/** Names that say that their value is a credential. */

const lastWords = new Set([
  "apikey",
  "credential",
  "credentials",
  "passphrase",
  "passwd",
  "password",
  "pwd",
  "secret",
  "token",
]);

/** Words before `key` that make it a secret one; a public key, a cache key or a primary key is none. */
const secretKeys = new Set([
  "access",
  "account",
  "api",
  "auth",
  "client",
  "encryption",
  "hmac",
  "license",
  "master",
  "private",
  "secret",
  "shared",
  "signing",
]);

/** Words that may follow without changing what the value is: `PASSWORD_OLD`, `TOKEN_2`. */
const hangersOn =
  /^([0-9]+|b64|base64|hex|value|old|new|current|previous|primary|secondary|default|dev|test|staging|prod)$/;

const judged = new Map<string, boolean>();

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .flatMap((part) => part.split(" "))
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
}

function judge(name: string): boolean {
  const words = wordsOf(name);
  while (words.length > 1 && hangersOn.test(words.at(-1)!)) words.pop();
  if (words.includes("public")) return false;
  const last = words.at(-1) ?? "";
  if (lastWords.has(last)) return true;
  if (last === "key") return secretKeys.has(words.at(-2) ?? "");
  return last === "base" && words.at(-2) === "key" && words.at(-3) === "secret";
}

/**
 * Whether a value under this name is a credential, judged by the name's last words: `DB_PASSWORD`, `apiKey` and
 * `client-secret` are, `PASSWORD_FILE`, `TOKEN_URL`, `MAX_TOKENS` and `PUBLIC_KEY` aren't.
 */
export function isCredentialName(name: string): boolean {
  let answer = judged.get(name);
  if (answer === undefined) judged.set(name, answer = judge(name));
  return answer;
}
