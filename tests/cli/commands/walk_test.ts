import assert from "node:assert/strict";
import { Workspace } from "../workspace.ts";

let workspace: Workspace;
Deno.test.beforeAll(async () => {
  workspace = await Workspace.create();
  const generated = await workspace.run(["generate"]);
  assert.equal(generated.code, 0, generated.stderr);
});
Deno.test.afterAll(() => workspace[Symbol.asyncDispose]());

const reading = ["--no-prompt", "--allow-read=."];
const walk = (...args: string[]) => workspace.run(["walk", ...args], reading);

Deno.test("walk says where a request goes, and on which lines that stands", async () => {
  const { code, stdout, stderr } = await walk("--from", "shop", "--to", "stock");
  assert.deepEqual([code, stderr], [0, ""]);
  assert.match(stdout, /^shop-stable → GET http:\/\/stock-service\.stock\.svc\.cluster\.local:8080\/\n/);
  assert.match(
    stdout,
    /authorization +AuthorizationPolicy stock\/stock allows it {2}clusters\/base\/stock\/authorization-policy\.yaml:\d+ ← services\/stock\.ts/,
  );
  assert.match(stdout, /\n└─ 100 % {2}stock-stable\n$/);
});

Deno.test("a refusal names the policy and what it misses", async () => {
  const { code, stdout } = await walk("--from", "stock", "--to", "shop");
  assert.equal(code, 0);
  assert.match(
    stdout,
    /no answer: Sidecar stock\/stock doesn't know shop-service\.shop\.svc\.cluster\.local:8080/,
  );
});

Deno.test("walk prints JSON whose probabilities are exact", async () => {
  const { code, stdout } = await walk("--cluster", "lab", "--from", "shop", "--to", "stock", "--json");
  assert.equal(code, 0);
  const { cluster, walk: tree } = JSON.parse(stdout);
  assert.equal(cluster, "lab");
  assert.deepEqual(
    tree.branches.map((
      { probability, outcome }: { probability: string; outcome: { kind: string; workload: string } },
    ) => [probability, outcome.kind, outcome.workload]),
    [["1", "reached", "stock-stable"]],
  );
  const places = tree.decisions.filter(({ at }: { at?: { file: string } }) => at !== undefined);
  assert.ok(
    places.every(({ at }: { at: { file: string; line: number } }) =>
      at.file.startsWith("clusters/") && at.line > 0
    ),
  );
});

Deno.test("walk prints a picture that stands alone, and a flowchart", async () => {
  const picture = await walk("--from", "shop", "--to", "stock", "--picture");
  assert.match(
    picture.stdout,
    /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[\s\S]*stock-stable[\s\S]*<\/svg>\n$/,
  );
  const chart = await walk("--from", "shop", "--to", "stock", "--mermaid");
  assert.match(chart.stdout, /^flowchart LR\n/);
});

Deno.test("walk --deny says who can reach whom, and why not", async () => {
  const { code, stdout } = await walk("--deny");
  assert.equal(code, 0);
  const rows = stdout.split("\n").map((line) => line.trim().split(/ {2,}/));
  const header = rows[0]!;
  const cell = (from: string, to: string) => rows.find(([name]) => name === from)![header.indexOf(to)];
  assert.equal(cell("shop/shop", "stock/stock-service:8080"), "yes");
  assert.equal(cell("stock/stock", "shop/shop-service:8080"), "·");
  assert.match(stdout, /^stock\/stock → shop\/shop-service:8080 {2}no answer: /m);
});

Deno.test("a field that isn't understood has its own exit code", async () => {
  const path = "clusters/base/stock/virtual-service.yaml";
  const text = await workspace.read(path);
  const overlay = "clusters/lab/services/stock/kustomization.yaml";
  const overlayText = await workspace.read(overlay);
  try {
    await workspace.write(path, text.replace("    timeout:", "    wormhole: true\n    timeout:"));
    const { code, stdout, stderr } = await walk("--from", "shop", "--to", "stock");
    assert.equal(code, 5);
    assert.match(stdout, /not known: VirtualService stock\/stock says spec\.http\[0\]\.wormhole/);
    assert.match(
      stderr,
      /^not known: VirtualService stock\/stock says spec\.http\[0\]\.wormhole, which isn't understood\n$/,
    );
    await workspace.write(overlay, "resources: [../../../base/stock]\nnamePrefix: x-\n");
    const broken = await walk("--from", "shop", "--to", "stock");
    assert.equal(broken.code, 5);
    assert.match(
      broken.stderr,
      /^error: Cannot build "clusters\/lab\/services\/stock\/kustomization\.yaml:2": "namePrefix" isn't understood\n/,
    );
  } finally {
    await workspace.write(path, text);
    await workspace.write(overlay, overlayText);
  }
});

const mistakes: readonly (readonly [name: string, args: readonly string[], stderr: RegExp])[] = [
  [
    "an unknown cluster",
    ["--cluster", "lap", "--host", "a.local"],
    /Cannot read cluster "lap".*\n {2}fix: did you mean "lab"\?/,
  ],
  ["neither a host nor a sender", [], /--host is missing/],
  ["a sender without a callee", ["--from", "shop"], /--to is missing/],
  [
    "an unknown sender",
    ["--from", "shpo", "--to", "stock"],
    /--from is "shpo", no such workload\n {2}fix: did you mean "shop"\?/,
  ],
  [
    "an unknown callee",
    ["--from", "shop", "--to", "stok"],
    /--to is "stok", no such Service\n {2}fix: did you mean "stock"\?/,
  ],
  [
    "a header without a value",
    ["--host", "a.local", "--header", "x-canary"],
    /--header is "x-canary", must be a name and a value/,
  ],
  ["a path without a slash", ["--host", "a.local", "--path", "a"], /--path is "a", must begin with a slash/],
  [
    "a port that is none",
    ["--host", "a.local", "--port", "http"],
    /--port is "http", must be a number from 1 to 65535/,
  ],
];

for (const [name, args, expected] of mistakes) {
  Deno.test(`walk refuses ${name}`, async () => {
    const { code, stdout, stderr } = await walk(...args);
    assert.deepEqual([code, stdout], [64, ""]);
    assert.match(stderr, expected);
  });
}
