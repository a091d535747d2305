import assert from "node:assert/strict";
import { Workspace } from "../workspace.ts";

const flags = ["--no-prompt", "--allow-read=.", "--allow-write=clusters,services"];
const canary = `  canary: {
    image: "registry.example/shop:1.1.0", // the new one
    steps: [10, 50, 100],
    step: 0,
  },
`;

let workspace: Workspace;
Deno.test.beforeAll(async () => {
  workspace = await Workspace.create();
});
Deno.test.afterAll(() => workspace[Symbol.asyncDispose]());

const run = (...args: string[]) => workspace.run(["canary", ...args], flags);

async function prepare(fields = canary): Promise<string> {
  await workspace.reset();
  await workspace.writeService("shop", fields);
  const { code, stderr } = await workspace.run(["generate"]);
  assert.equal(code, 0, stderr);
  return await workspace.read("services/shop.ts");
}

const serviceFiles = () => [...Deno.readDirSync(`${workspace.root}/services`)].map(({ name }) => name).sort();

Deno.test("without an action a canary's state and its next step are shown", async () => {
  await prepare();
  const { code, stdout, stderr } = await run("shop");
  assert.deepEqual([code, stderr], [0, ""]);
  assert.equal(
    stdout,
    `services/shop.ts
  stable  registry.example/shop:1.0.0
  canary  registry.example/shop:1.1.0
  steps   [10] → 50 → 100 %
  no analysis, so that no step is automatic
  lab: 10 % to registry.example/shop:1.1.0
  next: "deno task canary shop advance"
`,
  );
});

Deno.test("advance edits one value, generates, and says what changed where", async () => {
  const before = await prepare();
  const { code, stdout, stderr } = await run("shop", "advance");
  assert.deepEqual([code, stderr], [0, ""]);
  assert.equal(await workspace.read("services/shop.ts"), before.replace("step: 0", "step: 1"));
  assert.ok(stdout.includes("\n-    step: 0,\n+    step: 1,\n"), stdout);
  assert.match(stdout, /^lab: canary 10 % → 50 %$/m);
  assert.match(stdout, /^ {2}shop canary 10 % → 50 %\n {2}Applications: shop; .*\nsafe \(/m);
  assert.ok(stdout.includes("\n  updated clusters/base/shop/virtual-service.yaml\n"), stdout);
  assert.deepEqual(await workspace.run(["check"]).then(({ code }) => code), 0);
  assert.deepEqual(serviceFiles(), ["shop.ts", "stock.ts"]);
});

Deno.test("--dry-run writes nothing and says what would change", async () => {
  const before = await prepare();
  const files = await workspace.files("clusters");
  const { code, stdout } = await run("shop", "set", "0", "--dry-run");
  assert.equal(code, 0);
  assert.ok(stdout.includes("+    steps: [0, 10, 50, 100],\n"), stdout);
  assert.match(stdout, /nothing was written/);
  assert.equal(await workspace.read("services/shop.ts"), before);
  assert.deepEqual(await workspace.files("clusters"), files);
  assert.deepEqual(serviceFiles(), ["shop.ts", "stock.ts"]);
});

Deno.test("a promotion's three commits each pass every rule and leave the tree as the catalogue says", async () => {
  await prepare(canary.replace("step: 0", "step: 1"));
  for (const summary of [/canary 50 % → 100 %/, /stable .*1\.0\.0 → .*1\.1\.0/, /canary 100 % → no canary/]) {
    const { code, stdout, stderr } = await run("shop", "promote");
    assert.equal(code, 0, stderr);
    assert.match(stdout, summary);
    assert.equal((await workspace.run(["check"])).code, 0);
  }
  const text = await workspace.read("services/shop.ts");
  assert.match(text, /image: "registry\.example\/shop:1\.1\.0"/);
  assert.doesNotMatch(text, /canary/);
});

const jump = ["shop", "set", "100"] as const;

for (const args of [jump, [...jump, "--dry-run"]]) {
  Deno.test(`an unsafe move is shown with its plan and refused, and nothing is written: ${args.join(" ")}`, async () => {
    const before = await prepare();
    const files = await workspace.files("clusters");
    const { code, stdout, stderr } = await run(...args);
    assert.equal(code, 3, stderr);
    assert.match(
      stdout,
      /^refused: lab: shop canary 10 % → 100 % .*next step .*50 % {2}\[weight-jump, policy\]$/m,
    );
    assert.match(
      stdout,
      /^instead, lab: 2 commits[^]*1\. shop canary to 50 %\n {2}2\. shop canary to 100 %$/m,
    );
    assert.match(
      stderr,
      /the plan is unsafe; nothing was written[^]*fix: take the steps .*"accept" of services\/shop\.ts/,
    );
    assert.equal(await workspace.read("services/shop.ts"), before);
    assert.deepEqual(await workspace.files("clusters"), files);
    assert.deepEqual(serviceFiles(), ["shop.ts", "stock.ts"]);
  });
}

Deno.test("an unsafe move is made where the service file says why it may be", async () => {
  const accept = `  accept: [
    { finding: "weight-jump", reason: "Nobody but the load test asks shop" },
  ],
`;
  await prepare(`${canary}${accept}`);
  const { code, stdout, stderr } = await run(...jump);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^ {2}accepted: Nobody but the load test asks shop \(services\/shop\.ts:15:5\)$/m);
  assert.match(await workspace.read("services/shop.ts"), /step: 2,/);
  assert.equal((await workspace.run(["check"])).code, 0);
});

