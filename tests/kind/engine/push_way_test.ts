/** The password reaches the real Git by way of its file: pushed to a real Git server that asks for it. */
import assert from "node:assert/strict";
import { makeBareRepository } from "../../../lab/git/bare_repository.ts";
import { git } from "../../../lab/git/git_command.ts";
import { gitHttp } from "../../../lab/git/git_http.ts";
import { pushWorkingTree } from "../../../lab/git/push_working_tree.ts";
import type { Door } from "../../../lab/kind/door.ts";
import { kindLayout } from "../../../lab/kind/kind_layout.ts";
import { openPushWay } from "../../../lab/kind/kind_repository.ts";
import { SYSTEM_DOOR } from "../../../lab/kind/system_door.ts";
import { PretendedMachine } from "./pretended_machine.ts";

const address = { namespace: "gitea", name: "gitea", port: 3000, owner: "3rvision", repository: "platform" };
const password = "p@ss:w/rd%";

Deno.test("a push finds its way with the password from the file, and again through another port", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const layout = kindLayout({ root: `${folder}/lab` });
    await Deno.mkdir(layout.root);
    await Deno.mkdir(`${folder}/tree`);
    await Deno.writeTextFile(`${folder}/tree/a.txt`, "one\n");
    const repository = `${folder}/platform.git`;
    await makeBareRepository(repository);
    await git(["config", "http.receivepack", "true"], { repository });
    const machine = await machineWithSecret(layout.kubeconfig);
    const heads: string[] = [];
    for (const text of ["one\n", "two\n"]) {
      await using server = gitServer(repository);
      // Everything is real but the port forward: it is the server's own port.
      const door: Door = {
        ...SYSTEM_DOOR,
        start: () =>
          SYSTEM_DOOR.start({
            program: "printf" as "kubectl",
            args: [`Forwarding from 127.0.0.1:${server.port} -> 3000\n`],
          }),
      };
      await Deno.writeTextFile(`${folder}/tree/a.txt`, text);
      await using way = await openPushWay({ door, api: machine.api }, layout, address);
      assert.ok(!way.remote.includes("p%40ss"), way.remote);
      const { store } = layout;
      const { commit } = await pushWorkingTree({ workingTree: `${folder}/tree`, store, remote: way.remote });
      heads.push(commit);
      assert.equal(await git(["show", "main:a.txt"], { repository }), text.trimEnd());
      assert.ok(server.refused > 0, "the server did not ask for the password");
    }
    assert.equal(new Set(heads).size, 2);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

async function machineWithSecret(kubeconfig: string): Promise<PretendedMachine> {
  const machine = new PretendedMachine();
  await machine.door.run({ program: "kind", args: ["create", "cluster", "--name", "lab"] });
  await Deno.writeTextFile(kubeconfig, "cluster: lab\n");
  using api = machine.api("cluster: lab\n");
  await api.apply({
    ...{ apiVersion: "v1", kind: "Secret", metadata: { name: "gitea-owner", namespace: "gitea" } },
    stringData: { username: "3rvision", password },
  });
  return machine;
}

/** A Git server that takes pushes of whoever knows the password. */
function gitServer(repository: string) {
  const handler = gitHttp(repository);
  const expected = `Basic ${btoa(`3rvision:${password}`)}`;
  let refused = 0;
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, (request) => {
    if (request.headers.get("authorization") !== expected) {
      refused++;
      return new Response("who are you", {
        status: 401,
        headers: { "www-authenticate": 'Basic realm="lab"' },
      });
    }
    return handler(request, new URL(request.url).pathname.replace("/3rvision/platform.git", ""));
  });
  return {
    port: server.addr.port,
    get refused() {
      return refused;
    },
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}
