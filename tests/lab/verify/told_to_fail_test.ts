import assert from "node:assert/strict";
import { echo } from "../../../lab/echo/echo.ts";
import { faultHeader, judgeTold, programOf, UNUSUAL } from "../../../lab/verify/told_to_fail.ts";

const answer = (status: number, error = "") => ({
  ...{ status, error },
  headers: { "x-envoy-upstream-service-time": "5" },
});

Deno.test("a program that answers as it was asked to can be measured", () => {
  assert.equal(judgeTold("a → b", "b", answer(UNUSUAL)), undefined);
});

for (const status of [200, 307, 400, 404]) {
  Deno.test(`a program that answers ${status} all the same takes no orders: nothing is measured`, () => {
    const finding = judgeTold("a → b", "b", answer(status));
    assert.deepEqual([finding?.passed, finding?.unmeasured], [false, true]);
    assert.match(
      finding?.text ?? "",
      new RegExp(`asked to answer with ${UNUSUAL}, b answered with ${status}`),
    );
  });
}

for (
  const [what, broken] of [
    ["has no route", { ...answer(404), headers: {} }],
    ["gets no answer", { status: 0, error: "ECONNRESET", headers: {} }],
    ["is refused", answer(403)],
    ["fails", answer(503)],
  ] as const
) {
  Deno.test(`a hop whose request ${what} is broken, not unmeasurable`, () => {
    const finding = judgeTold("a → b", "b", broken);
    assert.deepEqual([finding?.passed, finding?.unmeasured], [false, undefined]);
  });
}

Deno.test("a program goes by the name of its version's image", () => {
  const versions = [
    { version: "stable", image: "ghcr.io/3rvision/backend:1.0.0" },
    { version: "canary", image: "ghcr.io/3rvision/other@sha256:0" },
  ] as const;
  assert.equal(programOf({ name: "shop", versions }, "stable"), "backend");
  assert.equal(programOf({ name: "shop", versions }, "canary"), "other");
  assert.equal(programOf({ name: "shop", versions: [] }, "stable"), "shop");
});

Deno.test("an echo program does what the header asks of it, alone or for one pod", async () => {
  const who = { service: "backend", version: "canary", pod: "backend-canary-1" };
  const handler = echo({ ...who, upstreams: new Map(), fault: "", patience: 1000 });
  const ask = async (program: string) => {
    const headers = faultHeader(program, `delay=0;status=${UNUSUAL}`);
    return (await handler(new Request("http://x/", { headers }))).status;
  };
  assert.equal(await ask("backend"), UNUSUAL);
  assert.equal(await ask("backend@backend-canary-1"), UNUSUAL);
  assert.equal(await ask("backend@backend-canary-2"), 200);
});
