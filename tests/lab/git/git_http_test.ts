import assert from "node:assert/strict";
import { makeBareRepository } from "../../../lab/git/bare_repository.ts";
import { git, tryGit } from "../../../lab/git/git_command.ts";
import { gitHttp } from "../../../lab/git/git_http.ts";
import { pushWorkingTree } from "../../../lab/git/push_working_tree.ts";
import { readFiles, temporaryFolder, writeFiles } from "./temporary_folder.ts";

interface Served {
  readonly folder: string;
  /** The URL of the repository. */
  readonly url: string;
  readonly push: (files: Readonly<Record<string, string>>) => Promise<string>;
}

function servedTest(name: string, body: (served: Served) => Promise<void>): void {
  Deno.test(name, async () => {
    await using temporary = await temporaryFolder();
    const folder = temporary.path;
    const repository = `${folder}/served.git`;
    await makeBareRepository(repository);
    const handler = gitHttp(repository);
    const begin = "/3rvision/platform.git";
    const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
      const { pathname } = new URL(request.url);
      if (!pathname.startsWith(begin)) return new Response(null, { status: 404 });
      return handler(request, pathname.slice(begin.length));
    });
    const push = async (files: Readonly<Record<string, string>>) => {
      await writeFiles(`${folder}/tree`, files);
      const places = { workingTree: `${folder}/tree`, store: `${folder}/store.git`, remote: repository };
      return (await pushWorkingTree(places)).commit;
    };
    try {
      await body({ folder, url: `http://127.0.0.1:${server.addr.port}${begin}`, push });
    } finally {
      await server.shutdown();
    }
  });
}

servedTest(
  "a clone has what was pushed, and a fetch what was pushed since",
  async ({ folder, url, push }) => {
    await push({ "a": "1" });
    const clone = `${folder}/clone`;
    await git(["clone", "--quiet", url, clone]);
    assert.deepEqual(await readFiles(clone), { a: "1" });
    const commit = await push({ "a": "2", "b": "3" });
    const own = { repository: `${clone}/.git`, workTree: clone };
    await git(["pull", "--quiet"], own);
    assert.deepEqual(await readFiles(clone), { a: "2", b: "3" });
    assert.equal(await git(["rev-parse", "HEAD"], own), commit);
  },
);

for (const version of ["0", "2"]) {
  servedTest(`protocol ${version} lists the branches`, async ({ url, push }) => {
    const commit = await push({ "a": "1" });
    const listed = await git(["-c", `protocol.version=${version}`, "ls-remote", url]);
    assert.match(listed, new RegExp(`^${commit}\\tHEAD\n${commit}\\trefs/heads/main$`));
  });
}

servedTest(
  "a big repository comes in one piece, over a compressed request",
  async ({ folder, url, push }) => {
    const files = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`file-${index}`, `${crypto.randomUUID()}\n`.repeat(200)]),
    );
    await push(files);
    await git(["clone", "--quiet", "--depth=1", url, `${folder}/clone`]);
    assert.deepEqual(await readFiles(`${folder}/clone`), files);
  },
);

servedTest("nobody pushes over HTTP", async ({ folder, url, push }) => {
  await push({ "a": "1" });
  await git(["clone", "--quiet", url, `${folder}/clone`]);
  const own = { repository: `${folder}/clone/.git`, workTree: `${folder}/clone` };
  await git(["commit", "--quiet", "--allow-empty", "-m", "Mine"], own);
  const { success, stderr } = await tryGit(["push", "origin", "HEAD:refs/heads/main"], own);
  assert.equal(success, false);
  assert.match(stderr, /403/);
});

servedTest("paths outside of the repository don't lead anywhere", async ({ folder, url, push }) => {
  await push({ "a": "1" });
  await writeFiles(folder, { "secret/HEAD": "s" });
  for (const path of ["/../secret/HEAD", "/..%2fsecret/HEAD", "/%2e%2e/secret/HEAD", "/nothing"]) {
    const response = await fetch(`${url}${path}`);
    const text = await response.text();
    assert.ok(response.status >= 400, `${path}: ${response.status} ${text}`);
  }
});
