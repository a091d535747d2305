/** The Kind engine on a pretended machine: see `pretended_machine.ts` for what that shows and what it doesn't. */
import assert from "node:assert/strict";
import { Killed } from "./pretended_machine.ts";
import { pretendedLab } from "./pretended_lab.ts";

const quiet = { onProgress: () => {} };

Deno.test("up makes the cluster, the Git server and Argo CD, in that order, and says where the pages are", async () => {
  await using lab = await pretendedLab();
  const told = await lab.up();
  const finished = told.filter(({ state }) => state === "done");
  assert.deepEqual(finished.map(({ step }) => step), [
    "cluster",
    "nodes",
    "images",
    "git server",
    "push",
    "argocd",
    "secrets",
    "root application",
    "addresses",
  ]);
  assert.equal(
    finished.at(-1)?.detail,
    "http://frontend.local once /etc/hosts has the line: 127.0.0.1 frontend.local",
  );
  assert.equal(lab.machine.open, 0, "a port forward was left open");
  assert.deepEqual((await lab.engine().status()).map(({ state }) => state), [
    "running",
    "running",
    "running",
  ]);
});

Deno.test("a second up keeps everything: no cluster is made, no secret changes", async () => {
  await using lab = await pretendedLab();
  await lab.up();
  const secrets = () =>
    [...lab.machine.clusters.get("3rvision-lab")!.objects].filter(([key]) => key.startsWith("Secret gitea/"));
  const before = { state: lab.machine.state(), secrets: secrets() };
  const from = lab.machine.calls.length;
  const told = await lab.up();
  assert.deepEqual({ state: lab.machine.state(), secrets: secrets() }, before);
  assert.ok(
    !lab.machine.calls.slice(from).some(({ program, args }) => program === "kind" && args[0] === "create"),
  );
  const details = new Map(
    told.filter(({ state }) => state === "done").map(({ step, detail }) => [step, detail]),
  );
  assert.equal(details.get("cluster"), "kept");
  assert.equal(details.get("push"), "0123456, nothing new");
});

Deno.test("killed at any moment, the next up comes to the same end", async () => {
  await using whole = await pretendedLab();
  await whole.up();
  const wanted = whole.machine.state();
  const { effects } = whole.machine;
  // Argo CD's objects are alike: the first and the last of them stand for all.
  const applied = effects.flatMap((what, at) => what.startsWith("apply ") ? [at] : []);
  const moments = effects.keys().filter((at) => !applied.slice(3, -3).includes(at));
  for (const at of moments) {
    for (const how of ["killed before", "killed halfway", "killed after"] as const) {
      await using lab = await pretendedLab();
      lab.machine.disturbance = { at, how };
      await assert.rejects(lab.up(), Killed, `${how} ${effects[at]}`).catch((error) => {
        // A port forward is started, not awaited: there is nothing to be killed at.
        if (!effects[at]!.includes("port-forward")) throw error;
      });
      lab.machine.disturbance = undefined;
      await lab.up();
      assert.deepEqual(lab.machine.state(), wanted, `${how} ${effects[at]}`);
    }
  }
});

