import assert from "node:assert/strict";
import { LabError } from "../../../lab/lab_error.ts";
import { layoutAt, layoutOf } from "../../../lab/process/layout.ts";

const rootWith = (variables: Record<string, string>) => layoutOf((name) => variables[name]).root;

Deno.test("the lab is kept where the first variable that is set says", () => {
  const all = { THREERVISION_LAB: "/srv/lab", XDG_STATE_HOME: "/state", HOME: "/home/x" };
  assert.equal(rootWith(all), "/srv/lab");
  assert.equal(rootWith({ ...all, THREERVISION_LAB: "" }), "/state/3rvision/lab");
  assert.equal(rootWith({ HOME: "/home/x" }), "/home/x/.local/state/3rvision/lab");
});

Deno.test("the same folder is the same lab however it is written", () => {
  const [one, ...others] = ["/srv/lab", "/srv/lab/", "/srv//lab", "/srv/x/../lab"].map((path) =>
    layoutAt(path)
  );
  for (const other of others) assert.deepEqual(other, one);
  assert.notEqual(layoutAt("/srv/lab2").id, one?.id);
});

Deno.test("a folder that can't be a lab's is refused", () => {
  const cases: readonly [string, () => unknown, RegExp][] = [
    [
      "relative",
      () => rootWith({ THREERVISION_LAB: "lab" }),
      /"lab": THREERVISION_LAB must be an absolute path$/,
    ],
    ["unset", () => rootWith({}), /set THREERVISION_LAB to a folder$/],
    ["the root", () => layoutAt("//"), /a folder of its own$/],
    ["too long", () => layoutAt(`/${"é".repeat(40)}`), /more than 80 bytes$/],
  ];
  for (const [name, make, message] of cases) {
    assert.throws(make, (error) => error instanceof LabError && message.test(error.message), name);
  }
});
