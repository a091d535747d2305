import assert from "node:assert/strict";
import { isRunning, parseStat } from "../../../lab/process/process_table.ts";

// The line of a process with a name of its own choosing, in a state, of a session, started at a time.
const line = (pid: number, name: string, state: string, session: number, start: number) =>
  `${pid} (${name}) ${state} 1 ${session} ${session} 0 -1 4194560 ${
    "1 ".repeat(12)
  }${start} 4096 12 18446744073709551615`;

Deno.test("the line of a process tells its session and its start, whatever its name is", () => {
  for (const name of ["sh", "a b", "x) R 1 1 1", "(((", ")", ""]) {
    const found = parseStat(`${line(7, name, "S", 5, 1234)}\n`, "boot");
    assert.deepEqual([...found.values()], [{ pid: 7, startTime: "1234", boot: "boot", session: 5 }], name);
  }
});

Deno.test("a process that has ended does not count, nor does half a line", () => {
  assert.equal(parseStat(`${line(7, "sh", "Z", 5, 1)}\n${line(8, "sh", "X", 5, 1)}\n`, "boot").size, 0);
  assert.equal(parseStat(line(7, "sh", "S", 5, 1).slice(0, 20), "boot").size, 0);
});

Deno.test("a process is told from an earlier one with the same id", async () => {
  const text = new TextDecoder().decode(
    (await new Deno.Command("cat", { args: ["/proc/1/stat"] }).output()).stdout,
  );
  const boot = new TextDecoder()
    .decode((await new Deno.Command("cat", { args: ["/proc/sys/kernel/random/boot_id"] }).output()).stdout)
    .trim();
  const [first] = parseStat(text, boot).values();
  assert.ok(first !== undefined);
  assert.equal(await isRunning(first), true);
  assert.equal(await isRunning({ ...first, startTime: `${first.startTime}1` }), false);
  assert.equal(await isRunning({ ...first, boot: "another" }), false);
});
