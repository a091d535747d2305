import assert from "node:assert/strict";
import { redirectionArguments } from "../../../lab/node/redirection.ts";
import { containerOf, podOf } from "./pod.ts";

const PROXY = containerOf({ name: "istio-proxy", args: ["proxy", "sidecar"], restartPolicy: "Always" });
const STATUS = { "sidecar.istio.io/status": "{}" };

function redirection(annotations: Record<string, string>, inits = [PROXY]): readonly string[] | undefined {
  return redirectionArguments(podOf({ initContainers: inits }, { annotations }));
}

Deno.test("a sidecar's pod has all its traffic led into the proxy but that to its own ports", () => {
  assert.deepEqual(redirection(STATUS), [
    ...["istio-iptables", "-p", "15001", "-z", "15006", "-u", "1337", "-g", "1337", "-m", "REDIRECT"],
    ...["-i", "*", "-x", "", "-b", "*", "-d", "15020,15021,15090"],
  ]);
});

Deno.test("annotations change what is led into the proxy", () => {
  const args = redirection({
    ...STATUS,
    "traffic.sidecar.istio.io/excludeInboundPorts": "9090,15020",
    "traffic.sidecar.istio.io/excludeOutboundPorts": "5432",
    "traffic.sidecar.istio.io/includeOutboundIPRanges": "10.96.0.0/16",
  }) ?? [];
  const value = (flag: string) => args[args.indexOf(flag) + 1];
  assert.deepEqual(["-d", "-o", "-i"].map(value), ["9090,15020,15021,15090", "5432", "10.96.0.0/16"]);
});

Deno.test("the proxy's user and its capture of DNS are taken from its container", () => {
  const env = [{ name: "ISTIO_META_DNS_CAPTURE", value: "true" }];
  const args =
    redirection(STATUS, [{ ...PROXY, env, securityContext: { runAsUser: 1000, runAsGroup: 1001 } }]) ?? [];
  assert.deepEqual([args[args.indexOf("-u") + 1], args[args.indexOf("-g") + 1]], ["1000", "1001"]);
  assert.deepEqual(args.slice(-2), ["--redirect-dns", "--capture-all-dns"]);
});

for (
  const [name, annotations, inits] of [
    ["without a proxy", STATUS, []],
    ["that was not injected", {}, [PROXY]],
    ["whose own init container does it", STATUS, [containerOf({ name: "istio-init" }), PROXY]],
    ["that is a gateway", STATUS, [containerOf({ name: "istio-proxy", args: ["proxy", "router"] })]],
  ] as const
) {
  Deno.test(`a pod ${name} is left alone`, () => {
    assert.equal(redirection(annotations as Record<string, string>, [...inits]), undefined);
  });
}
