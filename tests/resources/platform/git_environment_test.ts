import assert from "node:assert/strict";
import { gitEnvironment, gitSecretFolder } from "../../../lib/resources/platform/git_environment.ts";

const author = { name: "Driver", email: "driver@example.org" };

/** Asks the real Git with the environment, whose Secret lies in a folder of this test. */
async function askGit(secret: Readonly<Record<string, string>>, args: readonly string[], input: string) {
  const folder = await Deno.makeTempDir({ prefix: "git-environment-" });
  try {
    for (const [key, value] of Object.entries(secret)) await Deno.writeTextFile(`${folder}/${key}`, value);
    const env = Object.entries(gitEnvironment({ transport: "https", port: 443 }, author))
      .map(([name, value]) => [name, value.replaceAll(gitSecretFolder, folder)]);
    const child = new Deno.Command("git", {
      args: [...args],
      cwd: folder,
      env: { ...Object.fromEntries(env), HOME: folder, GIT_CONFIG_NOSYSTEM: "1" },
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode(input));
    await writer.close();
    const { success, stdout, stderr } = await child.output();
    assert.ok(success, new TextDecoder().decode(stderr));
    return new TextDecoder().decode(stdout);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("Git finds name and password of the Secret, whatever characters they have and however they end", async () => {
  const asked = "protocol=https\nhost=git.example\n\n";
  for (const end of ["", "\n"]) {
    const secret = { username: `robot${end}`, password: `p $HOME \\n '"%s\`${end}` };
    const answer = await askGit(secret, ["credential", "fill"], asked);
    assert.deepEqual(answer.trimEnd().split("\n").slice(-2), [
      "username=robot",
      `password=p $HOME \\n '"%s\``,
    ]);
  }
});

Deno.test("what Git was told that works, or doesn't, is written nowhere", async () => {
  const told = "protocol=https\nhost=git.example\nusername=robot\npassword=secret\n\n";
  assert.equal(await askGit({ username: "robot", password: "secret" }, ["credential", "approve"], told), "");
  assert.equal(await askGit({ username: "robot", password: "secret" }, ["credential", "reject"], told), "");
});

Deno.test("commits are by the author that is named", async () => {
  const identity = await askGit({}, ["var", "GIT_COMMITTER_IDENT"], "");
  assert.match(identity, /^Driver <driver@example\.org> /);
});

Deno.test("over SSH there is the key, and only hosts whose keys are known", () => {
  const { GIT_SSH_COMMAND, GIT_CONFIG_COUNT } = gitEnvironment({ transport: "ssh", port: 22 }, author);
  assert.equal(
    GIT_SSH_COMMAND,
    "ssh -i /etc/git-credentials/ssh-privatekey -o IdentitiesOnly=yes -o StrictHostKeyChecking=yes" +
      " -o UserKnownHostsFile=/etc/git-credentials/known_hosts",
  );
  assert.equal(GIT_CONFIG_COUNT, undefined);
});

Deno.test("Kubernetes finds no variable of its own in any of them", () => {
  for (const transport of ["https", "ssh"] as const) {
    for (const value of Object.values(gitEnvironment({ transport, port: 1 }, author))) {
      assert.doesNotMatch(value, /\$\(/);
    }
  }
});
