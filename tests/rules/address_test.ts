import assert from "node:assert/strict";
import { isAddress, networkMistake } from "../../lib/rules/address.ts";

for (const address of ["10.0.0.1", "255.255.255.255", "::1", "2001:db8::1", "fe80::1:2"]) {
  Deno.test(`${address} is an address`, () => assert.ok(isAddress(address)));
}
for (const name of ["256.0.0.1", "1.2.3", "10.0.0.1.example", "db.example.com", "a:b", "localhost"]) {
  Deno.test(`${name} is no address`, () => assert.ok(!isAddress(name)));
}

const networks = [
  ["0.0.0.0/0", undefined],
  ["10.0.0.0/8", undefined],
  ["192.168.1.128/25", undefined],
  ["203.0.113.9/32", undefined],
  ["::/0", undefined],
  ["2001:db8::/32", undefined],
  ["fc00::/7", undefined],
  ["fe80::1/128", undefined],
  ["10.0.0.1/8", "which has bits set beyond the first 8"],
  ["192.168.1.1/25", "which has bits set beyond the first 25"],
  ["2001:db8::1/64", "which has bits set beyond the first 64"],
  ["1:2:3:4:5:6:7:8/112", "which has bits set beyond the first 112"],
  ["300.0.0.0/8", "which is not an address"],
  [":::/8", "which is not an address"],
  ["10.0.0.0/33", "whose length must be at most 32"],
] as const;
for (const [network, mistake] of networks) {
  Deno.test(`${network}: ${mistake ?? "nothing is wrong"}`, () =>
    assert.equal(networkMistake(network), mistake));
}
