import assert from "node:assert/strict";
import { LabError } from "../../../lab/lab_error.ts";
import { delay } from "../../../lab/process/delay.ts";
import { identify, markedProcesses } from "../../../lab/process/process_table.ts";
import type { ProcessSpec } from "../../../lab/process/process_spec.ts";
import { type Supervisor, supervisorOf } from "../../../lab/process/supervisor.ts";
import { waitUntilReady } from "../../../lab/process/wait_until_ready.ts";
import { temporaryLayout } from "./temporary_layout.ts";

const sleep = (name: string, seconds = "600"): ProcessSpec => ({ name, command: ["/bin/sleep", seconds] });
const shell = (name: string, script: string): ProcessSpec => ({ name, command: ["/bin/sh", "-c", script] });

async function pidOf(supervisor: Supervisor, name: string): Promise<number> {
  const found = await supervisor.find(name);
  assert.ok(found?.identity !== undefined, `${name} has no identity`);
  return found.identity.pid;
}

const isAlive = async (pid: number) => (await identify([pid])).has(pid);

async function until(what: string, condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (await condition()) return;
    await delay(20);
  }
  assert.fail(`waited in vain until ${what}`);
}

async function kill(pid: number): Promise<void> {
  await new Deno.Command("sh", { args: ["-c", `kill -9 ${pid}`] }).output();
}

function supervised(
  name: string,
  body: (supervisor: Supervisor, lab: string, root: string) => Promise<void>,
): void {
  Deno.test({
    name,
    ignore: Deno.build.os !== "linux",
    async fn() {
      await using temporary = await temporaryLayout();
      const { layout } = temporary;
      const supervisor = supervisorOf(layout);
      try {
        await body(supervisor, layout.id, layout.root);
      } finally {
        await supervisor.stop((await supervisor.list()).map(({ spec }) => spec.name), 1);
        assert.deepEqual(await markedProcesses(layout.id), []);
      }
    },
  });
}

supervised(
  "a process that runs as it should is kept, also by another supervisor",
  async (supervisor, lab, root) => {
    assert.equal(await supervisor.start(sleep("one")), "started");
    const pid = await pidOf(supervisor, "one");
    const { layoutAt } = await import("../../../lab/process/layout.ts");
    assert.equal(await supervisorOf(layoutAt(root)).start(sleep("one")), "kept");
    assert.equal(await pidOf(supervisor, "one"), pid);
    assert.deepEqual(await markedProcesses(lab, "one"), [pid]);
  },
);

supervised("a process that should be another one is restarted", async (supervisor) => {
  const variants: readonly ProcessSpec[] = [
    sleep("one", "601"),
    { ...sleep("one", "601"), environment: { A: "1" } },
    { ...sleep("one", "601"), environment: { A: "1" }, inputs: ["certificate"] },
    { ...sleep("one", "601"), environment: { A: "1" }, inputs: ["certificate"], directory: "/tmp" },
  ];
  await supervisor.start(sleep("one"));
  for (const variant of variants) {
    const before = await pidOf(supervisor, "one");
    assert.equal(await supervisor.start(variant), "restarted");
    assert.equal(await isAlive(before), false);
    assert.equal(await isAlive(await pidOf(supervisor, "one")), true);
  }
});

supervised("a process that died is started", async (supervisor) => {
  await supervisor.start(sleep("one"));
  await kill(await pidOf(supervisor, "one"));
  await until("it is dead", async () => (await supervisor.find("one"))?.running === false);
  assert.equal(await supervisor.start(sleep("one")), "started");
  assert.equal((await supervisor.find("one"))?.running, true);
});

supervised(
  "a process has a session and a log of its own and only the variables it was given",
  async (supervisor) => {
    const spec = shell("one", "env | sort; cut -d' ' -f1,6 /proc/$$/stat; exec sleep 600");
    await supervisor.start({ ...spec, environment: { GIVEN: "yes" } });
    const log = () => Deno.readTextFile(supervisor.log("one"));
    const pid = await pidOf(supervisor, "one");
    await until("it has written", async () => /^\d+ \d+$/m.test(await log()));
    assert.ok((await log()).includes(`\n${pid} ${pid}\n`), await log());
    const variables = (await log()).split("\n").flatMap((line) => /^([A-Z_]+)=/.exec(line)?.[1] ?? []);
    assert.deepEqual(variables.filter((name) => !["PWD", "OLDPWD", "SHLVL", "_"].includes(name)), [
      ...["GIVEN", "PATH", "THREERVISION_LAB_PROCESS"],
    ]);
  },
);

