import assert from "node:assert/strict";
import { isCredentialName } from "../../lib/rules/credential_name.ts";

const credentials = [
  "PASSWORD",
  "DB_PASSWORD",
  "dbPassword",
  "db-passwd",
  "REDIS_PWD",
  "KEYSTORE_PASSPHRASE",
  "apiKey",
  "API_KEY",
  "APIKEY",
  "AWS_SECRET_ACCESS_KEY",
  "stripe.secret-key",
  "PRIVATE_KEY",
  "SIGNING_KEY_2",
  "GITHUB_TOKEN",
  "accessToken",
  "CLIENT_SECRET",
  "SECRET_KEY_BASE",
  "ADMIN_CREDENTIALS",
  "PASSWORD_OLD",
  "TOKEN_PROD",
  "JWT_SECRET_BASE64",
];
for (const name of credentials) {
  Deno.test(`${name} names a credential`, () => assert.ok(isCredentialName(name)));
}

const others = [
  "PASSWORD_FILE",
  "PASSWORD_MIN_LENGTH",
  "TOKEN_URL",
  "TOKEN_TTL",
  "MAX_TOKENS",
  "TOKENIZER",
  "SECRET_NAME",
  "CREDENTIALS_PATH",
  "API_KEY_HEADER",
  "PUBLIC_KEY",
  "NEXT_PUBLIC_API_KEY",
  "PRIMARY_KEY",
  "CACHE_KEY",
  "KEY",
  "AWS_ACCESS_KEY_ID",
  "MONKEY",
  "SECRETARY",
  "PASSWORDLESS",
  "BASE",
  "KEY_BASE",
  "",
];
for (const name of others) {
  Deno.test(`${JSON.stringify(name)} names no credential`, () => assert.ok(!isCredentialName(name)));
}
