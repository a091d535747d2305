import assert from "node:assert/strict";
import { answer } from "../../../lab/node/stand_ins/grafana.ts";

Deno.test("what stands for Grafana says that it is healthy and that it is not Grafana", async () => {
  const health = await answer(new Request("http://grafana/api/health")).json() as Record<string, unknown>;
  assert.equal(health["database"], "ok");
  assert.equal(health["standIn"], true);
  const metrics = await answer(new Request("http://grafana/metrics")).text();
  assert.match(metrics, /^grafana_build_info{version="stand-in"} 1$/m);
  const dashboard = answer(new Request("http://grafana/d/mesh"));
  assert.equal(dashboard.status, 501);
  assert.match(await dashboard.text(), /stands for Grafana/);
});
