import { accepts, refuses } from "./table.ts";
import { credentialInClear } from "../../lib/rules/secrets/credential_in_clear.ts";
import { generatedSecretOutsideLab } from "../../lib/rules/secrets/generated_secret_outside_lab.ts";
import { secretOwnedTwice } from "../../lib/rules/secrets/secret_owned_twice.ts";
import { unknownSecret } from "../../lib/rules/secrets/unknown_secret.ts";
import { unknownSecretKey } from "../../lib/rules/secrets/unknown_secret_key.ts";
import { unusedSecret } from "../../lib/rules/secrets/unused_secret.ts";

const canary = (fields: string) =>
  `canary: { image: "registry.example/team/backend:1.1.0", steps: [10, 100], step: 0, ${fields} },\n`;
const token = `{ secret: "credentials", key: "token" }`;

refuses(
  credentialInClear,
  "a literal under a credential's name, in env, config and the canary's",
  `env: { DB_PASSWORD: "hunter2hunter2" },
config: { "client-secret": "correct horse" },
${canary(`env: { apiKey: "abcdef" }, config: { SIGNING_KEY_OLD: "abcdef" }`)}`,
  [
    "services/backend.ts env.DB_PASSWORD: env.DB_PASSWORD holds a credential, going by its name (put it into a Secret and name that in env)",
    `services/backend.ts config["client-secret"]: config["client-secret"] holds a credential, going by its name (put it into a Secret and name that in env)`,
    "services/backend.ts canary.env.apiKey: canary.env.apiKey holds a credential, going by its name (put it into a Secret and name that in env)",
    "services/backend.ts canary.config.SIGNING_KEY_OLD: canary.config.SIGNING_KEY_OLD holds a credential, going by its name (put it into a Secret and name that in env)",
  ],
);
refuses(
  credentialInClear,
  "a password in a URL, whatever its name",
  `config: { DATABASE_URL: "postgres://app:s3cret@db.example.com:5432/app" },`,
  ["services/backend.ts config.DATABASE_URL: config.DATABASE_URL holds a password in a URL (put it into a Secret and name that in env)"],
);
refuses(
  credentialInClear,
  "what only a credential looks like",
  `env: { A: "-----BEGIN RSA PRIVATE KEY-----", B: "AKIA" + "Q".repeat(16), C: "ghp_" + "a1B2".repeat(9), D: "xoxb-" + "1".repeat(12), E: "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc", F: "Bearer abcdefghijklmnop" },`,
  [
    "services/backend.ts env.A: env.A holds a private key (put it into a Secret and name that in env)",
    "services/backend.ts env.B: env.B holds an AWS access key (put it into a Secret and name that in env)",
    "services/backend.ts env.C: env.C holds a GitHub token (put it into a Secret and name that in env)",
    "services/backend.ts env.D: env.D holds a Slack token (put it into a Secret and name that in env)",
    "services/backend.ts env.E: env.E holds a JSON Web Token (put it into a Secret and name that in env)",
    "services/backend.ts env.F: env.F holds an Authorization header (put it into a Secret and name that in env)",
  ],
);
refuses(
  credentialInClear,
  "a key drawn at random",
  `config: { LICENSE: "kR7vQ2xLp9ZtB4nW8mYc3JdF6hSg1AeU5oXi" },`,
  ["services/backend.ts config.LICENSE: config.LICENSE holds what looks like a random key (put it into a Secret and name that in env)"],
);
refuses(
  credentialInClear,
  "the words of a command",
  `command: ["app", "--db-password=s3cret", "--token", "abcdef"],
args: ["postgres://app:s3cret@db/app"],`,
  [
    "services/backend.ts command[1]: command[1] holds a credential, going by its name (put it into a Secret and name that in env)",
    "services/backend.ts command[2]: command[2] holds a credential, going by its name (put it into a Secret and name that in env)",
    "services/backend.ts command[3]: command[3] holds a credential, going by its name (put it into a Secret and name that in env)",
    "services/backend.ts args[0]: args[0] holds a password in a URL (put it into a Secret and name that in env)",
  ],
);
refuses(
  credentialInClear,
  "lines of a file",
  `configFiles: { "/etc/app.yaml": "host: db\\npassword: s3cret\\nurl: https://a:b1c2d3@example.com" },`,
  [
    `services/backend.ts configFiles["/etc/app.yaml"]: configFiles["/etc/app.yaml"] holds a credential, going by the name "password", in its line 2 (mount it from a Secret with volumes)`,
    `services/backend.ts configFiles["/etc/app.yaml"]: configFiles["/etc/app.yaml"] holds a password in a URL in its line 3 (mount it from a Secret with volumes)`,
  ],
);
refuses(
  credentialInClear,
  "a probe's header",
  `probes: { readiness: { http: { path: "/", headers: { authorization: "Basic dXNlcjpwYXNzd29yZA==" } } } },`,
  ["services/backend.ts probes.readiness.http.headers.authorization: probes.readiness.http.headers.authorization holds an Authorization header (put it into a Secret and name that in env)"],
);
refuses(credentialInClear, "an annotation", `annotations: { "example.com/token": "abcdefgh" },`, [
  `services/backend.ts annotations["example.com/token"]: annotations["example.com/token"] holds a credential, going by its name (put it into a Secret and name that in env)`,
]);
refuses(
  credentialInClear,
  "it at the overlay that says it",
  `// services/backend.ts
// overlays/lab.ts
services: { backend: { config: { ADMIN_PASSWORD: "admin" } } },`,
  ["overlays/lab.ts services.backend.config.ADMIN_PASSWORD: config.ADMIN_PASSWORD holds a credential, going by its name (put it into a Secret and name that in env)"],
);
accepts(
  credentialInClear,
  "probes without headers, and with harmless ones",
  `probes: { readiness: { http: { path: "/" } }, liveness: { tcp: {} }, startup: { http: { path: "/", headers: { host: "backend" } } } },`,
);
accepts(
  credentialInClear,
  "references to Secrets",
  `env: { DB_PASSWORD: ${token} },
secrets: { credentials: { from: "existing" } },`,
);
accepts(
  credentialInClear,
  "what a credential is called, where it is and how it is handled",
  `config: {
  PASSWORD_FILE: "/run/secrets/password",
  TOKEN_URL: "https://id.example.com/token",
  SECRET_NAME: "backend-credentials",
  TOKEN_TTL: "3600",
  MAX_TOKENS: "4096",
  PUBLIC_KEY: "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA",
  PRIMARY_KEY: "id",
  PASSWORD: "",
  USE_TOKEN: "true",
  CACHE_KEY: "users",
  TOKEN: "$(OTHER)",
  CLIENT_SECRET: "\${CLIENT_SECRET}",
  JWT_SECRET: "vault:secret/data/app#jwt",
},`,
);
accepts(
  credentialInClear,
  "URLs, paths, identifiers, checksums, templates and sentences",
  `config: {
  URL: "https://user@example.com:8443/a/b?c=d",
  DATABASE_URL: "postgres://app:$(DB_PASSWORD)@db.example.com/app",
  COMMIT: "3f2a1c9b8e7d6f5a4b3c2d1e0f9a8b7c6d5e4f3a",
  ID: "0b5a1d7e-4f6c-4f0e-9a55-0c7f6a3a1b2c",
  CLASS: "com.example.Backend.PasswordServiceImplementation",
  PATHS: "/usr/local/bin:/usr/bin:/opt/Application2/Bin3/Tools4",
  GREETING: "Basic questions and bearer of news",
  DIGEST: "sha256-kR7vQ2xLp9ZtB4nW8mYc3JdF6hSg1AeU5oXi=",
},
args: ["--password-file=/run/secrets/password", "--token-ttl", "3600", "--verbose"],
configFiles: { "/etc/app.yaml": "password: \${DB_PASSWORD}\\ntokens: 5\\npassword_file: /run/x\\n# a comment about the token" },`,
);
accepts(
  credentialInClear,
  "a variable that names a declared Secret",
  `config: { TOKEN_SECRET: "credentials" },
env: { A: ${token} },
secrets: { credentials: { from: "existing" } },`,
);

