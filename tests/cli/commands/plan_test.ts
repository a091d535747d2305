import assert from "node:assert/strict";
import { Workspace } from "../workspace.ts";

let workspace: Workspace;

async function git(...args: string[]): Promise<void> {
  const identity = [
    "-c",
    "user.name=test",
    "-c",
    "user.email=test@example.org",
    "-c",
    "commit.gpgsign=false",
  ];
  const { success, stderr } = await new Deno.Command("git", {
    args: [...identity, ...args],
    cwd: workspace.root,
    stdout: "null",
    stderr: "piped",
  }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
}

async function copy(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (isDirectory) await copy(`${from}/${name}`, `${to}/${name}`);
    else await Deno.copyFile(`${from}/${name}`, `${to}/${name}`);
  }
}

async function replace(file: string, from: string, to: string): Promise<void> {
  const path = `${workspace.root}/${file}`;
  const text = await Deno.readTextFile(path);
  assert.ok(text.includes(from), file);
  await Deno.writeTextFile(path, text.replaceAll(from, to));
}

Deno.test.beforeAll(async () => {
  workspace = await Workspace.create();
  const generated = await workspace.run(["generate"]);
  assert.equal(generated.code, 0, generated.stderr);
  await git("init", "--quiet", "--initial-branch=main");
  await git("add", "clusters", "services", "overlays", "argocd");
  await git("commit", "--quiet", "--message=first");
  await copy(`${workspace.root}/clusters`, `${workspace.root}/base/clusters`);
});
Deno.test.afterAll(() => workspace[Symbol.asyncDispose]());

Deno.test.afterEach(async () => {
  await workspace.reset();
  assert.equal((await workspace.run(["generate"])).code, 0);
});

const reading = ["--no-prompt", "--allow-read=."];
const running = [...reading, "--allow-run=git"];
const plan = (permissions: string[], ...args: string[]) => workspace.run(["plan", ...args], permissions);

Deno.test("plan finds no change where there is none, with Git and without", async () => {
  for (
    const [permissions, args] of [[running, []], [running, ["--base", "main"]], [reading, [
      "--base-folder",
      "base",
    ]]] as const
  ) {
    const { code, stdout, stderr } = await plan([...permissions], ...args);
    assert.deepEqual([code, stdout, stderr], [0, "same: nothing that Argo CD applies changes\n", ""]);
  }
});

Deno.test("a safe change exits with 0 and is told in the words of those who run it", async () => {
  await replace("services/stock.ts", "stock:1.0.0", "stock:1.0.1");
  assert.equal((await workspace.run(["generate"])).code, 0);
  const { code, stdout } = await plan(running);
  assert.equal(code, 0);
  assert.match(
    stdout,
    /^lab: 1 Application, 1 object changes, none deleted\n {2}stock: 1 pod restarts \(image\)\n/,
  );
  const withoutGit = await plan(reading, "--base-folder", "base");
  assert.equal(withoutGit.stdout, stdout);
});

Deno.test("an unsafe change exits with 3 and names the requests, in every format", async () => {
  await replace("services/stock.ts", "port: 8080", "port: 9090, containerPort: 8080");
  assert.equal((await workspace.run(["generate"])).code, 0);
  const text = await plan(running, "--base", "main");
  assert.equal(text.code, 3, text.stderr);
  assert.match(text.stdout, /shop-stable → stock-service\.stock\.svc\.cluster\.local:8080/);
  const json = await plan(running, "--format", "json");
  const document = JSON.parse(json.stdout);
  assert.deepEqual([json.code, document.exitCode, document.verdict], [3, 3, "unsafe"]);
  assert.equal(document.findings[0].code, "requests-lost");
  const markdown = await plan(running, "--format", "markdown");
  assert.deepEqual([markdown.code, markdown.stdout.split("\n")[0]], [3, "## Plan: unsafe"]);
});

Deno.test("an unsafe change that its service accepts exits with 0 and says why, where that is written", async () => {
  await replace(
    "services/stock.ts",
    "port: 8080 }],",
    `port: 9090, containerPort: 8080 }],
  accept: [
    { finding: "requests-lost", reason: "shop is switched over by hand tonight" },
    { finding: "weight-jump", reason: "The load test needs all of it at once" },
  ],`,
  );
  assert.equal((await workspace.run(["generate"])).code, 0);
  const { code, stdout, stderr } = await plan(running);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^unsafe, accepted: lab: requests that succeed now .*\[requests-lost, evaluated\]$/m);
  assert.match(
    stdout,
    /^ {2}accepted: shop is switched over by hand tonight \(services\/stock\.ts:8:5\)$/m,
  );
  assert.match(stdout, /^unused: services\/stock\.ts:9:5 accepts weight-jump, which this change has not;/m);
  const json = JSON.parse((await plan(running, "--format", "json")).stdout);
  assert.deepEqual([json.exitCode, json.verdict, json.idle.length], [0, "accepted", 1]);
});

Deno.test("a catalogue with errors exits with 1 and nothing is planned", async () => {
  await replace("services/stock.ts", `name: "stock"`, `name: "Stock"`);
  const { code, stdout, stderr } = await plan(running);
  assert.deepEqual([code, stdout], [1, ""]);
  assert.match(stderr, /nothing was planned/);
});

Deno.test("a tree that isn't understood exits with 5", async () => {
  await replace("clusters/base/stock/kustomization.yaml", "resources:", "namePrefix: x\nresources:");
  const { code, stderr } = await plan(running);
  assert.equal(code, 5);
  assert.match(stderr, /namePrefix/);
});

for (
  const [name, permissions, args, code, message] of [
    ["an unknown commit", running, ["--base", "nowhere"], 64, /--base is "nowhere", no such commit/],
    ["a commit that looks like an option", running, ["--base=--all"], 64, /no such commit/],
    ["a folder without a tree", reading, ["--base-folder", "services"], 64, /Cannot read ".*clusters"/],
    ["two bases", running, ["--base", "main", "--base-folder", "base"], 64, /exclude each other/],
    ["Git without the permission to run it", reading, [], 3, /--allow-run=git/],
  ] as const
) {
  Deno.test(`${name} is a mistake that is named, without a stack trace`, async () => {
    const run = await plan([...permissions], ...args);
    assert.equal(run.code, code, run.stderr);
    assert.match(run.stderr, message);
    assert.doesNotMatch(run.stderr, /^\s+at /m);
  });
}
