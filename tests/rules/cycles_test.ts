import assert from "node:assert/strict";
import fc from "fast-check";
import { cycles, type Graph } from "../../lib/rules/cycles.ts";

const graph = (edges: Readonly<Record<string, readonly string[]>>): Graph => new Map(Object.entries(edges));

Deno.test("a tree has no cycle", () => {
  assert.deepEqual(cycles(graph({ a: ["b", "c"], b: ["d"], c: ["d"], d: [] })), []);
});

Deno.test("a node that leads to itself, or to nobody known, is no cycle", () => {
  assert.deepEqual(cycles(graph({ a: ["a", "gone"] })), []);
});

Deno.test("the shortest way through the first node is shown", () => {
  assert.deepEqual(cycles(graph({ c: ["b"], b: ["a", "c"], a: ["b", "c"] })), [["a", "b", "a"]]);
});

Deno.test("two separate cycles are two", () => {
  const found = cycles(graph({ d: ["c"], c: ["d"], b: ["a", "c"], a: ["b"] }));
  assert.deepEqual(found, [["a", "b", "a"], ["c", "d", "c"]]);
});

Deno.test("a chain of a hundred thousand that ends where it began is found", () => {
  const last = 100_000;
  const chain = new Map(
    Array.from({ length: last }, (_, index) => [`n${index}`, [`n${(index + 1) % last}`]]),
  );
  assert.equal(cycles(chain)[0]?.length, last + 1);
});

/** Whether some way of one step or more leads from a node back to it, over at least one other. */
function returns(edges: Graph, start: string): boolean {
  const seen = new Set<string>();
  const open = (edges.get(start) ?? []).filter((target) => target !== start);
  while (open.length > 0) {
    const node = open.pop()!;
    if (node === start) return true;
    if (!seen.has(node)) open.push(...edges.get(node) ?? []);
    seen.add(node);
  }
  return false;
}

Deno.test("what is shown is a cycle, and there is one exactly where a way leads back", () => {
  const names = ["a", "b", "c", "d", "e", "f"];
  const anyGraph = fc.array(fc.subarray(names, { maxLength: 3 }), { minLength: 6, maxLength: 6 })
    .map((targets) => new Map(names.map((name, index) => [name, targets[index]!])));
  fc.assert(fc.property(anyGraph, (edges) => {
    const found = cycles(edges);
    for (const cycle of found) {
      assert.equal(cycle[0], cycle.at(-1));
      assert.equal(new Set(cycle).size, cycle.length - 1);
      for (const [index, node] of cycle.slice(0, -1).entries()) {
        assert.ok(edges.get(node)!.includes(cycle[index + 1]!));
      }
    }
    assert.equal(found.length > 0, names.some((name) => returns(edges, name)));
  }));
});