refuses(
  unknownSecret,
  "a name that is nearly one, in env, the canary's and volumes",
  `secrets: { credentials: { from: "existing" } },
env: { A: ${token}, B: { secret: "credential", key: "b" } },
${canary(`env: { C: { secret: "credentals", key: "c" } }`)}
volumes: { keys: { mountPath: "/keys", secret: "tls" } },`,
  [
    `services/backend.ts env.B.secret: env.B.secret is "credential", which is not one of secrets (did you mean "credentials"?)`,
    `services/backend.ts canary.env.C.secret: canary.env.C.secret is "credentals", which is not one of secrets (did you mean "credentials"?)`,
    `services/backend.ts volumes.keys.secret: volumes.keys.secret is "tls", which is not one of secrets (known: "credentials")`,
  ],
);
refuses(unknownSecret, "any where none is declared", `env: { A: ${token} },`, [
  `services/backend.ts env.A.secret: env.A.secret is "credentials", which is not one of secrets (add "credentials" to secrets)`,
]);
accepts(
  unknownSecret,
  "a Secret that only a cluster declares",
  `env: { A: ${token} },
// overlays/lab.ts
services: { backend: { secrets: { credentials: { from: "existing" } } } },`,
);

refuses(
  unusedSecret,
  "a Secret that nobody reads",
  `secrets: { credentials: { from: "existing" }, old: { from: "existing" } },
env: { A: ${token} },`,
  ["services/backend.ts secrets.old: secrets.old is not used in env or volumes (use it, or remove it)"],
);
accepts(
  unusedSecret,
  "Secrets that only the canary and a volume read",
  `secrets: { credentials: { from: "existing" }, keys: { from: "existing" } },
${canary(`env: { A: ${token} }`)}
volumes: { keys: { mountPath: "/keys", secret: "keys" } },`,
);

