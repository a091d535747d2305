import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { missingPrerequisites } from "../../../lab/process/prerequisites.ts";

const MODULE = fileURLToPath(import.meta.resolve("./print_prerequisites.ts"));

const able = (await missingPrerequisites()).length === 0;
if (!able) console.warn("SKIPPED, no capability is taken away: this machine can't run a lab anyway");

for (const capability of ["net_admin", "sys_admin"]) {
  Deno.test({
    name: `a root without ${capability.toUpperCase()} is told what is missing`,
    ignore: !able,
    async fn() {
      const run = ["run", "--no-prompt", "--quiet", "--allow-read", "--allow-run", "--allow-sys=uid", MODULE];
      const { stdout } = await new Deno.Command("setpriv", {
        args: [`--bounding-set=-${capability}`, Deno.execPath(), ...run],
      }).output();
      const [missing, ...others] = JSON.parse(new TextDecoder().decode(stdout));
      assert.deepEqual(others, []);
      assert.match(missing.what, /^the right to make networks \(.*Operation not permitted\)$/);
      assert.match(missing.remedy, /NET_ADMIN and SYS_ADMIN/);
    },
  });
}
