/** What pages say that can be held against the repository: tasks with their options, links. */
import assert from "node:assert/strict";
import { dirname, join } from "@std/path";
import { fileURLToPath } from "node:url";
import { loadCommands } from "../../lib/cli/commands.ts";
import { codeSpans, references } from "./markdown.ts";
import { pages } from "./pages.ts";
import { taskMentions } from "./task_mention.ts";
import { type KnownTasks, taskProblem } from "./task_problem.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

async function knownTasks(): Promise<KnownTasks> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--quiet", "--allow-read=.", "lab/main.ts", "--help"],
    cwd: root,
  }).output();
  const { tasks } = JSON.parse(Deno.readTextFileSync(`${root}deno.json`));
  return { tasks, commands: await loadCommands(), labHelp: new TextDecoder().decode(stdout) };
}

Deno.test("every task that a page mentions is there and takes what it is given", async () => {
  const known = await knownTasks();
  const mentioned = pages().flatMap(({ path, text }) =>
    taskMentions(text).map((mention) => ({ path, mention }))
  );
  assert.ok(mentioned.length > 60);
  const wrong = mentioned.flatMap(({ path, mention }) => {
    const problem = taskProblem(mention, known);
    const command = ["deno task", mention.task, ...mention.args].join(" ");
    return problem === undefined ? [] : [`${path}:${mention.line} ${command}: ${problem}`];
  });
  assert.deepEqual(wrong, []);
});

const mistakes: readonly (readonly [text: string, problem: RegExp])[] = [
  ["`deno task generat`", /no task "generat"/],
  ["`npx -y deno@2.9.6 task plan --bse main`", /Unknown option "--bse"/],
  ["`deno task plan --format pdf`", /--format is "pdf"/],
  ["`deno task canary:commit backend advance --stat`", /Unknown option "--stat"/],
  ["`deno task lab pull`", /no command "pull"/],
  ["`deno task lab up --tier=echo`", /no option --tier=echo/],
  ["`deno task golden --all`", /nobody knows whether "golden" takes --all/],
  ["```console\n$ true; deno task chek\n```", /no task "chek"/],
];

for (const [text, problem] of mistakes) {
  Deno.test(`a mistake is found: ${text.replaceAll("\n", " ")}`, async () => {
    const [mention, ...others] = taskMentions(text);
    assert.ok(mention !== undefined && others.length === 0);
    assert.match(taskProblem(mention, await knownTasks()) ?? "", problem);
  });
}

Deno.test("what isn't a mistake isn't found", async () => {
  const text = [
    "`deno task generate --dry-run`, `deno task …`, `deno task new <service>`, `deno task plan --base`,",
    "`deno task lab push --no-wait`, `deno task lab shell a/b -- ls --all`",
    "",
    "```sh",
    "deno task canary:commit backend advance   # edits --all",
    "deno task plan --format markdown > plan.md",
    'deno task walk --cluster lab --header "x-canary: true" || echo "--no"',
    "```",
  ].join("\n");
  const known = await knownTasks();
  assert.equal(taskMentions(text).length, 8);
  assert.deepEqual(
    taskMentions(text).map((mention) => taskProblem(mention, known)),
    Array(8).fill(undefined),
  );
});

/** How GitHub names a heading: lower case, blanks as dashes, no punctuation. */
function anchors(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
    title!.toLowerCase().replaceAll(/[^\p{L}\p{N} _-]/gu, "").replaceAll(" ", "-")
  );
}

Deno.test("every link within the repository leads to a file, and to a heading where it names one", () => {
  const broken = pages().flatMap(({ path, text }) =>
    references(text).flatMap(({ url, line }) => {
      if (/^[a-z]+:/.test(url)) return [];
      const [file = "", heading] = url.split("#");
      const target = file === "" ? path : join(dirname(path), decodeURI(file));
      try {
        const { isFile } = Deno.statSync(root + target);
        const ok = heading === undefined ||
          (isFile && anchors(Deno.readTextFileSync(root + target)).includes(heading));
        return ok ? [] : [`${path}:${line} ${url}: no such heading`];
      } catch {
        return [`${path}:${line} ${url}: no such file`];
      }
    })
  );
  assert.deepEqual(broken, []);
});

Deno.test("every rule that a page names is there", () => {
  const known = new Set(Deno.readTextFileSync(`${root}tests/rules/codes.txt`).match(/MESH\d{3}/g));
  const unknown = pages().flatMap(({ path, text }) =>
    codeSpans(text).flatMap(({ text: span, line }) =>
      (span.match(/\bMESH\d{3}\b/g) ?? []).filter((code) => !known.has(code))
        .map((code) => `${path}:${line} ${code}`)
    )
  );
  assert.deepEqual(unknown, []);
});
