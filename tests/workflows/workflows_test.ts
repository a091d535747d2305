/** What of a pull request may run where; actionlint and zizmor judge the rest. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { provision } from "../../toolchain/provision.ts";
import { PIP } from "../../toolchain/requirement.ts";
import { run } from "../stock/tools.ts";
import { jobs, ROOT, workflows } from "./workflows.ts";

const folder = fileURLToPath(new URL(".github/workflows", ROOT));
const files = [...workflows().keys()].map((name) => `${folder}/${name}`);
const WRITES = new Map([
  ["pull-request-comment.yaml comment", ["pull-requests"]],
  ["release.yaml release", ["contents"]],
]);

Deno.test("actionlint finds nothing", async () => {
  const { actionlint } = await provision(["actionlint"]);
  // Shellcheck and pyflakes are used where they are installed: the answer must not depend on the machine.
  const args = ["-shellcheck=", "-pyflakes=", "-no-color"];
  assert.deepEqual(await run(actionlint, [...args, ...files]), { code: 0, stdout: "", stderr: "" });
  const wrong = (await Deno.readTextFile(files[0]!)).replace("runs-on:", "run-on:");
  assert.notEqual((await run(actionlint, [...args, "-"], wrong)).code, 0);
});

Deno.test({
  name: "zizmor finds nothing, but for the one trigger that says why (needs Python's pip once)",
  ignore: !await PIP.met(),
  fn: async () => {
    const { zizmor } = await provision(["zizmor"]);
    const args = ["--offline", "--persona=pedantic", "--no-progress", "--format=plain", "--color=never"];
    const { code, stdout } = await run(zizmor, [...args, folder]);
    assert.equal(code, 0, stdout);
    assert.match(stdout, /No findings to report\. .*\(1 ignored/);
    const text = await Deno.readTextFile(files[0]!);
    const wrong = await Deno.makeTempDir();
    try {
      await Deno.writeTextFile(
        `${wrong}/w.yaml`,
        text.replace("persist-credentials: false", "fetch-tags: true"),
      );
      assert.notEqual((await run(zizmor, [...args, `${wrong}/w.yaml`])).code, 0);
    } finally {
      await Deno.remove(wrong, { recursive: true });
    }
  },
});

Deno.test("nothing is permitted to a workflow as a whole, and writing only to the jobs that need it", () => {
  for (const [file, { workflow }] of workflows()) assert.deepEqual(workflow.permissions, {}, file);
  for (const { file, job, permissions = {} } of jobs()) {
    const writes = Object.entries(permissions).filter(([, access]) => access !== "read").map(([name]) =>
      name
    );
    assert.deepEqual(writes, WRITES.get(`${file} ${job}`) ?? [], `${file} ${job}`);
  }
});

Deno.test("what a pull request triggers holds no secret and no right to write", () => {
  for (const [file, { text, workflow }] of workflows()) {
    assert.ok(!("pull_request_target" in workflow.on), `${file} would give a fork's code our rights`);
    if (!("pull_request" in workflow.on)) continue;
    assert.doesNotMatch(text, /\bsecrets[.[]\w|github\.token|GITHUB_TOKEN|GH_TOKEN/, file);
    for (const [job, { permissions }] of Object.entries(workflow.jobs)) {
      assert.deepEqual(permissions, { contents: "read" }, `${file} ${job}`);
    }
  }
});

Deno.test("what has the right to comment runs only the default branch's code, with no choice of the pull request", () => {
  const { text, workflow } = workflows().get("pull-request-comment.yaml")!;
  assert.deepEqual(Object.keys(workflow.on), ["workflow_run"]);
  const steps = Object.values(workflow.jobs).flatMap(({ steps }) => steps);
  for (
    const { uses = "", with: given = {} } of steps.filter(({ uses }) => uses?.startsWith("actions/checkout"))
  ) {
    assert.deepEqual(given, { "persist-credentials": false }, uses);
  }
  assert.deepEqual(steps.flatMap(({ run }) => run ?? []), ["npx -y deno@2.9.6 task pull-request:comment"]);
  // What the event says of the pull request reaches programs as variables, never as part of a script.
  assert.doesNotMatch(steps.map(({ run }) => run ?? "").join("\n"), /\$\{\{/);
  assert.doesNotMatch(text, /path: \.$|cache@/m);
});

Deno.test("no checkout leaves its token behind", () => {
  for (const { file, job, steps } of jobs()) {
    for (const { uses, with: given } of steps) {
      if (!uses?.startsWith("actions/checkout@")) continue;
      assert.equal(given?.["persist-credentials"], false, `${file} ${job}`);
    }
  }
});

Deno.test("every action is pinned to a commit, the same one everywhere, with its version beside it", () => {
  const pins = new Map<string, Set<string>>();
  for (const [file, { text }] of workflows()) {
    for (const [, action = "", pin = "", comment = ""] of text.matchAll(/uses: ([^@\s]+)@(\S+)(.*)$/gm)) {
      assert.match(pin, /^[0-9a-f]{40}$/, `${file} ${action}`);
      assert.match(comment, /^ # v\d+\.\d+\.\d+$/, `${file} ${action}`);
      pins.set(action, (pins.get(action) ?? new Set()).add(`${pin}${comment}`));
    }
  }
  assert.ok(pins.size >= 4);
  for (const [action, found] of pins) assert.equal(found.size, 1, action);
});

Deno.test("steps are tasks that exist, but for what only the runner needs", () => {
  const { tasks } = JSON.parse(Deno.readTextFileSync(new URL("deno.json", ROOT))) as {
    readonly tasks: Readonly<Record<string, unknown>>;
  };
  const others: string[] = [];
  for (const { file, job, steps } of jobs()) {
    for (const { run } of steps) {
      if (run === undefined) continue;
      const [, task] = /^(?:sudo \S+ )?npx -y deno@2\.9\.6 task (?:--quiet )?(\S+)/.exec(run) ?? [];
      if (task === undefined) others.push(`${file} ${job}: ${run.split("\n")[0]}`);
      else assert.ok(Object.hasOwn(tasks, task), `${file} ${job}: there is no task "${task}"`);
    }
  }
  assert.deepEqual(others.map((text) => text.slice(0, 60)), [
    "nightly.yaml kind: go install sigs.k8s.io/kind@v0.32.0",
    "nightly.yaml kind: sudo sysctl -w fs.inotify.max_user_watche",
    'release.yaml release: gh release create "$GITHUB_REF_NAME" -',
  ]);
});
