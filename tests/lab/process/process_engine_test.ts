import assert from "node:assert/strict";
import type { Layout } from "../../../lab/process/layout.ts";
import { reasonToSkip } from "./built_tools.ts";
import { lab, runModule } from "./lab_command.ts";
import { machineNetwork, remainsOf } from "./remains.ts";
import { temporaryLayout } from "./temporary_layout.ts";

const skip = await reasonToSkip(["etcd", "kube-apiserver", "kube-controller-manager"]);
if (skip !== undefined) console.warn(`SKIPPED, nothing of a running lab is tested: ${skip}`);

function labTest(name: string, body: (layout: Layout) => Promise<void>): void {
  Deno.test({
    name,
    ignore: skip !== undefined,
    async fn() {
      await using temporary = await temporaryLayout();
      const { layout } = temporary;
      const network = await machineNetwork();
      try {
        await body(layout);
      } finally {
        const { success, text } = await lab(layout, "down").end;
        assert.ok(success, text);
      }
      assert.deepEqual(await remainsOf(layout), []);
      assert.equal(await machineNetwork(), network);
    },
  });
}

labTest(
  "a lab comes up, its controllers make pods of a Deployment, and it goes without a trace",
  async (layout) => {
    const first = await lab(layout, "up").end;
    assert.ok(first.success, first.text);
    assert.notDeepEqual(await remainsOf(layout), []);
    const check = await runModule(layout, import.meta.resolve("./deployment_makes_pods.ts")).end;
    assert.equal(check.text.trim().split("\n").at(-1), "2 pods", check.text);
    const second = await lab(layout, "up").end;
    assert.ok(second.success, second.text);
    assert.doesNotMatch(second.text, /started/);
    const status = await lab(layout, "status").end;
    assert.match(status.text, /^kube-apiserver +running/m);
    // A lab without Argo CD is not what a lab should be.
    assert.match(status.text, /the cluster has no such kind/);
    assert.equal(status.success, false);
  },
);

labTest("pods reach each other by name through Services, and nothing else", async (layout) => {
  const up = await lab(layout, "up").end;
  assert.ok(up.success, up.text);
  const { success, text } = await runModule(layout, import.meta.resolve("./pods_reach_services.ts")).end;
  assert.ok(success, text);
  assert.deepEqual(JSON.parse(text.trim().split("\n").at(-1) ?? ""), {
    client: {
      "name=charts.example": "10.244.0.1",
      "name=first.default.svc.cluster.local": "10.96.1.2",
      "name=example.com": "NotFound",
      "connect=first.default.svc.cluster.local:80": "pod-0",
      "connect=10.244.0.1:30080": "pod-0",
      "connect=10.96.1.3:80": "ConnectionRefused",
      "connect=10.96.77.77:80": "ConnectionRefused",
      "connect=10.244.1.2:8080": "pod-1",
    },
    itself: { "connect=first.default.svc.cluster.local:80": "pod-0" },
    node: { "connect=10.96.1.2:80": "pod-0" },
    both: ["pod-0", "pod-1"],
  });
});

labTest("what is killed of the control plane is started again", async (layout) => {
  const up = await lab(layout, "up").end;
  assert.ok(up.success, up.text);
  const { success, text } = await runModule(layout, import.meta.resolve("./control_plane_recovers.ts")).end;
  assert.ok(success, text);
});

// The steps after which `up` is killed, each in a lab of its own: together they cover what it leaves half done.
for (const step of ["", "network", "credentials", "relay", "etcd", "kube-apiserver", "cluster-network"]) {
  const moment = step === "" ? "at its very beginning" : `after ${step}`;
  labTest(`nothing stays of a lab whose up was killed ${moment}`, async (layout) => {
    const up = lab(layout, "up");
    if (step !== "") await up.printed(`✓ ${step} `);
    await up.kill();
  });
}

labTest("a lab whose up was killed is completed by the next", async (layout) => {
  const killed = lab(layout, "up");
  await killed.printed("✓ etcd ");
  await killed.kill();
  const again = await lab(layout, "up").end;
  assert.ok(again.success, again.text);
  assert.match(again.text, /✓ etcd .* kept/);
});

labTest("a lab whose down was killed is taken down by the next", async (layout) => {
  const up = await lab(layout, "up").end;
  assert.ok(up.success, up.text);
  const killed = lab(layout, "down");
  await killed.printed("✓ processes ");
  await killed.kill();
});

Deno.test({
  name: "a folder with other files in it is neither used nor removed",
  ignore: skip !== undefined,
  async fn() {
    await using temporary = await temporaryLayout();
    const { layout } = temporary;
    await Deno.mkdir(layout.root);
    await Deno.writeTextFile(`${layout.root}/diary.txt`, "mine");
    for (const command of ["up", "down"]) {
      const { success, text } = await lab(layout, command).end;
      assert.equal(success, false);
      assert.match(text, /the folder holds files that are not a lab's/);
    }
    assert.equal(await Deno.readTextFile(`${layout.root}/diary.txt`), "mine");
  },
});