Deno.test("abort shows its plan too, which is safe even from 100 %", async () => {
  const before = await prepare(canary.replace("step: 0", "step: 2"));
  const { code, stdout, stderr } = await run("shop", "abort");
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^safe \(\d+ requests at \d+ moments\)$/m);
  assert.notEqual(await workspace.read("services/shop.ts"), before);
});

Deno.test("status --json is one document with what status says", async () => {
  await prepare();
  const { code, stdout, stderr } = await run("shop", "status", "--json");
  assert.deepEqual([code, stderr], [0, ""]);
  const image = "registry.example/shop:1.1.0";
  assert.deepEqual(JSON.parse(stdout), {
    command: "canary",
    exitCode: 0,
    service: "shop",
    file: "services/shop.ts",
    stable: "registry.example/shop:1.0.0",
    canary: {
      image,
      weight: 10,
      steps: [10, 50, 100],
      step: 0,
      paused: false,
      analysed: false,
      stable: false,
    },
    clusters: [{ cluster: "lab", runs: true, canary: { weight: 10, image } }],
    next: ["deno task canary shop advance"],
  });
  const none = JSON.parse((await run("stock", "--json")).stdout);
  assert.deepEqual([none.canary, none.clusters[0].canary], [null, null]);
  const move = await run("shop", "advance", "--json");
  assert.equal(move.code, 64);
  assert.match(move.stdout, /--json means nothing for advance[^]*belongs to status/);
});

