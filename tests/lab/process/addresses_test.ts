import assert from "node:assert/strict";
import fc from "fast-check";
import { namespaceNames, POD_ADDRESSES, podAddress } from "../../../lab/process/addresses.ts";

Deno.test("pods get their addresses in order, without those that end in 0 and 255", () => {
  assert.deepEqual([0, 1, 253, 254, 255].map(podAddress), [
    ...["10.244.1.1", "10.244.1.2", "10.244.1.254", "10.244.2.1", "10.244.2.2"],
  ]);
  assert.equal(podAddress(POD_ADDRESSES - 1), "10.244.254.254");
});

Deno.test("no two pods share an address, and none has the node's", () => {
  const all = Array.from({ length: POD_ADDRESSES }, (_, index) => podAddress(index));
  assert.equal(new Set(all).size, POD_ADDRESSES);
  assert.ok(!all.some((address) => address.startsWith("10.244.0.")));
});

Deno.test("a pod beyond the range gets no address", () => {
  for (const index of [-1, 0.5, POD_ADDRESSES, NaN]) assert.throws(() => podAddress(index), RangeError);
});

Deno.test("the namespaces of one lab begin with what those of no other do", () => {
  const id = fc.stringMatching(/^[0-9a-f]{8}$/);
  fc.assert(fc.property(id, id, fc.nat(), (one, other, pod) => {
    fc.pre(one !== other);
    const names = namespaceNames(one);
    for (const name of [names.node, names.pod(pod)]) {
      assert.ok(name.startsWith(names.prefix));
      assert.ok(!name.startsWith(namespaceNames(other).prefix));
    }
  }));
});
