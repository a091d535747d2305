import assert from "node:assert/strict";
import { join } from "@std/path";
import { CatalogueSession, type Loaded } from "../../../lib/catalogue/load/mod.ts";
import { withFiles } from "./load_case.ts";

const service = (replicas: number) => `export default { replicas: ${replicas} };\n`;

const files: Readonly<Record<string, string>> = {
  "argocd/argocd.ts": "export default {};\n",
  "overlays/lab.ts": "export default {};\n",
  "services/_shared/timeout.ts": 'export const timeout = "5s";\n',
  "services/a.ts": service(1),
  "services/b.ts": service(2),
  "services/c.ts": 'import { timeout } from "./_shared/timeout.ts";\nexport default { timeout };\n',
  "services/d.ts": 'import b from "./b.ts";\nexport default { like: b };\n',
};

async function withSession(use: (session: CatalogueSession, root: string) => Promise<void>): Promise<void> {
  await withFiles(files, async (root) => {
    const session = new CatalogueSession({ root, timeoutMs: 10_000 });
    try {
      await session.load();
      await use(session, root);
    } finally {
      session.close();
    }
  });
}

function valueOf({ values }: Loaded, file: string): unknown {
  return values.find((loaded) => loaded.file === file)?.value;
}

Deno.test("a session loads the whole catalogue", async () => {
  await withFiles(files, async (root) => {
    const session = new CatalogueSession({ root });
    const { values, diagnostics } = await session.reload([]);
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(values.map(({ file }) => file), [
      "services/a.ts",
      "services/b.ts",
      "services/c.ts",
      "services/d.ts",
      "overlays/lab.ts",
      "argocd/argocd.ts",
    ]);
    session.close();
  });
});

Deno.test("every version of a changed file is loaded, the others stay as they are", async () => {
  await withSession(async (session, root) => {
    const path = join(root, "services/a.ts");
    for (const replicas of [3, 4, 4, 5]) {
      Deno.writeTextFileSync(path, service(replicas));
      const loaded = await session.reload([path]);
      assert.deepEqual(valueOf(loaded, "services/a.ts"), { replicas });
      assert.deepEqual(valueOf(loaded, "services/b.ts"), { replicas: 2 });
      assert.equal(loaded.values.length, 6);
    }
  });
});

Deno.test("only what changed is evaluated again", async () => {
  await withSession(async (session, root) => {
    // Not told of, so not seen.
    Deno.writeTextFileSync(join(root, "services/c.ts"), "throw new Error('evaluated');");
    Deno.writeTextFileSync(join(root, "services/a.ts"), service(7));
    const loaded = await session.reload(["services/a.ts"]);
    assert.deepEqual(loaded.diagnostics, []);
    assert.deepEqual(valueOf(loaded, "services/a.ts"), { replicas: 7 });
    assert.deepEqual(valueOf(loaded, "services/c.ts"), { timeout: "5s" });
  });
});

Deno.test("paths may be absolute or relative to the root, and come twice", async () => {
  await withSession(async (session, root) => {
    Deno.writeTextFileSync(join(root, "services/a.ts"), service(8));
    const loaded = await session.reload([join(root, "services/a.ts"), "services/a.ts", "./services/a.ts"]);
    assert.deepEqual(valueOf(loaded, "services/a.ts"), { replicas: 8 });
  });
});

Deno.test("who imports a changed helper has its new value", async () => {
  await withSession(async (session, root) => {
    const path = join(root, "services/_shared/timeout.ts");
    for (const timeout of ["6s", "7s"]) {
      Deno.writeTextFileSync(path, `export const timeout = "${timeout}";\n`);
      assert.deepEqual(valueOf(await session.reload([path]), "services/c.ts"), { timeout });
    }
  });
});

Deno.test("who imports a changed service has its new value", async () => {
  await withSession(async (session, root) => {
    for (const replicas of [9, 10]) {
      Deno.writeTextFileSync(join(root, "services/b.ts"), service(replicas));
      assert.deepEqual(valueOf(await session.reload(["services/b.ts"]), "services/d.ts"), {
        like: { replicas },
      });
    }
  });
});

Deno.test("a file that begins to import another is known to need it", async () => {
  await withSession(async (session, root) => {
    Deno.writeTextFileSync(
      join(root, "services/c.ts"),
      'import a from "./a.ts";\nexport default { like: a };\n',
    );
    assert.deepEqual(valueOf(await session.reload(["services/c.ts"]), "services/c.ts"), {
      like: { replicas: 1 },
    });
    Deno.writeTextFileSync(join(root, "services/a.ts"), service(11));
    assert.deepEqual(valueOf(await session.reload(["services/a.ts"]), "services/c.ts"), {
      like: { replicas: 11 },
    });
  });
});

Deno.test("files that come and go are seen", async () => {
  await withSession(async (session, root) => {
    Deno.writeTextFileSync(join(root, "services/e.ts"), service(5));
    assert.deepEqual(valueOf(await session.reload(["services/e.ts"]), "services/e.ts"), { replicas: 5 });
    Deno.removeSync(join(root, "services/e.ts"));
    assert.equal(valueOf(await session.reload(["services/e.ts"]), "services/e.ts"), undefined);
    Deno.renameSync(join(root, "services/a.ts"), join(root, "services/f.ts"));
    const { values, diagnostics } = await session.reload(["services/a.ts", "services/f.ts"]);
    assert.deepEqual([values.length, diagnostics], [6, []]);
  });
});

