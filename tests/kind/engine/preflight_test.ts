import assert from "node:assert/strict";
import { missingForKind } from "../../../lab/kind/preflight.ts";
import { PretendedMachine } from "./pretended_machine.ts";

const plan = { cluster: "3rvision-lab", ports: [80, 443] };

async function missing(change: (machine: PretendedMachine) => void): Promise<readonly (readonly string[])[]> {
  const machine = new PretendedMachine();
  change(machine);
  const found = await missingForKind(machine.door, plan);
  for (const call of machine.calls) {
    assert.ok(!/create|delete|build|start|apply/.test(call.args.join(" ")), "preflight must touch nothing");
  }
  return found.map(({ what, remedy }) => [what, remedy]);
}

const CASES: readonly (readonly [
  name: string,
  change: (machine: PretendedMachine) => void,
  what: RegExp,
  remedy: RegExp,
])[] = [
  ["no Docker", (m) => m.absent.add("docker"), /^Docker \("docker" on PATH\)$/, /install Docker/],
  ["Docker doesn't answer", (m) => m.dockerInfo = undefined, /does not answer/, /start Docker/],
  [
    "Docker prints a complaint in place of what it is",
    (m) => m.dockerInfo = "permission denied",
    /does not answer/,
    /group docker/,
  ],
  [
    "too little memory",
    (m) => m.dockerInfo = JSON.stringify({ MemTotal: 6 * 1024 ** 3 }),
    /^memory: Docker has 6\.0 GiB, the lab needs 8$/,
    /give Docker more/,
  ],
  [
    "cgroups of version 1",
    (m) => m.dockerInfo = JSON.stringify({ MemTotal: 16 * 1024 ** 3, CgroupVersion: "1" }),
    /^cgroups of version 2/,
    /unified_cgroup_hierarchy/,
  ],
  ["no Kind", (m) => m.absent.add("kind"), /^Kind v0\.32\.0/, /go install sigs\.k8s\.io\/kind@v0\.32\.0/],
  [
    "another Kind",
    (m) => m.kindVersion = "kind v0.27.0 go1.24.0 linux/amd64",
    /"kind v0\.27\.0 .*" is another version/,
    /mise install/,
  ],
  ["no kubectl", (m) => m.absent.add("kubectl"), /^kubectl/, /kubernetes\.io\/docs\/tasks\/tools/],
  ["no Go", (m) => m.absent.add("go"), /^Go/, /go\.dev\/doc\/install/],
  ["a port is taken", (m) => m.busyPorts.add(443), /^port 443 of this machine/, /kind\.hostPorts/],
  [
    "few inotify watches",
    (m) => m.kernelLimits.set("fs/inotify/max_user_watches", 8192),
    /^fs\.inotify\.max_user_watches of 524288 or more: it is 8192/,
    /sysctl -w fs\.inotify\.max_user_watches=524288/,
  ],
  [
    "few inotify instances",
    (m) => m.kernelLimits.set("fs/inotify/max_user_instances", 128),
    /^fs\.inotify\.max_user_instances of 512 or more: it is 128/,
    /sysctl -w fs\.inotify\.max_user_instances=512/,
  ],
];

Deno.test("a machine that has everything lacks nothing", async () => {
  assert.deepEqual(await missing(() => {}), []);
});

for (const [name, change, what, remedy] of CASES) {
  Deno.test(`preflight names the remedy: ${name}`, async () => {
    const found = await missing(change);
    assert.equal(found.length, 1, JSON.stringify(found));
    assert.match(found[0]![0]!, what);
    assert.match(found[0]![1]!, remedy);
  });
}

Deno.test("a machine of 8 GiB is enough, although its kernel keeps some", async () => {
  const memory = 7.7 * 1024 ** 3;
  assert.deepEqual(await missing((m) => m.dockerInfo = JSON.stringify({ MemTotal: memory })), []);
});

Deno.test("everything that is missing is named at once", async () => {
  const found = await missing((m) =>
    ["docker", "kind", "kubectl", "go"].forEach((name) => m.absent.add(name))
  );
  assert.equal(found.length, 4);
});

Deno.test("the ports of a lab that is up are its own", async () => {
  const machine = new PretendedMachine();
  await machine.door.run({ program: "kind", args: ["create", "cluster", "--name", plan.cluster] });
  for (const port of plan.ports) machine.busyPorts.add(port);
  assert.deepEqual(await missingForKind(machine.door, plan), []);
});
