import assert from "node:assert/strict";
import { dnsAnswer } from "../../../../lab/process/cluster_network/dns_answer.ts";
import { zoneOf } from "../../../../lab/process/cluster_network/zone.ts";
import { service, slice } from "./service_objects.ts";

const zone = zoneOf(
  [
    service("web", { clusterIP: "10.96.0.5", ports: [{ name: "http", port: 80 }] }),
    service("db", { clusterIP: "None", ports: [{ name: "sql", port: 5432 }] }),
    service("charts", { type: "ExternalName", externalName: "charts.example" }),
    service("circle", { type: "ExternalName", externalName: "circle.ns.svc.cluster.local" }),
  ],
  [
    slice("db", { sql: 5432 }, [
      { address: "10.244.1.2", hostname: "db-1" },
      { address: "10.244.1.1", hostname: "db-0" },
      { address: "10.244.1.3", hostname: "db-2", conditions: { ready: false } },
    ]),
  ],
  new Map([["charts.example", ["10.244.0.1"]]]),
);

type Type = Parameters<typeof dnsAnswer>[0]["type"];
const ask = (name: string, type: Type = "A") => {
  const { code, answers } = dnsAnswer({ name, type }, zone);
  return [code, ...answers.map((answer) => "data" in answer ? answer.data : undefined)];
};

const CASES: readonly [string, readonly unknown[], readonly unknown[]][] = [
  ["a Service has its cluster IP", ask("web.ns.svc.cluster.local"), ["NOERROR", "10.96.0.5"]],
  ["letters and a final dot don't matter", ask("Web.NS.svc.cluster.local."), ["NOERROR", "10.96.0.5"]],
  ["a Service has no IPv6 address, but exists", ask("web.ns.svc.cluster.local", "AAAA"), ["NOERROR"]],
  ["a Service without cluster IP has its ready endpoints", ask("db.ns.svc.cluster.local"), [
    ...["NOERROR", "10.244.1.1", "10.244.1.2"],
  ]],
  ["an endpoint has its host name", ask("db-1.db.ns.svc.cluster.local"), ["NOERROR", "10.244.1.2"]],
  ["an endpoint that is not ready has none", ask("db-2.db.ns.svc.cluster.local"), ["NXDOMAIN"]],
  ["a named port has its number", ask("_http._tcp.web.ns.svc.cluster.local", "SRV"), [
    "NOERROR",
    { port: 80, target: "web.ns.svc.cluster.local", priority: 0, weight: 100 },
  ]],
  ["a port of another protocol doesn't exist", ask("_http._udp.web.ns.svc.cluster.local", "SRV"), [
    "NXDOMAIN",
  ]],
  ["an alias comes with its address", ask("charts.ns.svc.cluster.local"), [
    ...["NOERROR", "charts.example", "10.244.0.1"],
  ]],
  ["a pod has a name made of its address", ask("10-244-1-7.ns.pod.cluster.local"), ["NOERROR", "10.244.1.7"]],
  ["no pod has an impossible address", ask("10-244-1-256.ns.pod.cluster.local"), ["NXDOMAIN"]],
  ["a published name has its address", ask("Charts.Example"), ["NOERROR", "10.244.0.1"]],
  ["a name below a published one doesn't exist", ask("x.charts.example"), ["NXDOMAIN"]],
  ["a namespace exists, without an address", ask("ns.svc.cluster.local"), ["NOERROR"]],
  ["no other namespace exists", ask("other.svc.cluster.local"), ["NXDOMAIN"]],
  ["no other Service exists", ask("api.ns.svc.cluster.local"), ["NXDOMAIN"]],
  ["a Service of the same name elsewhere doesn't exist", ask("web.other.svc.cluster.local"), ["NXDOMAIN"]],
  ["nothing outside exists", ask("example.com"), ["NXDOMAIN"]],
  ["a short name is no name", ask("web"), ["NXDOMAIN"]],
];

for (const [name, actual, expected] of CASES) Deno.test(name, () => assert.deepEqual(actual, expected));

Deno.test("an alias of itself is not followed for ever", () => {
  assert.ok(ask("circle.ns.svc.cluster.local").length < 20);
});
