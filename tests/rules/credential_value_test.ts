import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { credentialIn, isHarmless, looksRandom } from "../../lib/rules/credential_value.ts";

// Put together here, so that whoever searches this repository for credentials finds none.
const letters = "a1B2c3D4".repeat(8);
const forms = [
  ["a private key", "-----BEGIN PRIVATE" + " KEY-----\nMIIE"],
  ["a private key", "-----BEGIN EC PRIVATE" + " KEY-----"],
  ["a private key", "AGE-SECRET" + "-KEY-1" + "Q".repeat(30)],
  ["an AWS access key", "id=" + "AKIA" + "Q".repeat(16)],
  ["a GitHub token", "ghp" + "_" + letters.slice(0, 36)],
  ["a GitHub token", "github" + "_pat_" + letters.slice(0, 30)],
  ["a GitLab token", "glpat" + "-" + letters.slice(0, 20)],
  ["a Slack token", "xoxb" + "-123456789012-abc"],
  ["a Slack webhook", "https://hooks.slack" + ".com/services/T000/B000/abc"],
  ["a JSON Web Token", "eyJ" + "hbGciOiJIUzI1NiJ9." + "eyJ" + "zdWIiOiIxMjM0In0.c2ln"],
  ["a Google API key", "AIza" + letters.slice(0, 35)],
  ["a Stripe key", "sk" + "_live_" + letters.slice(0, 24)],
  ["an npm token", "npm" + "_" + letters.slice(0, 36)],
  ["a PyPI token", "pypi" + "-" + letters],
  ["a SendGrid key", "SG" + "." + letters.slice(0, 22) + "." + letters.slice(0, 43)],
  ["a Docker Hub token", "dckr" + "_pat_" + letters.slice(0, 27)],
  ["a Vault token", "hvs" + "." + letters.slice(0, 24)],
  ["an API key", "sk" + "-proj-" + letters.slice(0, 40)],
  ["an Azure account key", "AccountName=a;Account" + "Key=" + letters],
  ["a password in a URL", "postgres://app:s3cret@db.example.com/app"],
  ["a password in a URL", "redis://:s3cret@cache:6379"],
  ["an Authorization header", "Bearer " + letters.slice(0, 20)],
  ["an Authorization header", "Basic dXNlcjpwYXNzd29yZA=="],
  ["a password in a connection string", "Server=db;User=app;Password=s3cret"],
] as const;
for (const [what, value] of forms) {
  Deno.test(`${value.slice(0, 24)}… is ${what}`, () => assert.equal(credentialIn(value), what));
}

const nothing = [
  "",
  "-----BEGIN CERTIFICATE-----",
  "-----BEGIN PUBLIC KEY-----",
  "https://user@example.com/path",
  "https://example.com/a:b@c",
  "postgres://app:$(DB_PASSWORD)@db/app",
  "postgres://app:${DB_PASSWORD}@db/app",
  "postgres://app:<password>@db/app",
  "Server=db;Password={{ password }}",
  "Bearer $(TOKEN)",
  "bearer of good news",
  "basic settings",
  "xoxo",
  "AKIA",
  "task-list",
  "disk-usage-of-the-whole-cluster-in-percent-of-all",
  "0b5a1d7e-4f6c-4f0e-9a55-0c7f6a3a1b2c",
];
for (const value of nothing) {
  Deno.test(`${JSON.stringify(value)} holds no credential`, () =>
    assert.equal(credentialIn(value), undefined));
}

for (
  const value of [
    "",
    "ab",
    "true",
    "None",
    "42",
    "30s",
    "$(TOKEN)",
    "${TOKEN}",
    "{{ token }}",
    "<token>",
    "/run/x",
    "./x",
    "https://a",
    "vault:a#b",
    "arn:aws:x",
  ]
) {
  Deno.test(`${JSON.stringify(value)} can't be a credential`, () => assert.ok(isHarmless(value)));
}
for (const value of ["abc", "hunter2", "12345", "admin", "true story", "a/b"]) {
  Deno.test(`${JSON.stringify(value)} may be a credential`, () => assert.ok(!isHarmless(value)));
}

Deno.test("checksums in hexadecimal, identifiers, URLs and words don't look random", () => {
  const hex = fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 32, maxLength: 64 });
  const word = fc.string({ unit: fc.constantFrom(..."abcdefghijklmnop"), minLength: 1, maxLength: 12 });
  const words = fc.array(word, { minLength: 4, maxLength: 10 });
  const text = fc.oneof(
    hex,
    fc.uuid(),
    fc.webUrl(),
    words.map((list) => list.join("-")),
    words.map((list) => list.join("")),
  );
  fc.assert(fc.property(text, (value) => !looksRandom("VALUE", value)));
});

Deno.test("of a thousand keys drawn at random nearly all look it, and none under an open name", () => {
  const keys = Array.from(
    { length: 1000 },
    (_, index) => createHash("sha256").update(String(index)).digest("base64"),
  );
  assert.ok(keys.filter((key) => looksRandom("VALUE", key)).length > 950);
  assert.ok(keys.every((key) => !looksRandom("CA_CERT", key)));
});