Deno.test("a mistake comes with the change that makes it and goes with the one that mends it", async () => {
  const mistakes: readonly (readonly [text: string, code: string, place: string])[] = [
    ["\nexport default { a: [1 };\n", "LOAD001", "2:24"],
    ["\n\nthrow new Error('no');\n", "LOAD002", "3:7"],
    ["// Nothing.\n", "LOAD004", "1:1"],
    ["export default { a: Math.random() };\n", "LOAD008", "1:26"],
    ['import { x } from "./_x.ts";\nexport default x;\n', "LOAD007", "1:19"],
  ];
  await withSession(async (session, root) => {
    const path = join(root, "services/a.ts");
    for (const [text, code, place] of mistakes) {
      Deno.writeTextFileSync(path, text);
      const { values, diagnostics } = await session.reload([path]);
      const found = diagnostics.map(({ code, origin: { file }, position }) =>
        `${code} ${file}:${position?.line}:${position?.column}`
      );
      assert.deepEqual(found, [`${code} services/a.ts:${place}`]);
      assert.equal(values.length, 5);
      Deno.writeTextFileSync(path, service(1));
      const mended = await session.reload([path]);
      assert.deepEqual([mended.values.length, mended.diagnostics], [6, []]);
    }
  });
});

Deno.test("a mistake in one file stays while another changes", async () => {
  await withSession(async (session, root) => {
    Deno.writeTextFileSync(join(root, "services/a.ts"), "throw new Error('no');");
    await session.reload(["services/a.ts"]);
    Deno.writeTextFileSync(join(root, "services/c.ts"), service(3));
    const { diagnostics } = await session.reload(["services/c.ts"]);
    assert.deepEqual(diagnostics.map(({ origin }) => origin.file), ["services/a.ts"]);
  });
});

Deno.test("a file that never ends is refused, and the session goes on", async () => {
  await withFiles(files, async (root) => {
    const session = new CatalogueSession({ root, timeoutMs: 300 });
    await session.load();
    Deno.writeTextFileSync(join(root, "services/a.ts"), "for (;;);");
    const { diagnostics } = await session.reload(["services/a.ts"]);
    assert.deepEqual(diagnostics.map(({ code, origin }) => [code, origin.file]), [[
      "LOAD003",
      "services/a.ts",
    ]]);
    Deno.writeTextFileSync(join(root, "services/a.ts"), service(2));
    const mended = await session.reload(["services/a.ts"]);
    assert.deepEqual([mended.diagnostics, valueOf(mended, "services/a.ts")], [[], { replicas: 2 }]);
    session.close();
  });
});

Deno.test("a file that was left out for another's endless loop is judged once that is mended", async () => {
  await withFiles(files, async (root) => {
    const write = (name: string, text: string) => Deno.writeTextFileSync(join(root, "services", name), text);
    const session = new CatalogueSession({ root, timeoutMs: 300 });
    const codes = ({ diagnostics }: Loaded) =>
      diagnostics.map(({ code, origin }) => `${code} ${origin.file}`);
    write("a.ts", 'import "./_shared/timeout.ts"; for (;;);');
    // What V8 throws for a module that it was made to stop.
    write("b.ts", 'import "./_shared/timeout.ts"; throw null;');
    write("d.ts", service(4));
    assert.deepEqual(codes(await session.load()), ["LOAD003 services/a.ts"]);
    write("a.ts", service(1));
    assert.deepEqual(codes(await session.reload(["services/a.ts"])), ["LOAD002 services/b.ts"]);
    session.close();
  });
});

Deno.test("a session that was warmed or closed answers as before", async () => {
  await withSession(async (session, root) => {
    await session.warm();
    Deno.writeTextFileSync(join(root, "services/a.ts"), service(3));
    assert.deepEqual(valueOf(await session.reload(["services/a.ts"]), "services/a.ts"), { replicas: 3 });
    session.close();
    session.close();
    Deno.writeTextFileSync(join(root, "services/a.ts"), service(4));
    assert.deepEqual(valueOf(await session.reload(["services/a.ts"]), "services/a.ts"), { replicas: 4 });
  });
});

Deno.test("a missing folder is reported by every reload until it is there", async () => {
  await withSession(async (session, root) => {
    Deno.removeSync(join(root, "overlays"), { recursive: true });
    const codes = async (changed: string) =>
      (await session.reload([changed])).diagnostics.map(({ code }) => code);
    assert.deepEqual(await codes("overlays/lab.ts"), ["LOAD009"]);
    Deno.writeTextFileSync(join(root, "services/a.ts"), service(4));
    assert.deepEqual(await codes("services/a.ts"), ["LOAD009"]);
    Deno.mkdirSync(join(root, "overlays"));
    assert.deepEqual(await codes("overlays"), []);
  });
});
