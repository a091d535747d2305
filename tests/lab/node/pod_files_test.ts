import assert from "node:assert/strict";
import type { V1PodSpec } from "@kubernetes/client-node";
import { hostsFile } from "../../../lab/node/hosts_file.ts";
import { quantityValue } from "../../../lab/node/quantity.ts";
import { resolverFile } from "../../../lab/node/resolver_file.ts";
import { serviceVariables } from "../../../lab/node/service_variables.ts";
import { shellCommand } from "../../../lab/node/shell_quote.ts";

const CLUSTER =
  "search shop.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n";
const MACHINE = "# written by hand\nnameserver 192.0.2.1\nsearch example.com\n";

for (
  const [name, spec, expected] of [
    ["that says nothing", {}, CLUSTER],
    ["in the node's network", { hostNetwork: true }, "search example.com\nnameserver 192.0.2.1\n"],
    [
      "in the node's network that wants it",
      { hostNetwork: true, dnsPolicy: "ClusterFirstWithHostNet" },
      CLUSTER,
    ],
    [
      "that wants only its own",
      { dnsPolicy: "None", dnsConfig: { nameservers: ["192.0.2.9"] } },
      "nameserver 192.0.2.9\n",
    ],
    [
      "with an option of its own",
      { dnsConfig: { options: [{ name: "ndots", value: "1" }] } },
      CLUSTER.replace("ndots:5", "ndots:1"),
    ],
  ] as const
) {
  Deno.test(`a pod ${name} has its resolver file`, () => {
    assert.equal(
      resolverFile({ containers: [], ...spec } as unknown as V1PodSpec, "shop", MACHINE),
      expected,
    );
  });
}

Deno.test("the hosts file names the pod and its aliases", () => {
  const aliases = [{ ip: "192.0.2.1", hostnames: ["a", "b"] }];
  const lines = hostsFile({ address: "10.244.1.1", hostname: "web-1", aliases }).split("\n");
  assert.deepEqual(lines.slice(2), ["10.244.1.1\tweb-1", "192.0.2.1\ta\tb", ""]);
});

for (
  const [text, value] of [
    ["50m", 0.05],
    ["1.5", 1.5],
    ["128Mi", 134217728],
    ["1e3", 1000],
    ["2E", 2e18],
    ["1k", 1000],
  ] as const
) {
  Deno.test(`the quantity ${text} is ${value}`, () => assert.equal(quantityValue(text), value));
}

Deno.test("what is not a quantity is refused", () => {
  for (const text of ["", "x", "1x", "Mi"]) assert.throws(() => quantityValue(text), TypeError);
});

const SERVICES = [
  {
    metadata: { name: "kubernetes", namespace: "default" },
    spec: { clusterIP: "10.96.0.1", ports: [{ name: "https", port: 443, protocol: "TCP" }] },
  },
  {
    metadata: { name: "my-db", namespace: "shop" },
    spec: { clusterIP: "10.96.0.7", ports: [{ port: 5432, protocol: "TCP" }] },
  },
  { metadata: { name: "headless", namespace: "shop" }, spec: { clusterIP: "None", ports: [{ port: 1 }] } },
];

Deno.test("a pod is told of the API server and of the Services beside it", () => {
  const variables = serviceVariables(SERVICES, "shop", true);
  assert.equal(variables.get("KUBERNETES_SERVICE_HOST"), "10.96.0.1");
  assert.equal(variables.get("KUBERNETES_SERVICE_PORT_HTTPS"), "443");
  assert.equal(variables.get("MY_DB_PORT_5432_TCP_ADDR"), "10.96.0.7");
  assert.equal([...variables.keys()].some((name) => name.startsWith("HEADLESS")), false);
});

Deno.test("a pod that declines is told of the API server only", () => {
  const names = [...serviceVariables(SERVICES, "shop", false).keys()];
  assert.ok(names.length > 0 && names.every((name) => name.startsWith("KUBERNETES_")), names.join(" "));
});

Deno.test("a shell reads every word back as it was", async () => {
  const words = ["plain", "", "a b", "it's", '"$HOME" `x` \\', "line\nbreak", "*", "-n", "ä"];
  const script = `printf '%s\\0' ${shellCommand(words)}`;
  const { stdout } = await new Deno.Command("sh", { args: ["-c", script] }).output();
  assert.deepEqual(new TextDecoder().decode(stdout).split("\0").slice(0, -1), words);
});
