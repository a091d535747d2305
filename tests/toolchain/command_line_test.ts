import assert from "node:assert/strict";
import { sealEntry } from "../../toolchain/cache_entry.ts";
import { locate } from "../../toolchain/locate.ts";
import { TOOLS } from "../../toolchain/tools.ts";

const MAIN = new URL("../../toolchain/main.ts", import.meta.url).pathname;

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function toolchain(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  prepare: (root: string) => void = () => {},
): Promise<Outcome> {
  const folder = await Deno.makeTempDir();
  try {
    prepare(folder);
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...[
          "run",
          "--quiet",
          "--no-lock",
          "--no-prompt",
          "--allow-read",
          "--allow-write",
          "--allow-run=go,python3",
        ],
        ...["--allow-env=HOME,XDG_CACHE_HOME,THREERVISION_TOOLCHAIN", MAIN, ...args],
      ],
      env: { THREERVISION_TOOLCHAIN: folder, ...env },
    }).output();
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    return { code, stdout: text(stdout), stderr: text(stderr) };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("without Go the remedy is named, and no stack trace is shown", async () => {
  const { code, stderr } = await toolchain(["kustomize", "kubeconform"], { PATH: "/nowhere" });
  assert.equal(code, 1);
  assert.equal(
    stderr,
    [
      "Cannot make kustomize, kubeconform on this machine",
      '  missing: the Go toolchain ("go" on PATH), for kustomize, kubeconform',
      "  remedy:  install Go 1.26 or newer, see go.dev/doc/install, and open a new shell",
      "",
    ].join("\n"),
  );
});

Deno.test("--list shows every tool and makes nothing", async () => {
  const { code, stdout, stderr } = await toolchain(["--list"], { PATH: "/nowhere" });
  assert.equal(code, 0);
  assert.equal(stderr, "");
  const rows = stdout.trimEnd().split("\n");
  assert.equal(rows.length, Object.keys(TOOLS).length + 1);
  assert.match(rows[1] ?? "", /^kustomize +5\.8\.2 +Go module sigs\.k8s\.io\/kustomize\S+ +missing$/);
});

Deno.test("an unknown name and an unknown option are refused with exit code 2", async () => {
  const name = await toolchain(["nope"]);
  assert.deepEqual([name.code, name.stderr], [2, 'Cannot find a tool or set "nope"\nTry --help\n']);
  const option = await toolchain(["--nope"]);
  assert.equal(option.code, 2);
  assert.match(option.stderr, /--nope/);
});

Deno.test("a cache folder given as a relative path is refused", async () => {
  const { code, stderr } = await toolchain(["--list"], { THREERVISION_TOOLCHAIN: "cache" });
  assert.equal(code, 1);
  assert.equal(stderr, 'Cannot keep tools in "cache": THREERVISION_TOOLCHAIN must be an absolute path\n');
});

Deno.test("--help names every set", async () => {
  const { code, stdout } = await toolchain(["--help"]);
  assert.equal(code, 0);
  assert.match(stdout, /^ {2}checks +kustomize/m);
  assert.match(stdout, /^ {2}lab +/m);
});

Deno.test("--prune removes entries of other pins and keeps those of this tree", async () => {
  const { code, stdout } = await toolchain(["--prune"], {}, (root) => {
    for (const folder of ["kustomize-1.0.0-abc", ".lock"]) Deno.mkdirSync(`${root}/${folder}`);
    Deno.mkdirSync(locate(TOOLS, "kustomize", root).folder);
  });
  assert.equal(code, 0);
  assert.match(stdout, /^removed \S+\/kustomize-1\.0\.0-abc\n$/);
  assert.equal((await toolchain(["--prune"])).stdout, "Nothing to remove\n");
});

Deno.test("--verify finds a file whose length is right and whose contents are not", async () => {
  const { code, stdout } = await toolchain(["--verify", "kustomize", "kind"], {}, (root) => {
    const { folder, path } = locate(TOOLS, "kustomize", root);
    Deno.mkdirSync(folder);
    Deno.writeTextFileSync(path, "good");
    sealEntry(folder, "kustomize", "5.8.2", 1);
    Deno.writeTextFileSync(path, "evil");
  });
  assert.equal(code, 1);
  assert.match(stdout, /^kustomize +ALTERED +kustomize$/m);
  assert.match(stdout, /^kind +missing$/m);
});
