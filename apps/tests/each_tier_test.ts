import assert from "node:assert/strict";
import type { Answer } from "./answer.ts";
import { type AppPrograms, appPrograms } from "../programs.ts";
import { start } from "../running.ts";
import { READY } from "../tiers.ts";

const programs = await appPrograms();

/** A path of each tier that faults apply to. */
const ANY = { frontend: "/", backend: "/nothing", ml: "/nothing" } as const;

const TIERS = Object.keys(READY) as (keyof AppPrograms)[];

for (const tier of TIERS) {
  const begin = (env: Readonly<Record<string, string>>) => start(programs[tier], READY[tier], { env });

  Deno.test(`${tier} fails as told but says that it is well`, async () => {
    await using running = await begin({ VERSION: "canary", FAULT_STATUS: "503" });
    const response = await fetch(running.url + ANY[tier]);
    const { error, path } = await response.json() as Answer;
    assert.equal(response.status, 503);
    assert.equal(error?.code, "fault");
    assert.equal(path[0]?.version, "canary");
    for (const health of [READY[tier], READY[tier].replace("readyz", "healthz")]) {
      const well = await fetch(running.url + health);
      await well.body?.cancel();
      assert.equal(well.status, 200);
    }
  });

  Deno.test(`${tier} does not start with a fault that it cannot read`, async () => {
    await assert.rejects(begin({ FAULT_STATUS: "often" }), /Cannot read FAULT_STATUS [\\"]+often/);
  });

  Deno.test(`${tier} ends what is under way before it stops`, async () => {
    await using running = await begin({ FAULT_STATUS: "418", FAULT_DELAY: "2s" });
    const answer = fetch(running.url + ANY[tier]).then(async (response) => {
      await response.body?.cancel();
      return response.status;
    });
    await new Promise((resolve) => setTimeout(resolve, 700));
    const asked = performance.now();
    const code = await running.stop();
    assert.equal(await answer, 418);
    assert.equal(code, 0);
    // The pod is given 30 seconds, of which 5 pass before it is asked to stop.
    assert.ok(performance.now() - asked < 25_000);
  });

  Deno.test(`${tier} keeps an idle connection for longer than the sidecar does by default`, async () => {
    await using running = await begin({});
    const { hostname, port } = new URL(running.url);
    using connection = await Deno.connect({ hostname, port: Number(port) });
    // HEAD has no body that could come in parts.
    const request = new TextEncoder().encode(`HEAD ${READY[tier]} HTTP/1.1\r\nHost: test\r\n\r\n`);
    const ask = async () => {
      await connection.write(request);
      const buffer = new Uint8Array(65_536);
      const length = await connection.read(buffer);
      return new TextDecoder().decode(buffer.subarray(0, length ?? 0)).slice(0, 9);
    };
    assert.equal(await ask(), "HTTP/1.1 ");
    // Node would close it after 5 seconds, gunicorn after 2.
    await new Promise((resolve) => setTimeout(resolve, 7000));
    assert.equal(await ask(), "HTTP/1.1 ");
  });
}
