import assert from "node:assert/strict";
import { imageOf, programOf } from "../../../lab/node/images.ts";
import { containerOf, podOf } from "../node/pod.ts";

const PROGRAMS = { deno: "/p/deno", echo: "/p/echo" };
const TIERS = {
  ml: { folder: "/built/ml", command: ["/usr/bin/python3", "-m", "gunicorn"], environment: { A: "b" } },
};

function image(reference: string, tiers: Parameters<typeof imageOf>[3] = TIERS) {
  const container = containerOf({ image: reference });
  return imageOf(podOf({ containers: [container] }), container, PROGRAMS, tiers);
}

Deno.test("a tier's image is the program that was built for it, below /app, as the user of its Dockerfile", () => {
  const { entrypoint, args, directory, files, user } = image("ghcr.io/3rvision/ml:1.0.0");
  assert.deepEqual([...entrypoint, ...args], TIERS.ml.command);
  assert.equal(directory, "/app");
  assert.deepEqual([...files], [["/app", "/built/ml"]]);
  assert.deepEqual(user, { uid: 10001, gid: 10001 });
});

for (
  const [reference, release] of [
    ["ghcr.io/3rvision/ml:1.0.0", "1.0.0"],
    ["ghcr.io/3rvision/ml:1.1.0@sha256:00", "1.1.0"],
    ["localhost:5000/3rvision/ml", undefined],
    ["localhost:5000/3rvision/ml@sha256:00", undefined],
  ] as const
) {
  Deno.test(`the release of "${reference}" is ${release ?? "what the program says itself"}`, () => {
    const { environment } = image(reference);
    assert.equal(environment.get("RELEASE"), release);
    assert.equal(environment.get("A"), "b");
    assert.match(environment.get("PATH") ?? "", /\/usr\/bin/);
  });
}

for (const reference of ["ghcr.io/3rvision/other:1", "ghcr.io/3rvision/constructor:1"]) {
  Deno.test(`"${reference}", for which nothing was built, is the echo program`, () => {
    assert.equal(image(reference).files.get("/srv/echo"), "/p/echo");
  });
}

Deno.test("an image of the same name of somebody else is not the tier", () => {
  assert.throws(() => image("ghcr.io/somebody/ml:1"), /no program stands for it/);
});

Deno.test("what stands for an image is another after each change of it, and the same otherwise", () => {
  const ml = "ghcr.io/3rvision/ml:1.0.0";
  const all = [
    image(ml),
    image(ml, {}),
    image("ghcr.io/3rvision/ml:1.1.0"),
    image(ml, { ml: { ...TIERS.ml, folder: "/built/anew" } }),
    image(ml, { ml: { ...TIERS.ml, command: ["./ml"] } }),
  ].map(programOf);
  assert.equal(new Set(all).size, all.length);
  assert.equal(programOf(image(ml)), all[0]);
});
