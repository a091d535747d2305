import assert from "node:assert/strict";
import { reasonToSkip } from "../process/built_tools.ts";
import { lab, runModule } from "../process/lab_command.ts";
import { remainsOf } from "../process/remains.ts";
import { temporaryLayout } from "../process/temporary_layout.ts";

const skip = await reasonToSkip([
  ...["etcd", "kube-apiserver", "kube-controller-manager", "istio-manifests", "helm"] as const,
  ...["pilot-discovery", "pilot-agent", "envoy", "jaeger", "prometheus"] as const,
]);
if (skip !== undefined) console.warn(`SKIPPED, metrics and traces of a mesh are not tested: ${skip}`);

/** Envoy's buckets, which are Istio's too; milliseconds. */
const BUCKETS = [
  ...[0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000, 600_000],
  ...[1_800_000, 3_600_000, Infinity],
];

interface Seen {
  readonly client: unknown;
  readonly counted: unknown;
  readonly timed: unknown;
  readonly source: Readonly<Record<string, string>>;
  readonly destination: Readonly<Record<string, string>>;
  readonly buckets: readonly string[];
  readonly spans: readonly string[];
  readonly grafana: boolean;
  readonly blackHole: readonly string[];
}

Deno.test({
  name: "Prometheus counts the requests that the client of a mesh saw, on both sides; Jaeger has their trace",
  ignore: skip !== undefined,
  async fn(t) {
    await using temporary = await temporaryLayout();
    const { layout } = temporary;
    try {
      const { text } = await runModule(layout, import.meta.resolve("./mesh_live.ts")).end;
      const last = text.trim().split("\n").at(-1) ?? "";
      assert.ok(last.startsWith("{"), text);
      const seen = JSON.parse(last) as Seen;
      await t.step("requests by version and status", () => assert.deepEqual(seen.counted, seen.client));
      await t.step("durations by version and status", () => assert.deepEqual(seen.timed, seen.client));
      await t.step("Istio's labels at the source", () => assert.deepEqual(seen.source, labelsAt("source")));
      await t.step(
        "Istio's labels at the destination",
        () => assert.deepEqual(seen.destination, labelsAt("destination")),
      );
      await t.step("Istio's buckets", () => {
        const buckets = seen.buckets.map((each) => each === "+Inf" ? Infinity : Number(each));
        assert.deepEqual(buckets.toSorted((a, b) => a - b), BUCKETS);
      });
      await t.step("a request to an undeclared host is refused and counted", () => {
        assert.deepEqual(seen.blackHole, ["502", "502", "192.0.2.1:8080", "client-stable"]);
      });
      await t.step("one trace with a span of each proxy on the way", () => {
        assert.deepEqual(seen.spans, [
          ...["backend.shop client", "backend.shop server", "client.client client"],
          ...["frontend.shop client", "frontend.shop server", "ml.shop server"],
        ]);
      });
      await t.step("what stands for Grafana says so", () => assert.equal(seen.grafana, true));
    } finally {
      const down = await lab(layout, "down").end;
      assert.ok(down.success, down.text);
    }
    assert.deepEqual(await remainsOf(layout), []);
  },
});

/** The labels of a request from the frontend to the backend's canary that failed there. */
function labelsAt(reporter: "source" | "destination"): Readonly<Record<string, string>> {
  const side = (name: string, app: string, version: string) => ({
    [`${name}_workload`]: `${app}-${version}`,
    [`${name}_workload_namespace`]: "shop",
    [`${name}_principal`]: `spiffe://cluster.local/ns/shop/sa/${app}`,
    [`${name}_app`]: app,
    [`${name}_version`]: version,
    [`${name}_canonical_service`]: app,
    [`${name}_canonical_revision`]: version,
    [`${name}_cluster`]: "Kubernetes",
  });
  return {
    __name__: "istio_requests_total",
    reporter,
    ...side("source", "frontend", "stable"),
    ...side("destination", "backend", "canary"),
    destination_service: "backend.shop.svc.cluster.local",
    destination_service_name: "backend",
    destination_service_namespace: "shop",
    request_protocol: "http",
    response_code: "503",
    response_flags: "-",
    connection_security_policy: reporter === "source" ? "unknown" : "mutual_tls",
  };
}
