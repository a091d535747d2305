/** The argument lists of every call: whoever changes one sees it here, since nothing here runs the programs. */
import assert from "node:assert/strict";
import { docker, kind, kubectl, machine } from "../../../lab/kind/calls.ts";
import type { Call } from "../../../lab/kind/door.ts";
import { provision } from "../../../toolchain/provision.ts";
import { run } from "../../stock/tools.ts";

const place = { namespace: "backend", pod: "backend-canary-1", container: "backend" };
const k = kubectl("/lab/kubeconfig");

const CALLS: readonly (readonly [line: string, call: Call])[] = [
  ["docker info --format {{json .}}", docker.info()],
  [
    "docker ps --all --filter label=io.x-k8s.kind.cluster=lab --format {{.Names}}\t{{.State}}",
    docker.nodes("lab"),
  ],
  ["docker start lab-worker lab-worker2", docker.start(["lab-worker", "lab-worker2"])],
  [
    "docker build --tag registry/backend:1.1.0 --build-arg RELEASE=1.1.0 /tree/apps/backend",
    docker.build("registry/backend:1.1.0", "/tree/apps/backend", { RELEASE: "1.1.0" }),
  ],
  ["docker logs lab-worker", docker.logs("lab-worker", undefined, false)],
  ["docker logs --follow --tail 5 lab-worker", docker.logs("lab-worker", 5, true)],
  ["kind version", kind.version()],
  ["kind get clusters", kind.clusters()],
  [
    "kind create cluster --name lab --config /tree/kind.yaml --kubeconfig /lab/kubeconfig --wait 300s",
    kind.create("lab", "/tree/kind.yaml", "/lab/kubeconfig"),
  ],
  ["kind delete cluster --name lab --kubeconfig /lab/kubeconfig", kind.delete("lab", "/lab/kubeconfig")],
  ["kind get kubeconfig --name lab", kind.kubeconfig("lab")],
  ["kind load docker-image --name lab a:1 b:1", kind.load("lab", ["a:1", "b:1"])],
  [
    "kubectl --kubeconfig /lab/kubeconfig wait --for=condition=Ready nodes --all --timeout=300s",
    k.nodesReady(),
  ],
  [
    "kubectl --kubeconfig /lab/kubeconfig apply --server-side --force-conflicts --field-manager=3rvision-lab " +
    "--filename=-",
    k.apply([]),
  ],
  [
    "kubectl --kubeconfig /lab/kubeconfig --namespace gitea rollout status deployment/gitea --timeout=300s",
    k.rollout("gitea", "gitea"),
  ],
  [
    "kubectl --kubeconfig /lab/kubeconfig --namespace backend exec --stdin backend-canary-1 --container backend -- ls",
    k.exec(place, ["ls"]),
  ],
  [
    "kubectl --kubeconfig /lab/kubeconfig --namespace backend exec --stdin --tty backend-canary-1 " +
    "--container backend -- sh",
    k.exec(place, ["sh"], true),
  ],
  [
    "kubectl --kubeconfig /lab/kubeconfig --namespace gitea exec deployment/gitea -- true",
    k.execIn("gitea", "gitea", ["true"]),
  ],
  [
    "kubectl --kubeconfig /lab/kubeconfig --namespace backend logs backend-canary-1",
    k.logs({ namespace: "backend", pod: "backend-canary-1" }, undefined, false),
  ],
  [
    "kubectl --kubeconfig /lab/kubeconfig --namespace backend logs backend-canary-1 --container backend --tail=5 " +
    "--follow",
    k.logs(place, 5, true),
  ],
  [
    "kubectl --kubeconfig /lab/kubeconfig --namespace gitea port-forward service/gitea :3000 --address=127.0.0.1",
    k.portForward("gitea", "service", "gitea", 3000),
  ],
  ["cat /proc/sys/fs/inotify/max_user_watches", machine.kernelLimit("fs/inotify/max_user_watches")],
  ["kubectl version --client --output=json", machine.kubectlVersion()],
  ["go version", machine.goVersion()],
  [
    "git --git-dir=/lab/store config credential.helper store --file=/lab/credentials",
    machine.gitCredentials("/lab/store", "/lab/credentials"),
  ],
];

for (const [line, { program, args }] of CALLS) {
  Deno.test(`the call: ${line.slice(0, 100)}`, () => {
    assert.equal([program, ...args].join(" "), line);
  });
}

Deno.test("every call is in the list", () => {
  const groups = { docker, kind, machine, kubectl: k };
  const listed = new Set(CALLS.map(([, { program, args }]) => [program, ...args].slice(0, 2).join(" ")));
  const known = Object.values(groups).flatMap((group) => Object.keys(group)).length;
  // The two forms of exec and logs are one function each.
  assert.equal(CALLS.length, known + 3);
  assert.ok(listed.size > 10);
});

Deno.test("objects go to kubectl as one list on standard input", () => {
  const { input = "" } = k.apply([{ kind: "Namespace" }]);
  assert.deepEqual(JSON.parse(input), { apiVersion: "v1", kind: "List", items: [{ kind: "Namespace" }] });
});

Deno.test("the real Kind knows every command and option that it is given", async () => {
  const { kind: program } = await provision(["kind"]);
  for (const [line, call] of CALLS) {
    if (call.program !== "kind") continue;
    // Help is printed instead of doing it, but an unknown option is still refused.
    const { code, stderr } = await run(program, [...call.args, "--help"]);
    assert.equal(code, 0, `${line}: ${stderr}`);
  }
  const { code, stderr } = await run(program, ["create", "cluster", "--nam", "x", "--help"]);
  assert.notEqual(code, 0);
  assert.match(stderr, /unknown flag: --nam/);
});
