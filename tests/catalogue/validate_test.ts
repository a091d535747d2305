import assert from "node:assert/strict";
import { validate } from "../../lib/catalogue/validate.ts";
import { cluster, service } from "../model/catalogue_fixture.ts";

const argocd = [{ file: "argocd/argocd.ts", value: { version: "v3.2.6" } }];

function problems(value: unknown): readonly string[] {
  const { diagnostics } = validate({ services: [{ file: "services/a.ts", value }], clusters: [], argocd });
  return diagnostics.map(({ code, message, fix, origin }) =>
    `${origin.path.join("/")} ${code} ${message}${fix === undefined ? "" : `; ${fix}`}`
  );
}

const cases: readonly [name: string, value: unknown, expected: readonly string[]][] = [
  ["a right service", service("a"), []],
  ["an unknown field names the nearest one", { ...service("a"), pots: [] }, [
    'pots SCHEMA001 pots is not a known field; did you mean "ports"?',
  ]],
  ["two unknown fields are two mistakes", { ...service("a"), aaaaaaa: 1, bbbbbbb: 1 }, [
    "aaaaaaa SCHEMA001 aaaaaaa is not a known field",
    "bbbbbbb SCHEMA001 bbbbbbb is not a known field",
  ]],
  ["a missing field", { name: "a" }, ["image SCHEMA002 image is missing, must be text"]],
  ["the wrong type", { ...service("a"), replicas: "2" }, [
    'replicas SCHEMA003 replicas is "2", must be a whole number',
  ]],
  ["a value that isn't one of the words", { ...service("a"), kind: "Deploymet" }, [
    'kind SCHEMA004 kind is "Deploymet", must be "Deployment" or "Job" or "CronJob"; did you mean "Deployment"?',
  ]],
  ["a value of the wrong form", { ...service("a"), gracePeriod: "5 seconds" }, [
    'gracePeriod SCHEMA004 gracePeriod is "5 seconds", must be a duration such as "250ms", "5s" or "1m30s"',
  ]],
  ["a key of the wrong form", { ...service("a"), env: { "1ST": "x" } }, [
    'env/1ST SCHEMA005 env has the key "1ST", which must be an environment variable name: letters, digits and _, ' +
    "not beginning with a digit",
  ]],
  ["a union speaks of the form that was meant", {
    ...service("a"),
    probes: { readiness: { http: { pth: "/" } } },
  }, [
    "probes/readiness/http/path SCHEMA002 probes.readiness.http.path is missing, must be text",
    'probes/readiness/http/pth SCHEMA001 probes.readiness.http.pth is not a known field; did you mean "path"?',
  ]],
  ["a union that nothing fits names every form", { ...service("a"), env: { A: 1 } }, [
    "env/A SCHEMA003 env.A is 1, must be text or an object",
  ]],
  ["a discriminator that doesn't exist", { ...service("a"), secrets: { s: { from: "vault" } } }, [
    'secrets/s/from SCHEMA004 secrets.s.from is "vault", must be "existing" or "externalSecret" or "sealedSecret" or ' +
    '"generated"',
  ]],
  ["a place in a list", { ...service("a"), ports: [{ name: "http", port: 80 }, { name: "x", port: "81" }] }, [
    'ports/1/port SCHEMA003 ports[1].port is "81", must be a whole number from 1 to 65535',
  ]],
  ["two hyphens in a port's name, which Kubernetes refuses", {
    ...service("a"),
    ports: [{ name: "http--admin", port: 80 }],
  }, ['ports/0/name SCHEMA004 ports[0].name is "http--admin", must not contain "--"']],
  ["arguments that are none, which Kubernetes takes for the image's", { ...service("a"), args: [] }, [
    "args SCHEMA004 args is an empty list, must have at least one entry",
  ]],
  ["an accepted finding that there isn't", {
    ...service("a"),
    accept: [{ finding: "weight-jmp", reason: "The load test needs all of it at once" }],
  }, [
    'accept/0/finding SCHEMA004 accept[0].finding is "weight-jmp", must be "requests-fail" or "requests-lost" or ' +
    '"immutable-field" or "namespace-lost" or "volume-lost" or "owner-changes" or "weight-jump" or ' +
    '"canary-removed-above-zero" or "promotion-in-one-commit" or "cluster-ahead"; did you mean "weight-jump"?',
  ]],
  ["a finding accepted without a reason", { ...service("a"), accept: [{ finding: "weight-jump" }] }, [
    "accept/0/reason SCHEMA002 accept[0].reason is missing, must be text",
  ]],
  ["an empty reason", { ...service("a"), accept: [{ finding: "weight-jump", reason: "" }] }, [
    'accept/0/reason SCHEMA004 accept[0].reason is "", must say why in at least 20 characters',
  ]],
  ["a reason of blanks, and one that says nothing", {
    ...service("a"),
    accept: [
      { finding: "weight-jump", reason: `ok${" ".repeat(30)}` },
      { finding: "weight-jump", reason: "because I say so" },
    ],
  }, [
    `accept/0/reason SCHEMA004 accept[0].reason is "ok${
      " ".repeat(30)
    }", must say why in at least 20 characters`,
    'accept/1/reason SCHEMA004 accept[1].reason is "because I say so", must say why in at least 20 characters',
  ]],
  ["a last day that there isn't", {
    ...service("a"),
    accept: [{
      finding: "weight-jump",
      reason: "The load test needs all of it at once",
      until: "2026-02-30",
    }],
  }, [
    'accept/0/until SCHEMA004 accept[0].until is "2026-02-30", must be a day such as "2026-12-31"',
  ]],
  ["no object at all", 5, ["SCHEMA003 the default export is 5, must be an object"]],
];
for (const [name, value, expected] of cases) {
  Deno.test(`validate: ${name}`, () =>
    assert.deepEqual(problems(value).map((line) => line.trim()), expected));
}

Deno.test("validate: every mistake of every file is reported, and there is no catalogue then", () => {
  const { catalogue, diagnostics } = validate({
    services: [{ file: "services/a.ts", value: {} }, {
      file: "services/b.ts",
      value: { name: "B", image: "b:1" },
    }],
    clusters: [{ file: "overlays/lab.ts", value: { ...cluster(), domain: 1 } }],
    argocd,
  });
  assert.equal(catalogue, undefined);
  assert.deepEqual([...new Set(diagnostics.map(({ origin }) => origin.file))], [
    "services/a.ts",
    "services/b.ts",
    "overlays/lab.ts",
  ]);
});

Deno.test("validate: fields that are undefined are absent from the catalogue", () => {
  const value = { ...service("a"), replicas: undefined, env: { A: "x" } };
  const { catalogue } = validate({ services: [{ file: "services/a.ts", value }], clusters: [], argocd });
  assert.ok(!("replicas" in catalogue!.services[0]!.value));
});

for (
  const [name, files, message] of [
    ["no file", [], "argocd/ has no file, must have one that exports defineArgoCD({ … })"],
    [
      "two files",
      [...argocd, { file: "argocd/b.ts", value: { version: "v3.2.6" } }],
      "argocd/ has 2 files, must have one",
    ],
  ] as const
) {
  Deno.test(`validate: ${name} in argocd/`, () => {
    const { diagnostics } = validate({ services: [], clusters: [], argocd: files });
    assert.deepEqual(diagnostics.map((diagnostic) => diagnostic.message), [message]);
  });
}
