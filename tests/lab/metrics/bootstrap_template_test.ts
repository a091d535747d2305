import assert from "node:assert/strict";
import { bootstrapTemplate } from "../../../lab/metrics/bootstrap_template.ts";
import { LabError } from "../../../lab/lab_error.ts";
import { provision } from "../../../toolchain/provision.ts";
import { reasonToSkip } from "../process/built_tools.ts";

const skip = await reasonToSkip(["istio-manifests"]);
if (skip !== undefined) console.warn(`SKIPPED, the template of pilot-agent is not changed: ${skip}`);

Deno.test({
  name: "metrics are renamed in the listener that shows them, before anything compresses them",
  ignore: skip !== undefined,
  async fn() {
    const { "istio-manifests": istio } = await provision(["istio-manifests"]);
    const template = await Deno.readTextFile(`${istio}/tools/packaging/common/envoy_bootstrap.json`);
    const changed = bootstrapTemplate(template);
    const places = [
      '"per_connection_buffer_limit_bytes"',
      '"stat_prefix": "stats"',
      '"envoy.filters.http.compressor.gzip"',
      '"envoy.filters.http.lua"',
      '"envoy.filters.http.router"',
      '"stat_prefix": "agent"',
    ].map((text) => changed.indexOf(text));
    assert.deepEqual(places, places.toSorted((a, b) => a - b));
    assert.ok(!places.slice(0, 5).includes(-1));
    assert.equal(changed.split("extensions.filters.http.lua.v3.Lua").length, 2);
  },
});

Deno.test("a template without the listener of metrics is refused", () => {
  assert.throws(() => bootstrapTemplate("{}"), LabError);
});
