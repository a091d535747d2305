import assert from "node:assert/strict";
import { parseAll } from "@std/yaml";
import { packIstioCharts } from "../../../lab/charts/istio_charts.ts";
import { folderHttp } from "../../../lab/charts/folder_http.ts";
import { runProgram } from "../../../lab/process/run_program.ts";
import { provision } from "../../../toolchain/provision.ts";
import { temporaryFolder } from "../git/temporary_folder.ts";
import { reasonToSkip } from "../process/built_tools.ts";

const skip = await reasonToSkip(["helm", "istio-manifests"]);
if (skip !== undefined) console.warn(`SKIPPED, Istio's charts are not packed: ${skip}`);

interface Rendered {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly template: { readonly spec: { readonly containers: readonly { readonly image: string }[] } };
  };
}

Deno.test({
  name: "stock helm pulls Istio's charts by their URL and renders them with the release's images",
  ignore: skip !== undefined,
  async fn() {
    const { helm, "istio-manifests": manifests } = await provision(["helm", "istio-manifests"]);
    await using folder = await temporaryFolder();
    const packed = `${folder.path}/charts`;
    const names = await packIstioCharts(manifests, packed);
    assert.deepEqual([...names].sort(), ["base-1.31.0", "cni-1.31.0", "gateway-1.31.0", "istiod-1.31.0"]);
    const handler = folderHttp(packed);
    const server = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen: () => {} },
      (request) => handler(request, new URL(request.url).pathname.replace("/charts", "")),
    );
    try {
      const template = async (chart: string): Promise<readonly Rendered[]> => {
        const environment = ["HELM_CACHE_HOME", "HELM_CONFIG_HOME", "HELM_DATA_HOME"];
        const text = await runProgram([
          ...["env", ...environment.map((name) => `${name}=${folder.path}/helm`), helm, "template", chart],
          ...[
            "--repo",
            `http://127.0.0.1:${server.addr.port}/charts`,
            "--version",
            "1.31.0",
            "--include-crds",
          ],
        ]);
        return (parseAll(text) as (Rendered | null)[]).filter((object) => object !== null);
      };
      const images = (objects: readonly Rendered[], kind: string) =>
        objects.filter((object) => object.kind === kind)
          .flatMap(({ spec }) => spec.template.spec.containers.map(({ image }) => image));
      assert.deepEqual(images(await template("istiod"), "Deployment"), ["docker.io/istio/pilot:1.31.0"]);
      assert.deepEqual(images(await template("cni"), "DaemonSet"), ["docker.io/istio/install-cni:1.31.0"]);
      assert.deepEqual(images(await template("gateway"), "Deployment"), ["auto"]);
      const definitions = (await template("base")).filter(({ kind }) => kind === "CustomResourceDefinition");
      assert.ok(definitions.some(({ metadata }) => metadata.name === "virtualservices.networking.istio.io"));
    } finally {
      await server.shutdown();
    }
  },
});
