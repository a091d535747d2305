import assert from "node:assert/strict";
import { runModule } from "../process/lab_command.ts";
import { reasonToSkip } from "../process/built_tools.ts";
import { remainsOf } from "../process/remains.ts";
import { temporaryLayout } from "../process/temporary_layout.ts";
import { SETS } from "../../../toolchain/tools.ts";
import { copyCatalogue } from "./catalogue_copy.ts";

const skip = await reasonToSkip(SETS.lab);
if (skip !== undefined) console.warn(`SKIPPED, no whole lab is tested: ${skip}`);

interface Status {
  readonly ready: boolean;
  readonly parts: readonly { readonly name: string; readonly state: string }[];
  readonly applications: readonly { readonly name: string; readonly sync: string; readonly health: string }[];
}

Deno.test({
  name: "a whole lab: up killed and completed, every Application at rest, a push, a log, a shell, down",
  ignore: skip !== undefined,
  async fn(t) {
    await using temporary = await temporaryLayout();
    const { layout } = temporary;
    const tree = `${layout.root}-tree`;
    await copyCatalogue(tree);
    const main = import.meta.resolve("../../../lab/main.ts");
    const lab = (...args: readonly string[]) => runModule(layout, main, [`--tree=${tree}`, ...args]);
    const must = async (...args: readonly string[]) => {
      const { success, text } = await lab(...args).end;
      assert.ok(success, text);
      return text;
    };
    try {
      await t.step("up goes on where it was killed", async () => {
        const killed = lab("up", "--tiers=echo");
        await killed.printed("✓ argocd ");
        await killed.kill();
        const text = await must("up", "--tiers=echo", "--timeout=900");
        assert.match(text, /✓ kube-apiserver +[\d.]+ s +kept/);
        assert.match(text, /up after/);
      });
      await t.step("every part runs and every Application is synced and healthy", async () => {
        const status = JSON.parse(await must("status", "--json")) as Status;
        assert.equal(status.ready, true);
        assert.ok(status.applications.length >= 13);
        for (const { name, sync, health } of status.applications) {
          assert.equal(`${name} ${sync} ${health}`, `${name} Synced Healthy`);
        }
      });
      await t.step("what is pushed is in the cluster when push ends", async () => {
        const file = `${tree}/clusters/lab/platform/namespaces/namespace-ml.yaml`;
        const text = await Deno.readTextFile(file);
        await Deno.writeTextFile(
          file,
          text.replace("  labels:\n", "  labels:\n    example.com/pushed: once\n"),
        );
        await must("push", "--message=A label", "--timeout=300");
        assert.match(await must("push"), /nothing new/);
      });
      await t.step("a shell is where the pod is, and a log is the container's", async () => {
        assert.match(await must("shell", "ml/ml-stable", "--", "hostname"), /^ml-stable-/m);
        assert.match(await must("logs", "ml/ml-stable", "--container=istio-proxy"), /Envoy proxy is ready/);
        const { success, text } = await lab("logs", "ml/mk-stable").end;
        assert.equal(success, false);
        assert.match(text, /Cannot find a pod "mk-stable" in the namespace "ml": there is ml-/);
      });
    } finally {
      const { success, text } = await lab("down").end;
      await Deno.remove(tree, { recursive: true });
      assert.ok(success, text);
    }
    assert.deepEqual(await remainsOf(layout), []);
  },
});
