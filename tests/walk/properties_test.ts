/** What holds for every mesh and every request. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { distributionOf, unknownsOf, visits } from "../../lib/walk/distribution.ts";
import { sum, toText } from "../../lib/walk/fraction.ts";
import { svg } from "../../lib/walk/print/svg.ts";
import { textTree } from "../../lib/walk/print/text_tree.ts";
import { jsonTree } from "../../lib/walk/print/json_tree.ts";
import { mermaid } from "../../lib/walk/print/mermaid.ts";
import { nowhere } from "../../lib/walk/print/places.ts";
import { plainStyle } from "../../lib/report/style.ts";
import { reachability } from "../../lib/walk/reachability.ts";
import type { KubernetesObject } from "../../lib/kubernetes_object.ts";
import { representativeRequests } from "../../lib/walk/representative_requests.ts";
import type { Hop } from "../../lib/walk/result.ts";
import { walk } from "../../lib/walk/walk.ts";
import { guardedWithRequests } from "./guarded_mesh_arbitrary.ts";
import { callees, mesh, request } from "./mesh_arbitrary.ts";
import { fromOutside, fromWeb } from "./mesh_builder.ts";

const summary = (hop: Hop) =>
  distributionOf(hop).map((share) =>
    `${toText(share.probability)} ${share.workload ?? share.outcome} ${share.status}`
  ).sort();

function assertSums(hop: Hop): void {
  for (const { hop: each } of visits(hop)) {
    const total = sum(each.branches.map(({ probability }) => probability));
    assert.equal(toText(total), "1", JSON.stringify(each.request));
    assert.ok(
      each.branches.every(({ probability }) => probability.numerator > 0n),
      "a way that is never taken",
    );
  }
}

Deno.test("the probabilities of every hop sum to exactly 1", () => {
  let known = 0;
  const seen = new Set<string>();
  fc.assert(
    fc.property(mesh, request, (objects, asked) => {
      const hop = walk(objects, asked);
      assertSums(hop);
      if (unknownsOf(hop).length === 0) known++;
      for (const { outcome } of hop.branches) {
        seen.add(outcome.kind === "answered" ? String(outcome.status) : outcome.kind);
      }
    }),
    { numRuns: 2000 },
  );
  assert.ok(known > 1900, `only ${known} of 2000 walks know all`);
  for (const end of ["reached", "403", "404", "418", "502", "503", "302", "429"]) {
    assert.ok(seen.has(end), `no walk ends ${end}`);
  }
});

Deno.test("with mutual TLS and policies on every way the sums hold, and few walks refuse to say", () => {
  const seen = new Set<string>();
  let refusals = 0;
  fc.assert(
    fc.property(guardedWithRequests(1), ([objects, [asked]]) => {
      const hop = walk(objects, asked!, { networkPolicies: false });
      assertSums(hop);
      if (unknownsOf(hop).length > 0) refusals++;
      for (const { outcome } of hop.branches) {
        const tcp = asked!.port === 7000;
        assert.ok(!(tcp && outcome.kind === "answered"), "somebody answers a TCP connection");
        seen.add(
          outcome.kind === "answered" ? String(outcome.status) : `${outcome.kind}${tcp ? " TCP" : ""}`,
        );
      }
    }),
    { numRuns: 1000 },
  );
  assert.ok(refusals < 100, `${refusals} of 1000 walks refuse to say`);
  for (const end of ["reached", "reached TCP", "403", "503", "refused", "refused TCP"]) {
    assert.ok(seen.has(end), `no walk ends ${end}`);
  }
});

Deno.test("the order of the objects changes nothing", () => {
  fc.assert(
    fc.property(
      mesh.chain((objects) =>
        fc.tuple(fc.constant(objects), fc.shuffledSubarray([...objects], { minLength: objects.length }))
      ),
      request,
      ([objects, shuffled], asked) => {
        assert.deepEqual(summary(walk(shuffled, asked)), summary(walk(objects, asked)));
      },
    ),
    { numRuns: 500 },
  );
});

Deno.test("a route behind one for everything changes nothing", () => {
  fc.assert(
    fc.property(mesh, request, (objects, asked) => {
      const longer = (
        http: readonly unknown[],
      ) => [...http, { directResponse: { status: 511 } }, { directResponse: { status: 512 } }];
      const extended = objects.map((object): KubernetesObject => {
        const spec = object.spec as {
          readonly http?: readonly unknown[];
          readonly hosts?: readonly unknown[];
        } | undefined;
        return object.kind === "VirtualService" && spec?.hosts !== undefined
          ? { ...object, spec: { ...spec, http: longer(spec?.http ?? []) } }
          : object;
      });
      const [before, after] = [summary(walk(objects, asked)), summary(walk(extended, asked))];
      assert.ok(!after.some((end) => end.endsWith("512")), after.join());
      // What nothing took before, or what no route was for, the new route may take; nothing else changes.
      if (!after.some((end) => end.endsWith("511"))) assert.deepEqual(after, before);
    }),
    { numRuns: 500 },
  );
});

const junk = fc.anything({
  maxDepth: 4,
  withNullPrototype: false,
  key: fc.constantFrom(
    "match",
    "route",
    "uri",
    "headers",
    "destination",
    "hosts",
    "rules",
    "from",
    "http",
    "name",
    "spec",
    "ports",
    "selector",
    "x",
  ),
});

Deno.test("no object makes a walk throw, whatever stands in it", () => {
  fc.assert(
    fc.property(mesh, request, fc.nat(), junk, junk, (objects, asked, at, spec, part) => {
      const index = at % objects.length;
      const broken = objects.map((object, position): KubernetesObject => {
        if (position !== index) return object;
        const fields = Object.keys((object.spec ?? {}) as object);
        const field = fields[at % Math.max(1, fields.length)];
        return {
          ...object,
          spec: field === undefined || at % 3 === 0 ? spec : { ...object.spec as object, [field]: part },
        };
      });
      assertSums(walk(broken, asked));
    }),
    { numRuns: 2000 },
  );
});

Deno.test("whatever numbers of pods there are, a request ends somewhere, whole", () => {
  const pods = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
  fc.assert(
    fc.property(mesh, request, fc.infiniteStream(pods), (objects, asked, numbers) => {
      const many = objects.map((object): KubernetesObject =>
        object.kind === "Deployment"
          ? { ...object, spec: { ...object.spec as object, replicas: numbers.next().value } }
          : object
      );
      assertSums(walk(many, asked));
    }),
    { numRuns: 500 },
  );
});

Deno.test("no text makes a walk or its pictures throw", () => {
  const word = fc.string({ unit: "binary" });
  fc.assert(
    fc.property(mesh, word, word, word, fc.dictionary(word, word), (objects, host, path, method, headers) => {
      for (
        const base of [
          fromOutside(),
          fromWeb({ from: { kind: "workload", namespace: "web", name: "web-v1" } }),
        ]
      ) {
        const hop = walk(objects, { ...base, host, path: `/${path}`, method, headers });
        assertSums(hop);
        for (const print of [svg, mermaid]) assert.ok(print(hop).length > 0);
        assert.ok(textTree(hop, nowhere, plainStyle).length > 0);
        JSON.stringify(jsonTree(hop, nowhere));
      }
    }),
    { numRuns: 100 },
  );
});

Deno.test("every representative request can be walked, and no two are alike", () => {
  fc.assert(
    fc.property(mesh, (objects) => {
      const asked = representativeRequests(objects).map(({ request }) => request);
      for (const each of asked) assertSums(walk(objects, each));
      assert.equal(new Set(asked.map((each) => JSON.stringify(each))).size, asked.length);
      assert.ok(asked.length > 0);
    }),
    { numRuns: 200 },
  );
});

Deno.test("who can reach whom is what walks say", () => {
  fc.assert(
    fc.property(mesh, (objects) => {
      for (const { from, to, port, reaches } of reachability(objects)) {
        if (from !== "web/web" || port !== 80) continue;
        const callee = callees.find((each) => to === `${each}/${each}`);
        if (callee === undefined || reaches === "unknown") continue;
        const hop = walk(
          objects,
          fromWeb({
            from: { kind: "workload", namespace: "web", name: "web-v1" },
            host: `${callee}.${callee}.svc.cluster.local`,
          }),
        );
        const there = hop.branches.some(({ outcome }) =>
          outcome.kind === "reached" && outcome.namespace === callee
        );
        if (there) assert.equal(reaches, "yes", `${from} ${to}`);
      }
    }),
    { numRuns: 100 },
  );
});
