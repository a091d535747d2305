import assert from "node:assert/strict";
import { type AppPrograms, appPrograms } from "../programs.ts";
import type { Running } from "../running.ts";
import { READY, startTiers } from "../tiers.ts";
import type { Answer } from "./answer.ts";
import { sampleForm } from "./samples.ts";

/**
 * A shell script that takes away what a pod of the platform has not: the file system becomes read-only but for an empty
 * `/tmp`, the user is one without a name or home, without capabilities, and stays so. `$1` is the program's folder,
 * which appears at `/mnt`; the rest is the command.
 */
const RESTRICT = `set -e
mount --make-rprivate /
mount --bind "$1" /mnt
mount -o remount,bind,ro /mnt
mount -t tmpfs tmpfs /tmp
mount -o remount,bind,ro /
cd /mnt
shift
exec setpriv --reuid 10001 --regid 10001 --clear-groups --bounding-set=-all --no-new-privs "$@"`;

const restricted = (folder: string) => ["unshare", "--mount", "--", "sh", "-c", RESTRICT, "sh", folder];

const can = Deno.build.os === "linux" && Deno.uid() === 0;

Deno.test({
  name: "the restrictions of the next test restrict",
  ignore: !can,
  fn: async () => {
    const attempts =
      'for at in /new /mnt/new /var/tmp/new "$HOME/new"; do touch "$at" 2>/dev/null && echo "$at"; done; id -u';
    const [command = "", ...args] = [...restricted(Deno.cwd()), "sh", "-c", attempts];
    const { stdout } = await new Deno.Command(command, { args }).output();
    assert.equal(new TextDecoder().decode(stdout), "10001\n");
  },
});

Deno.test({
  name: "each tier runs as nobody on a read-only file system",
  ignore: !can,
  fn: async () => {
    const programs = await appPrograms();
    const options = (tier: keyof AppPrograms) => ({
      prefix: restricted(programs[tier].folder),
      env: { HOME: "/" },
    });
    const [frontend, backend, ml] = [options("frontend"), options("backend"), options("ml")];
    await using tiers = await startTiers({ frontend, backend, ml });
    const response = await fetch(`${tiers.frontend.url}/api/analyze`, {
      method: "POST",
      body: sampleForm("mug"),
    });
    const { category, path } = await response.json() as Answer;
    assert.equal(category, "mug");
    assert.equal(path.length, 3);
    for (const tier of Object.keys(READY) as (keyof AppPrograms)[]) {
      const { lines, stop }: Running = tiers[tier];
      assert.equal(await stop(), 0, tier);
      assert.deepEqual(lines.filter((line) => /EROFS|EACCES|denied|read-only/i.test(line)), [], tier);
    }
  },
});
