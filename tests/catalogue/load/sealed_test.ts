import assert from "node:assert/strict";
import { loadCase, withFiles } from "./load_case.ts";

const rows: readonly (readonly [code: string, expression: string, message: RegExp])[] = [
  ["LOAD008", "Date()", /^calls Date\(\);/],
  ["LOAD008", "new Date()", /^calls new Date\(\);/],
  ["LOAD008", "Date.now()", /^calls Date\.now\(\);/],
  ["LOAD008", "new Date(0).constructor.now()", /^calls Date\.now\(\);/],
  ["LOAD008", "new (new Date(0).constructor)()", /^calls new Date\(\);/],
  ["LOAD008", "globalThis.Date.now()", /^calls Date\.now\(\);/],
  ["LOAD008", "Temporal.Now.instant()", /^calls Temporal\.Now\.instant\(\);/],
  ["LOAD008", "performance.now()", /^calls performance\.now\(\);/],
  ["LOAD008", "process.hrtime()", /^calls process\.hrtime\(\);/],
  ["LOAD008", "process.uptime()", /^calls process\.uptime\(\);/],
  ["LOAD008", "Math.random()", /^calls Math\.random\(\);/],
  ["LOAD008", "crypto.randomUUID()", /^calls crypto\.randomUUID\(\);/],
  ["LOAD008", "crypto.getRandomValues(new Uint8Array(1))", /^calls crypto\.getRandomValues\(\);/],
  ["LOAD006", "fetch('data:,x')", /^calls fetch\(\);.* the network/],
  ["LOAD006", "new WebSocket('ws://localhost')", /^calls new WebSocket\(\);/],
  ["LOAD006", "new EventSource('http://localhost')", /^calls new EventSource\(\);/],
  ["LOAD006", "new Worker('data:,')", /^calls new Worker\(\);.* other threads/],
  ["LOAD006", "new BroadcastChannel('x')", /^calls new BroadcastChannel\(\);/],
  ["LOAD006", "setTimeout(() => {})", /^calls setTimeout\(\);.* wait/],
  ["LOAD006", "setInterval(() => {})", /^calls setInterval\(\);/],
  ["LOAD006", "self.close()", /^calls close\(\);.* end/],
  ["LOAD006", "self.postMessage({ kind: 'end' })", /^calls postMessage\(\);/],
  ["LOAD006", "Deno.exit()", /^calls Deno\.exit\(\);/],
  ["LOAD006", "process.exit()", /^calls process\.exit\(\);/],
  ["LOAD006", "process.abort()", /^calls process\.abort\(\);/],
  ["LOAD006", "caches.open('x')", /^calls caches/],
  ["LOAD006", "Deno.stdin.readSync(new Uint8Array(1))", /^calls Deno\.stdin/],
  ["LOAD006", "Deno.env.get('HOME')", /^tries to read the environment variable "HOME";/],
  ["LOAD006", "Deno.env.toObject()", /^tries to read the environment;/],
  ["LOAD006", "Deno.env.set('A', 'b')", /^tries to read the environment variable "A";/],
  ["LOAD006", "process.env.HOME", /^tries to read the environment variable "HOME";/],
  ["LOAD006", "Deno.listen({ port: 0 })", /^tries to reach ".*" over the network;/],
  ["LOAD006", "new Deno.Command('ls').outputSync()", /^tries to run "ls";/],
  ["LOAD006", "Deno.writeTextFileSync('services/x.ts', '')", /^tries to write "services\/x\.ts";/],
  ["LOAD006", "Deno.mkdirSync('clusters/x')", /^tries to write "clusters\/x";/],
  ["LOAD006", "Deno.removeSync('services')", /^tries to write "services";/],
  ["LOAD006", "Deno.makeTempFileSync()", /^tries to write /],
  ["LOAD006", "Deno.readTextFileSync('/etc/hostname')", /^tries to read "\/etc\/hostname"; .* outside/],
  ["LOAD006", "[...Deno.readDirSync('/')]", /^tries to read "\/"; /],
  ["LOAD006", "Deno.hostname()", /^tries to ask the system for "hostname";/],
  ["LOAD006", "Deno.osRelease()", /^tries to ask the system for "osRelease";/],
  ["LOAD006", "Deno.dlopen('x.so', {})", /^tries to load the library "x\.so";/],
];

Deno.test("what a catalogue file may not use is refused at the line that uses it", async () => {
  const files = Object.fromEntries(rows.map(([, expression], index) => {
    const name = `services/s${String(index).padStart(2, "0")}.ts`;
    return [
      name,
      `interface Unused {\n  readonly a: string;\n}\n\nexport default { value: ${expression} };\n`,
    ];
  }));
  await withFiles(files, async (root) => {
    const { values, diagnostics } = await loadCase(root);
    assert.deepEqual(values, []);
    assert.equal(diagnostics.length, rows.length);
    diagnostics.forEach(({ code, message, position }, index) => {
      const [expected, expression, text] = rows[index]!;
      assert.equal(code, expected, `${expression}: ${message}`);
      assert.match(message, text);
      assert.equal(position.line, 5, `${expression}: ${message}`);
      assert.ok(
        position.column > 24 && position.column < 25 + expression.length,
        `${expression}: ${position.column}`,
      );
    });
  });
});

Deno.test("what a file catches itself is its own affair", async () => {
  const text = "let value; try { value = Math.random(); } catch { value = 4; } export default { value };";
  await withFiles({ "services/a.ts": text }, async (root) => {
    const { values, diagnostics } = await loadCase(root);
    assert.deepEqual([values[0]?.value, diagnostics], [{ value: 4 }, []]);
  });
});

Deno.test("sealing one thread leaves this one as it is", () => {
  assert.ok(Date.now() > 0 && Math.random() < 1);
});
