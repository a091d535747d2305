import assert from "node:assert/strict";
import { cacheRoot } from "../../toolchain/cache_root.ts";
import { chosenFolder } from "../../toolchain/chosen_folder.ts";
import { ToolchainError } from "../../toolchain/toolchain_error.ts";

const rootWith = (variables: Record<string, string>) => cacheRoot((name) => variables[name]);
const all = { THREERVISION_TOOLCHAIN: "/srv/tools", XDG_CACHE_HOME: "/cache", HOME: "/home/x" };

for (
  const [what, variables, folder] of [
    ["the tools' own variable", all, "/srv/tools"],
    ["the caches' variable where the first is empty", {
      ...all,
      THREERVISION_TOOLCHAIN: "",
    }, "/cache/3rvision/toolchain"],
    ["the home", { HOME: "/home/x" }, "/home/x/.cache/3rvision/toolchain"],
    ["a folder with slashes at its end", { HOME: "/home/x//" }, "/home/x/.cache/3rvision/toolchain"],
    ["the root as a home", { HOME: "/" }, "/.cache/3rvision/toolchain"],
  ] as const
) {
  Deno.test(`tools are kept below ${what}`, () => assert.equal(rootWith(variables), folder));
}

Deno.test("the root itself is a folder that can be chosen", () => {
  const mistakes = { relative: (value: string) => new Error(value), unset: () => new Error() };
  assert.equal(chosenFolder(() => "/", [["X", ""]], mistakes), "/");
});

Deno.test("a relative path is refused by the name of its variable, though another would do", () => {
  assert.throws(() => rootWith({ ...all, THREERVISION_TOOLCHAIN: "tools" }), (error) => {
    assert.ok(error instanceof ToolchainError);
    assert.equal(
      error.message,
      'Cannot keep tools in "tools": THREERVISION_TOOLCHAIN must be an absolute path',
    );
    return true;
  });
});

Deno.test("without any of the variables, the one to set is named", () => {
  assert.throws(() => rootWith({}), { name: "ToolchainError", message: /set THREERVISION_TOOLCHAIN/ });
});