Deno.test("a canary is started where there was none, and aborted to the same file", async () => {
  const before = await prepare("");
  assert.equal(
    (await run("shop", "start", "--image", "registry.example/shop:2.0.0", "--steps", "5,100")).code,
    0,
  );
  assert.match(
    await workspace.read("services/shop.ts"),
    /canary: \{ image: "registry\.example\/shop:2\.0\.0", steps: \[5, 100\], step: 0 \},/,
  );
  const first = await run("shop", "abort", "--remove");
  assert.equal(first.code, 0, first.stderr);
  assert.match(first.stdout, /^ {2}next: when Argo CD is Synced and Healthy, .*abort --remove" again/m);
  assert.match(await workspace.read("services/shop.ts"), /steps: \[0, 5, 100\], step: 0, paused: true/);
  const { code, stderr } = await run("shop", "abort", "--remove");
  assert.equal(code, 0, stderr);
  assert.equal(await workspace.read("services/shop.ts"), before);
});

interface Refused {
  readonly name: string;
  readonly fields?: string;
  readonly args: readonly string[];
  readonly code: number;
  readonly error: RegExp;
}

const refused: readonly Refused[] = [
  {
    name: "an unknown service",
    args: ["shob", "advance"],
    code: 64,
    error: /no service "shob"[^]*did you mean "shop"\?/,
  },
  { name: "an unknown action", args: ["shop", "advanse"], code: 64, error: /did you mean "advance"\?/ },
  {
    name: "a weight for advance",
    args: ["shop", "advance", "20"],
    code: 64,
    error: /did you mean "set 20"\?/,
  },
  { name: "set without a weight", args: ["shop", "set"], code: 64, error: /set lacks its weight/ },
  {
    name: "a weight that is no number",
    args: ["shop", "set", "a lot"],
    code: 64,
    error: /must be a whole number/,
  },
  { name: "start without an image", args: ["shop", "start"], code: 64, error: /start lacks its image/ },
  {
    name: "another action's option",
    args: ["shop", "pause", "--remove"],
    code: 64,
    error: /belongs to abort/,
  },
  { name: "a service without a canary", args: ["stock", "advance"], code: 3, error: /"stock" has no canary/ },
  {
    name: "--commit without the right to run git",
    args: ["shop", "advance", "--commit"],
    code: 64,
    error: /--commit runs git, [^]*nothing was written[^]*deno task canary:commit/,
  },
  {
    name: "a value that comes from elsewhere",
    fields: canary.replace("step: 0", "step: Number(0)"),
    args: ["shop", "advance"],
    code: 3,
    error:
      /services\/shop\.ts:12:11 canary\.step is not written out in this file; nothing was written[^]*fix: write/,
  },
  {
    name: "an image that is no reference",
    args: ["shop", "start", "--image", "not an image"],
    code: 1,
    error: /canary\.image is "not an image"[^]*nothing was written/,
  },
  {
    name: "a mistake that the catalogue has already",
    fields: canary.replace("100]", "120]"),
    args: ["shop", "advance"],
    code: 1,
    error: /MESH012[^]*nothing was written/,
  },
];

for (const { name, fields, args, code, error } of refused) {
  Deno.test(`refused, and nothing is written: ${name}`, async () => {
    await workspace.reset();
    await workspace.writeService("shop", fields ?? canary);
    const before = await workspace.read("services/shop.ts");
    const result = await run(...args);
    assert.equal(result.code, code, result.stderr);
    assert.match(result.stderr, error);
    assert.equal(await workspace.read("services/shop.ts"), before);
    assert.deepEqual(serviceFiles(), ["shop.ts", "stock.ts"]);
    await assert.rejects(Deno.stat(`${workspace.root}/clusters`), Deno.errors.NotFound);
  });
}

Deno.test("a constant that two values share is refused", async () => {
  await workspace.reset();
  await workspace.writeService("shop", canary.replace("step: 0", "step: zero").replace("10,", "zero,"));
  const text = (await workspace.read("services/shop.ts")).replace(
    "export default",
    "const zero = 0;\nexport default",
  );
  await workspace.write("services/shop.ts", text);
  const { code, stderr } = await run("shop", "advance");
  assert.equal(code, 3, stderr);
  assert.match(stderr, /would not say what it should: a value is used in more than one place/);
  assert.equal(await workspace.read("services/shop.ts"), text);
});

Deno.test("--commit makes one commit of the file and the tree, and refuses where there is more", async () => {
  await prepare();
  const git = async (...args: string[]) => {
    const { success, stdout, stderr } = await new Deno.Command("git", { args, cwd: workspace.root }).output();
    assert.ok(success, new TextDecoder().decode(stderr));
    return new TextDecoder().decode(stdout).trim();
  };
  await workspace.write(".gitignore", "/clusters/.state/\n/lib/\n");
  await git("init", "--quiet", "--initial-branch=main");
  await git("config", "user.name", "t");
  await git("config", "user.email", "t@example.org");
  await git("add", "--all");
  await git("commit", "--quiet", "--message=first");
  const commit = (...args: string[]) =>
    workspace.run(["canary", "--commit", ...args], [...flags, "--allow-run=git"]);
  const { code, stdout, stderr } = await commit("shop", "advance");
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^committed [0-9a-f]{12} "shop: canary 10 % → 50 %"$/m);
  assert.equal(await git("status", "--porcelain"), "");
  assert.match(
    await git("log", "-1", "--format=%B"),
    /^shop: canary 10 % → 50 %\n\n- lab: canary 10 % → 50 %\n\nNext: /,
  );
  await workspace.write("services/shop.ts", `${await workspace.read("services/shop.ts")}// mine\n`);
  const second = await commit("shop", "advance");
  assert.equal(second.code, 3);
  assert.match(second.stderr, /"services\/shop\.ts" has changes that aren't committed/);
  assert.equal(await git("log", "--format=%s"), "shop: canary 10 % → 50 %\nfirst");
  await workspace.remove(".git");
});
