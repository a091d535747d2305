import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { ISTIO_RELEASE } from "../../../lab/charts/istio_charts.ts";
import { relaySocket } from "../../../lab/process/relay.ts";
import { reasonToSkip } from "../process/built_tools.ts";
import { lab } from "../process/lab_command.ts";
import { remainsOf } from "../process/remains.ts";
import { temporaryLayout } from "../process/temporary_layout.ts";

const skip = await reasonToSkip([
  ...["etcd", "kube-apiserver", "kube-controller-manager", "argocd", "argocd-manifests", "helm"] as const,
  ...["kustomize", "istio-manifests", "redis-server"] as const,
]);
if (skip !== undefined) console.warn(`SKIPPED, nothing of Argo CD is tested: ${skip}`);

const REPOSITORY = fileURLToPath(new URL("../../../", import.meta.url)).replace(/\/$/, "");

Deno.test({
  name:
    `Argo CD syncs the shipped tree from Git, itself from its own repository and Istio ${ISTIO_RELEASE.version} ` +
    "from its charts, and then a commit",
  ignore: skip !== undefined,
  async fn() {
    await using temporary = await temporaryLayout();
    const { layout } = temporary;
    const tree = `${layout.root}-tree`;
    try {
      await new Deno.Command("sh", {
        args: ["-c", 'mkdir -p "$0" && cp -r "$1/clusters" "$0"', tree, REPOSITORY],
      }).output();
      const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: [
          ...["run", "--no-prompt", "--quiet", "--no-check", "--allow-read", "--allow-write", "--allow-env"],
          ...["--allow-sys=uid", `--allow-net=127.0.0.1,unix:${relaySocket(layout)}`],
          "--allow-run=cat,git,grep,ip,iptables,nsenter,openssl,setsid,sh,tar,umount",
          ...[fileURLToPath(import.meta.resolve("./sync_without_pods.ts")), tree],
        ],
        env: { THREERVISION_LAB: layout.root },
      }).output();
      const text = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
      assert.ok(success, text);
      assert.deepEqual(JSON.parse(new TextDecoder().decode(stdout).trim().split("\n").at(-1) ?? ""), {
        synced: {
          "argocd-settings": "Synced Healthy",
          "argocd": "Synced Healthy",
          "namespaces": "Synced Healthy",
          "istio-base": "Synced Healthy",
          "istio-cni": "Synced Healthy",
          "istiod": "Synced Healthy",
        },
        before: null,
        after: "once",
      });
    } finally {
      const { success, text } = await lab(layout, "down").end;
      assert.ok(success, text);
    }
    assert.deepEqual(await remainsOf(layout), []);
  },
});
