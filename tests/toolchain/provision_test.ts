import assert from "node:assert/strict";
import { readEntry } from "../../toolchain/cache_entry.ts";
import { goBinary } from "../../toolchain/go_binary.ts";
import { goModuleFiles } from "../../toolchain/go_module_files.ts";
import { PINS } from "../../toolchain/pins.ts";
import type { Progress } from "../../toolchain/progress.ts";
import { provisionFrom } from "../../toolchain/provision.ts";
import { runCommand } from "../../toolchain/run_command.ts";
import { ToolchainError } from "../../toolchain/toolchain_error.ts";
import { fakeTool, timesMade } from "./fake_tool.ts";

async function inFolder(body: (root: string, diary: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await body(`${folder}/cache`, `${folder}/diary`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("a tool is made once and found from then on", () =>
  inFolder(async (root, diary) => {
    const states: string[] = [];
    const onProgress = ({ state }: Progress) => void states.push(state);
    const tools = { fake: fakeTool({ diary }) };
    const first = await provisionFrom(tools, ["fake"], { root, onProgress });
    const before = Deno.statSync(first.fake).mtime;
    const second = await provisionFrom(tools, ["fake"], { root, onProgress });
    assert.deepEqual(second, first);
    assert.deepEqual(Deno.statSync(second.fake).mtime, before);
    assert.equal(timesMade(diary), 1);
    assert.deepEqual(states, ["making", "made", "warm"]);
  }));

Deno.test("a changed recipe makes a new entry beside the old one", () =>
  inFolder(async (root) => {
    const old = await provisionFrom({ fake: fakeTool({ text: "old" }) }, ["fake"], { root });
    const young = await provisionFrom({ fake: fakeTool({ text: "young" }) }, ["fake"], { root });
    assert.notEqual(young.fake, old.fake);
    assert.equal(Deno.readTextFileSync(old.fake), "old");
    assert.equal(Deno.readTextFileSync(young.fake), "young");
  }));

Deno.test("a changed input makes what is made from it anew", () =>
  inFolder(async (root) => {
    const paths: string[] = [];
    for (const text of ["one", "two"]) {
      const recipe = {
        uses: ["input"],
        make: ({ directory, inputs }: { directory: string; inputs: Readonly<Record<string, string>> }) =>
          Deno.copyFile(inputs["input"] ?? "", `${directory}/program`),
      };
      const tools = { output: fakeTool({ recipe }), input: fakeTool({ text }) };
      const { output } = await provisionFrom(tools, ["output"], { root });
      assert.equal(Deno.readTextFileSync(output), text);
      paths.push(output);
    }
    assert.equal(new Set(paths).size, 2);
  }));

const DAMAGES: Readonly<Record<string, (path: string, folder: string) => void>> = {
  "a program cut short": (path) => Deno.truncateSync(path, 3),
  "a missing program": (path) => Deno.removeSync(path),
  "a missing marker": (_path, folder) => Deno.removeSync(`${folder}/entry.json`),
  "a marker cut short": (_path, folder) => Deno.truncateSync(`${folder}/entry.json`, 20),
  "an empty folder": (_path, folder) => {
    Deno.removeSync(folder, { recursive: true });
    Deno.mkdirSync(folder);
  },
};

for (const [damage, inflict] of Object.entries(DAMAGES)) {
  Deno.test(`an entry with ${damage} is made again`, () =>
    inFolder(async (root, diary) => {
      const tools = { fake: fakeTool({ diary }) };
      const { fake } = await provisionFrom(tools, ["fake"], { root });
      inflict(fake, fake.slice(0, fake.lastIndexOf("/")));
      await provisionFrom(tools, ["fake"], { root });
      assert.equal(Deno.readTextFileSync(fake), "contents");
      assert.equal(timesMade(diary), 2);
    }));
}

Deno.test("a build that fails half way leaves no entry, and the next one starts clean", () =>
  inFolder(async (root) => {
    let attempt = 0;
    const recipe = {
      async make({ directory }: { directory: string }) {
        const [first] = [...Deno.readDirSync(directory)];
        assert.equal(first, undefined);
        await Deno.writeTextFile(`${directory}/program`, "half");
        if (++attempt === 1) throw new ToolchainError("Cannot build");
      },
    };
    const tools = { fake: fakeTool({ recipe }) };
    await assert.rejects(provisionFrom(tools, ["fake"], { root }), /Cannot build/);
    assert.deepEqual([...Deno.readDirSync(root)].filter(({ name }) => !name.startsWith(".")), []);
    const { fake } = await provisionFrom(tools, ["fake"], { root });
    assert.ok(readEntry(fake.slice(0, fake.lastIndexOf("/"))));
    assert.equal(attempt, 2);
  }));

Deno.test("processes that provision the same tool at once make it once", () =>
  inFolder(async (root, diary) => {
    const script = new URL("provision_in_process.ts", import.meta.url).pathname;
    const args = ["run", "--no-lock", "--allow-read", "--allow-write", script, root, diary];
    const runs = Array.from({ length: 3 }, () => new Deno.Command(Deno.execPath(), { args }).output());
    for (const { success, stdout, stderr } of await Promise.all(runs)) {
      assert.ok(success, new TextDecoder().decode(stderr));
      assert.equal(new TextDecoder().decode(stdout), "contents\n");
    }
    assert.equal(timesMade(diary), 1);
  }));

Deno.test("whoever comes second is told that it waits, and does not build", () =>
  inFolder(async (root, diary) => {
    const states: string[] = [];
    const recipe = {
      async make({ directory }: { directory: string }) {
        await Deno.writeTextFile(diary, "made\n", { append: true });
        while (!states.includes("waiting")) await new Promise((resolve) => setTimeout(resolve, 10));
        await Deno.writeTextFile(`${directory}/program`, "contents");
      },
    };
    const onProgress = ({ state }: Progress) => void states.push(state);
    const tools = { fake: fakeTool({ recipe }) };
    const [first, second] = await Promise.all([
      provisionFrom(tools, ["fake"], { root, onProgress }),
      provisionFrom(tools, ["fake"], { root, onProgress }),
    ]);
    assert.deepEqual(first, second);
    assert.equal(timesMade(diary), 1);
    assert.deepEqual(states.sort(), ["made", "making", "waiting", "warm"]);
  }));

Deno.test("every missing prerequisite is named with its remedy before anything is made", () =>
  inFolder(async (root, diary) => {
    const requires = [{ what: "a forge", remedy: "light it", met: () => Promise.resolve(false) }];
    const tools = {
      easy: fakeTool({ diary }),
      sword: fakeTool({ diary, recipe: { requires } }),
      nail: fakeTool({ diary, recipe: { requires } }),
    };
    await assert.rejects(provisionFrom(tools, ["easy", "sword", "nail"], { root }), {
      name: "ToolchainError",
      message: [
        "Cannot make sword, nail on this machine",
        "  missing: a forge, for sword, nail",
        "  remedy:  light it",
      ].join("\n"),
    });
    assert.equal(timesMade(diary), 0);
  }));

Deno.test("a failing command is reported with the end of its log and where the log is", () =>
  inFolder(async (root) => {
    const recipe = {
      async make({ directory, log }: { directory: string; log: string }) {
        const args = ["-c", "for i in $(seq 40); do echo line $i >&2; done; exit 7"];
        await runCommand({ command: "sh", args, cwd: directory, log });
      },
    };
    await assert.rejects(
      provisionFrom({ fake: fakeTool({ recipe }) }, ["fake"], { root }),
      (error: Error) => {
        assert.match(error.message, /^Cannot run "sh -c .*": exit code 7/);
        assert.match(error.message, /\n {2}line 40\n/);
        assert.doesNotMatch(error.message, /line 25\n/);
        const log = /the whole log is in (.*)$/.exec(error.message)?.[1] ?? "";
        assert.match(Deno.readTextFileSync(log), /line 1\n/);
        return true;
      },
    );
  }));

Deno.test("a Go program is built from its own module and knows its version", () =>
  inFolder(async (root) => {
    const module = `${root}-module`;
    await Deno.mkdir(module);
    await Deno.writeTextFile(`${module}/go.mod`, "module example\n\ngo 1.26.0\n");
    await Deno.writeTextFile(`${module}/go.sum`, "");
    const source = `package main\n\nvar version = "none"\n\nfunc main() { print(version) }\n`;
    await Deno.writeTextFile(`${module}/main.go`, source);
    const recipe = goBinary({
      family: module,
      package: "example",
      binary: "hello",
      variables: { "main.version": "v9" },
    });
    const { hello } = await provisionFrom({ hello: fakeTool({ recipe }) }, ["hello"], { root });
    const { stderr } = await new Deno.Command(hello).output();
    assert.equal(new TextDecoder().decode(stderr), "v9");
    const { hello: again } = await provisionFrom({ hello: fakeTool({ recipe }) }, ["hello"], { root });
    assert.equal(again, hello);
  }));

const KIND = { package: "sigs.k8s.io/kind", binary: "kind" };

/** A copy of kind's committed Go module with another `go.sum`. */
async function forgedModule(family: string, forge: (sums: string) => string): Promise<void> {
  const pins = new URL("../../toolchain/go/kind/", import.meta.url);
  await Deno.mkdir(family);
  await Deno.copyFile(new URL("go.mod", pins), `${family}/go.mod`);
  await Deno.writeTextFile(`${family}/go.sum`, forge(Deno.readTextFileSync(new URL("go.sum", pins))));
}

Deno.test("a Go module that differs from go.sum is neither built nor copied from", () =>
  inFolder(async (root) => {
    const family = `${root}-module`;
    const forge = (sum: string) => `h1:${sum.startsWith("A") ? "B" : "A"}${sum.slice(1)}`;
    await forgedModule(
      family,
      (sums) => sums.replace(/(?<=sigs.k8s.io\/kind \S+ )h1:(.*)/g, (_line, sum: string) => forge(sum)),
    );
    const recipes = [goBinary({ family, ...KIND }), goModuleFiles({ ...PINS.kind, family }, ["README.md"])];
    for (const recipe of recipes) {
      await assert.rejects(
        provisionFrom({ kind: fakeTool({ recipe }) }, ["kind"], { root }),
        /checksum mismatch/,
      );
    }
  }));

Deno.test("a Go module that go.sum does not know is neither built nor copied from, nor added to it", () =>
  inFolder(async (root) => {
    const family = `${root}-module`;
    await forgedModule(family, (sums) => sums.replaceAll(/sigs.k8s.io\/kind .*\n/g, ""));
    const before = Deno.readTextFileSync(`${family}/go.sum`);
    const build = { kind: fakeTool({ recipe: goBinary({ family, ...KIND }) }) };
    await assert.rejects(provisionFrom(build, ["kind"], { root }), /missing go.sum entry/);
    const copy = { kind: fakeTool({ recipe: goModuleFiles({ ...PINS.kind, family }, ["README.md"]) }) };
    await assert.rejects(
      provisionFrom(copy, ["kind"], { root }),
      /Cannot find the checksum of "sigs.k8s.io\/kind/,
    );
    assert.equal(Deno.readTextFileSync(`${family}/go.sum`), before);
  }));

Deno.test("files of a Go module are copied and can be replaced", () =>
  inFolder(async (root) => {
    const recipe = goModuleFiles(PINS.kind, ["README.md", "pkg/apis/config/v1alpha4"]);
    const { kind } = await provisionFrom({ kind: fakeTool({ recipe }) }, ["kind"], { root });
    assert.match(Deno.readTextFileSync(`${kind}/README.md`), /kind/);
    assert.match(Deno.readTextFileSync(`${kind}/pkg/apis/config/v1alpha4/types.go`), /package v1alpha4/);
    assert.equal((Deno.statSync(`${kind}/README.md`).mode ?? 0) & 0o200, 0o200);
  }));