supervised("stopping ends the descendants too, and what doesn't listen", async (supervisor, lab) => {
  await supervisor.start(
    shell("one", "trap '' TERM; setsid sleep 600 & setsid sleep 601 & while :; do sleep 1; done"),
  );
  await until("all run", async () => (await markedProcesses(lab, "one")).length >= 3);
  await supervisor.stop(["one"], 0.2);
  assert.deepEqual(await markedProcesses(lab), []);
  assert.equal(await supervisor.find("one"), undefined);
});

supervised("stopping ends a process that has removed its mark", async (supervisor, lab) => {
  await supervisor.start(shell("one", "exec env -i /bin/sleep 600"));
  const pid = await pidOf(supervisor, "one");
  await until("the mark is gone", async () => (await markedProcesses(lab, "one")).length === 0);
  assert.equal(await isAlive(pid), true);
  await supervisor.stop(["one"]);
  assert.equal(await isAlive(pid), false);
});

supervised("stopping one leaves another whose name begins alike", async (supervisor) => {
  for (const name of ["one", "one-more", "one.more", "oneXmore"].map((n) => n.toLowerCase())) {
    await supervisor.start(sleep(name));
  }
  await supervisor.stop(["one", "one.more"]);
  const left = (await supervisor.list()).map(({ spec, running }) => [spec.name, running]);
  assert.deepEqual(left, [["one-more", true], ["onexmore", true]]);
});

supervised(
  "a later process with the id of one that died is never touched",
  async (supervisor, _lab, root) => {
    await supervisor.start(sleep("one"));
    const own = await pidOf(supervisor, "one");
    // Starts are counted in hundredths of a second; an id isn't given anew within one.
    await delay(20);
    const stranger = new Deno.Command("setsid", { args: ["sleep", "600"] }).spawn();
    try {
      await kill(own);
      // As if the kernel had given the id to the stranger: the record names it, with the start of the one that died.
      const path = `${root}/processes/one.stat`;
      const fields = (await Deno.readTextFile(path)).trim();
      await Deno.writeTextFile(path, `${fields.replace(/^\d+/, String(stranger.pid))}\n`);
      assert.equal((await supervisor.find("one"))?.running, false);
      await supervisor.stop(["one"]);
      assert.equal(await isAlive(stranger.pid), true);
    } finally {
      await kill(stranger.pid);
      await stranger.status;
    }
  },
);

supervised(
  "a process whose starter was killed before it knew of it is found",
  async (supervisor, lab, root) => {
    await supervisor.start(sleep("one"));
    const pid = await pidOf(supervisor, "one");
    await Deno.remove(`${root}/processes/one.json`);
    assert.equal(await supervisor.find("one"), undefined);
    assert.equal(await supervisor.start(sleep("one")), "started");
    assert.equal(await isAlive(pid), false);
    assert.equal((await markedProcesses(lab)).length, 1);
  },
);

supervised("everything is listed in the order of starting", async (supervisor) => {
  for (const name of ["c", "a", "b"]) {
    await supervisor.start(sleep(name));
    await delay(2);
  }
  assert.deepEqual((await supervisor.list()).map(({ spec }) => spec.name), ["c", "a", "b"]);
});

supervised("waiting ends at once with the last words of a process that died", async (supervisor) => {
  await supervisor.start(shell("one", "echo no such luck; exit 3"));
  const probe = () => Promise.reject(new Error("connection refused"));
  await assert.rejects(
    waitUntilReady(supervisor, { name: "one", probe, limit: 600 }),
    (error) =>
      error instanceof LabError && /^Cannot start "one": it ended\n {2}no such luck\n/.test(error.message),
  );
});

supervised("waiting for what never gets ready ends with what was last said", async (supervisor) => {
  await supervisor.start(shell("one", "echo still warming up; exec sleep 600"));
  await until("it has written", async () => (await Deno.readTextFile(supervisor.log("one"))).endsWith("\n"));
  const probe = () => Promise.reject(new Error("not yet"));
  await assert.rejects(
    waitUntilReady(supervisor, { name: "one", probe, limit: 0.3 }),
    /^LabError: Cannot start "one": it was not ready within 0.3 s \(not yet\)\n {2}still warming up\n/,
  );
});

supervised("a program that isn't there says so in the log", async (supervisor) => {
  await supervisor.start({ name: "one", command: ["/no/such/program"] });
  await until("it is dead", async () => (await supervisor.find("one"))?.running === false);
  assert.match(await Deno.readTextFile(supervisor.log("one")), /\/no\/such\/program/);
});

supervised("a name that can't name a file is refused", async (supervisor) => {
  for (const name of ["", "../x", "a/b", "A", "a b", ".x"]) {
    await assert.rejects(supervisor.start(sleep(name)), LabError, name);
  }
});
