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

  Deno.test(`${tier} fails for a request that asks for it, if requests may`, async () => {
    const ask = async (url: string, fault: string) => {
      const response = await fetch(url, { headers: { "x-fault": fault } });
      await response.body?.cancel();
      return response.status;
    };
    await using told = await begin({ VERSION: "canary", POD_NAME: "pod-1", FAULTS_BY_HEADER: "true" });
    await using deaf = await begin({ VERSION: "canary", POD_NAME: "pod-1" });
    const usual = await ask(deaf.url + ANY[tier], "");
    for (
      const [fault, status] of [
        [`${tier}:status=503`, 503],
        [`${tier}@canary:status=500`, 500],
        [`nobody:status=503, ${tier}@pod-1:delay=0.1;status=418`, 418],
        [`${tier}@stable:status=503`, usual],
        [`${tier}@pod-2:status=503`, usual],
        [`${tier}:often`, 400],
        ["", usual],
      ] as const
    ) {
      assert.equal(await ask(told.url + ANY[tier], fault), status, fault);
      assert.equal(await ask(deaf.url + ANY[tier], fault), usual, fault);
      assert.equal(await ask(told.url + READY[tier], fault), 200, fault);
    }
    const begun = performance.now();
    assert.equal(await ask(told.url + ANY[tier], `${tier}:delay=0.5;status=200`), 200);
    assert.ok(performance.now() - begun >= 490);
  });

  Deno.test(`${tier} does not wait for those who have gone`, async () => {
    await using running = await begin({ FAULTS_BY_HEADER: "true" });
    const headers = { "x-fault": `${tier}:delay=60` };
    const signal = AbortSignal.timeout(1500);
    // More than any tier has threads.
    const gone = Array.from({ length: 20 }, () => fetch(running.url + ANY[tier], { headers, signal }));
    const outcomes = await Promise.allSettled(gone);
    assert.ok(outcomes.every(({ status }) => status === "rejected"));
    const begun = performance.now();
    const well = await fetch(running.url + READY[tier], { signal: AbortSignal.timeout(50_000) });
    await well.body?.cancel();
    assert.equal(well.status, 200);
    assert.ok(performance.now() - begun < 40_000);
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
