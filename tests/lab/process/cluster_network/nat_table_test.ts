import assert from "node:assert/strict";
import { natTable } from "../../../../lab/process/cluster_network/nat_table.ts";
import type { ServicePort } from "../../../../lab/process/cluster_network/service_ports.ts";

const port = (count: number, more: Partial<ServicePort> = {}): ServicePort => ({
  name: "ns/web:http",
  clusterIP: "10.96.0.5",
  protocol: "tcp",
  port: 80,
  nodePort: undefined,
  endpoints: Array.from({ length: count }, (_, at) => ({ address: `10.244.1.${at + 1}`, port: 8080 })),
  ...more,
});
const rules = (...ports: readonly ServicePort[]) =>
  natTable(ports).split("\n").filter((l) => l.startsWith("-A"));

Deno.test("every endpoint gets the same share", () => {
  for (const count of [1, 2, 3, 10]) {
    const chances = rules(port(count)).filter((rule) => rule.includes("DNAT"))
      .map((rule) => Number(/--probability (\S+)/.exec(rule)?.[1] ?? 1));
    let left = 1;
    for (const chance of chances) {
      assert.ok(Math.abs(left * chance - 1 / count) < 1e-8, `${count}: ${chances}`);
      left *= 1 - chance;
    }
    assert.equal(left, 0);
  }
});

Deno.test("a node port leads where the cluster IP does", () => {
  const entries = rules(port(1, { nodePort: 30080 })).filter((rule) => rule.startsWith("-A SERVICES"));
  assert.deepEqual(entries.map((rule) => rule.replace(/ -m .*? -j/, " -j")), [
    ...[
      "-A SERVICES -d 10.96.0.5/32 -p tcp -j SERVICE-0",
      "-A SERVICES -d 10.244.0.1/32 -p tcp -j SERVICE-0",
    ],
  ]);
  assert.match(entries[1] ?? "", /--dport 30080 /);
});

Deno.test("a port without endpoints has no rule", () => {
  assert.deepEqual(rules(port(0)), ["-A PREROUTING -j SERVICES", "-A OUTPUT -j SERVICES"]);
});

Deno.test("a pod that reaches itself seems to be the node, the node itself needs no such rule", () => {
  const node = port(1, { endpoints: [{ address: "10.244.0.1", port: 6443 }] });
  assert.deepEqual(rules(port(1), node).filter((rule) => rule.startsWith("-A POSTROUTING")), [
    "-A POSTROUTING -s 10.244.1.1/32 -d 10.244.1.1/32 -j SNAT --to-source 10.244.0.1",
  ]);
});

Deno.test("every chain that a rule names is declared", () => {
  const text = natTable([port(2), port(0), port(3, { protocol: "udp" })]);
  const declared = [...text.matchAll(/^:(\S+)/gm)].map(([, name]) => name);
  const named = [...text.matchAll(/-[Aj] (\S+)/g)].map(([, name]) => name);
  assert.deepEqual(
    named.filter((name) => !declared.includes(name) && !["DNAT", "SNAT"].includes(name ?? "")),
    [],
  );
  assert.equal(text.at(-1), "\n");
});
