import assert from "node:assert/strict";
import { clusterReadme } from "../../lib/readme/cluster_readme.ts";
import { largestPicture, meshFlowchart } from "../../lib/readme/mermaid.ts";
import { lab, service } from "../model/catalogue_fixture.ts";

const canary = { image: "registry.example/a:2.0.0", steps: [10, 50], step: 1 };

Deno.test("the picture has the gateway, the weights, the calls, the copies and the outside world", () => {
  const cluster = lab([
    service("web", { expose: [{ host: "web" }], calls: ["a"], canary }),
    service("a", {
      traffic: { mirror: { service: "shadow", percent: 20 } },
      egress: [{ host: "api.example.com" }],
    }),
    service("shadow"),
  ]);
  assert.deepEqual(meshFlowchart(cluster), [
    "flowchart LR",
    '  gateway{{"ingress gateway"}}',
    '  subgraph namespace_a["a"]',
    '    service_a(["a-service"])',
    '    stable_a["a stable"]',
    '    service_a -->|"100 %"| stable_a',
    "  end",
    '  subgraph namespace_shadow["shadow"]',
    '    service_shadow(["shadow-service"])',
    '    stable_shadow["shadow stable"]',
    '    service_shadow -->|"100 %"| stable_shadow',
    "  end",
    '  subgraph namespace_web["web"]',
    '    service_web(["web-service"])',
    '    stable_web["web stable"]',
    '    service_web -->|"50 %"| stable_web',
    '    canary_web["web canary"]',
    '    service_web -->|"50 %"| canary_web',
    "  end",
    '  gateway -->|"web.local"| service_web',
    '  stable_a --> host_api_example_com{{"api.example.com"}}',
    '  service_a -.->|"copies 20 %"| service_shadow',
    "  stable_web --> service_a",
    "  canary_web --> service_a",
  ]);
});

Deno.test("ids of nodes never meet, whatever services are called", () => {
  const names = ["end", "cart", "cart-stable", "a-b", "gateway2"];
  const lines = meshFlowchart(lab(names.map((name) => service(name))));
  const ids = lines.flatMap((line) => /^ +(?:subgraph )?([a-z0-9_]+)(?=[[(/{])/.exec(line)?.[1] ?? []);
  assert.equal(ids.length, names.length * 3);
  assert.equal(new Set(ids).size, ids.length);
});

Deno.test("a cluster too large for a picture says so and still has its table", () => {
  const many = Array.from({ length: largestPicture + 1 }, (_, index) => service(`s${index}`));
  const page = clusterReadme(lab(many));
  assert.match(page, /41 services are too many for one picture/);
  assert.doesNotMatch(page, /mermaid/);
  assert.equal(page.match(/^\| \[s\d+\]/gm)?.length, 41);
});

Deno.test("text of people can't break the table", () => {
  assert.match(clusterReadme(lab([service("a", { owner: "team | a\nb" })])), /\| team \\\| a b \|$/m);
});

Deno.test("a cluster that waits for a person and has windows says both", () => {
  const page = clusterReadme(lab([service("a")], {
    sync: { automated: false, windows: [{ kind: "allow", schedule: "0 8 * * 1-5", duration: "8h" }] },
  }));
  assert.match(page, /and waits for a person to sync\./);
  assert.match(page, /A window of 8h that allows it opens at `0 8 \* \* 1-5` \(UTC\)\./);
});