Deno.test("whatever fails, the error says which step it was and what the program said", async () => {
  await using whole = await pretendedLab();
  await whole.up();
  const { effects } = whole.machine;
  const applied = effects.flatMap((what, at) => what.startsWith("apply ") ? [at] : []);
  const purposes = new Set<string>();
  for (const [at, what] of effects.entries()) {
    if (applied.slice(1).includes(at) || what.includes("port-forward")) continue;
    await using lab = await pretendedLab();
    lab.machine.disturbance = { at, how: "fails" };
    await assert.rejects(lab.up(), (error: Error) => {
      const [, purpose = ""] = /^Cannot (.*): it was made to fail$/.exec(error.message) ?? [];
      assert.notEqual(purpose, "", error.message);
      purposes.add(purpose.replace(/"[^"]*"/, "…"));
      return true;
    }, what);
    assert.equal(lab.machine.open, 0, `a port forward was left open after ${what} failed`);
  }
  // Nothing is built where there is no Dockerfile.
  for (const purpose of ["build …", "copy the images to the nodes"]) purposes.delete(purpose);
  assert.deepEqual([...purposes], [
    "list the cluster's nodes",
    "make the cluster",
    "read the cluster's kubeconfig",
    "wait for the cluster's nodes",
    "apply Namespace /gitea",
    "apply Gitea",
    "wait for Gitea",
    "make Gitea's user …",
    "tell Git the password of the lab's repository",
    "push",
  ]);
});

Deno.test("a cluster that was half made is made anew", async () => {
  await using lab = await pretendedLab();
  lab.machine.disturbance = { at: 1, how: "killed halfway" };
  await assert.rejects(lab.up("cluster"), Killed);
  assert.equal(lab.machine.clusters.get("3rvision-lab")?.complete, false);
  lab.machine.disturbance = undefined;
  const told = await lab.up("cluster");
  assert.equal(told.at(-1)?.detail, "made anew: it was half made");
});

Deno.test("nodes that were stopped are started", async () => {
  await using lab = await pretendedLab();
  await lab.up();
  const { nodes } = lab.machine.clusters.get("3rvision-lab")!;
  for (const name of nodes.keys()) nodes.set(name, "exited");
  assert.deepEqual((await lab.engine().status()).map(({ state }) => state), ["dead", "dead", "dead"]);
  const told = await lab.up("nodes");
  assert.equal(
    told.find(({ step, state }) => step === "cluster" && state === "done")?.detail,
    "kept, 3 nodes started",
  );
  assert.deepEqual([...nodes.values()], ["running", "running", "running"]);
});

Deno.test("a cluster that was made from another configuration is not touched", async () => {
  await using lab = await pretendedLab();
  await lab.up("cluster");
  await Deno.writeTextFile(`${lab.folder}/cluster.json`, "3rvision-lab 000000000000\n");
  await assert.rejects(lab.up(), {
    name: "LabError",
    message:
      'Cannot change the cluster "3rvision-lab": kind.yaml is not what it was made from; "lab down" first',
  });
});

Deno.test("down leaves no cluster and no file, from any state, and may be repeated", async () => {
  for (const until of ["cluster", "push", undefined]) {
    await using lab = await pretendedLab();
    await lab.up(until);
    await lab.engine().down(quiet);
    assert.equal(lab.machine.clusters.size, 0);
    await assert.rejects(Deno.stat(lab.folder), Deno.errors.NotFound);
    await lab.engine().down(quiet);
    await assert.rejects(Deno.stat(lab.folder), Deno.errors.NotFound);
    assert.deepEqual(await lab.engine().status(), []);
  }
});

Deno.test("a folder that holds other files is left alone", async () => {
  await using lab = await pretendedLab();
  await Deno.mkdir(lab.folder);
  await Deno.writeTextFile(`${lab.folder}/thesis.txt`, "mine");
  await assert.rejects(lab.up(), /the folder holds files that are not a lab's/);
  await assert.rejects(lab.engine().down(quiet), /the folder holds files that are not a lab's/);
  assert.equal(await Deno.readTextFile(`${lab.folder}/thesis.txt`), "mine");
});

Deno.test("the password of the repository is in no argument, and in a file of its owner alone", async () => {
  await using lab = await pretendedLab();
  await lab.up();
  const secret = lab.machine.clusters.get("3rvision-lab")!.objects.get("Secret gitea/gitea-owner");
  const password = atob((secret?.["data"] as { readonly password: string }).password);
  assert.ok(password.length >= 32);
  for (const { args, input = "" } of lab.machine.calls) {
    assert.ok(![...args, input].join(" ").includes(password));
  }
  const file = `${lab.folder}/git-credentials`;
  assert.ok((await Deno.readTextFile(file)).includes(password));
  assert.equal((await Deno.stat(file)).mode! & 0o077, 0);
});

Deno.test("the gateway's node ports are those of this machine; others are led to their Service", async () => {
  await using lab = await pretendedLab();
  await lab.up();
  await using web = await lab.engine().reach({ kind: "node", port: 30443 });
  assert.deepEqual([web.hostname, web.port], ["127.0.0.1", 443]);
  await assert.rejects(lab.engine().reach({ kind: "node", port: 31999 }), /Cannot reach the node port 31999/);
  await using page = await lab.engine().reach({ kind: "service", namespace: "a", name: "b", port: 80 });
  assert.equal(page.port, 40123);
  assert.equal(lab.machine.open, 1);
});

Deno.test("without a lab, every question says how to bring one up", async () => {
  await using lab = await pretendedLab();
  const engine = lab.engine();
  const place = { namespace: "a", pod: "b" };
  for (
    const question of [
      () => engine.kubeconfig(),
      () => engine.exec(place, ["true"]),
      () => engine.commandIn(place, ["true"]),
      () => engine.logs(place),
      () => engine.repository(),
      () => engine.reach({ kind: "pod", namespace: "a", name: "b", port: 1 }),
    ]
  ) await assert.rejects(question, /try "lab up --engine=kind"/);
});