const external = `{ from: "externalSecret", store: { name: "vault" }, data: { token: { key: "a" } } }`;
refuses(
  unknownSecretKey,
  "a key that an ExternalSecret doesn't fetch",
  `env: { A: { secret: "credentials", key: "tokn" } },
secrets: { credentials: ${external} },`,
  [`services/backend.ts env.A.key: env.A.key is "tokn", which secrets["credentials"] does not have (did you mean "token"?)`],
);
refuses(
  unknownSecretKey,
  "a key that is not generated",
  `env: { A: { secret: "credentials", key: "password" } },
secrets: { credentials: { from: "generated", keys: { token: {} } } },`,
  [`services/backend.ts env.A.key: env.A.key is "password", which secrets["credentials"] does not have (known: "token")`],
);
accepts(
  unknownSecretKey,
  "its keys, optional ones, and any of a Secret that somebody else keeps",
  `env: { A: ${token}, B: { secret: "credentials", key: "x", optional: true }, C: { secret: "other", key: "y" } },
secrets: { credentials: ${external}, other: { from: "existing" } },`,
);

const generated = `env: { A: ${token} },
secrets: { credentials: { from: "generated", keys: { token: {} } } },`;
refuses(
  generatedSecretOutsideLab,
  "a generated Secret in production",
  `${generated}
// overlays/prod.ts`,
  [`services/backend.ts secrets.credentials.from: secrets.credentials.from is "generated", but prod is not a lab (say in overlays/prod.ts where it comes from)`],
);
accepts(generatedSecretOutsideLab, "a generated Secret in a lab", generated);
accepts(
  generatedSecretOutsideLab,
  "one of a service that runs nowhere",
  `${generated}
// overlays/prod.ts
services: { backend: { enabled: false } },`,
);
accepts(
  generatedSecretOutsideLab,
  "one that production replaces",
  `${generated}
// overlays/prod.ts
services: { backend: { secrets: { credentials: { from: "existing" } } } },`,
);

refuses(
  secretOwnedTwice,
  "two makers in one namespace",
  `namespace: "vision",
secrets: { credentials: ${external} },
// services/model.ts
namespace: "vision",
secrets: { credentials: { from: "generated", keys: { token: {} } } },`,
  [`services/model.ts secrets.credentials: secrets.credentials is made here and by backend in namespace vision (write { from: "existing" } in one of them)`],
);
accepts(
  secretOwnedTwice,
  "one maker and one reader",
  `namespace: "vision",
secrets: { credentials: ${external} },
// services/model.ts
namespace: "vision",
secrets: { credentials: { from: "existing" } },`,
);
accepts(
  secretOwnedTwice,
  "two makers in two namespaces",
  `secrets: { credentials: ${external} },
// services/model.ts
secrets: { credentials: ${external} },`,
);
