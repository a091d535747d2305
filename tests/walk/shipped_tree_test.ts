/** Walks over the shipped tree, as people would ask for them. */
import assert from "node:assert/strict";
import { predict } from "../../lib/walk/distribution.ts";
import { toText } from "../../lib/walk/fraction.ts";
import { buildCluster } from "../../lib/walk/read/build_cluster.ts";
import { reachability } from "../../lib/walk/reachability.ts";
import { representativeRequests } from "../../lib/walk/representative_requests.ts";
import type { Request } from "../../lib/walk/request.ts";
import { walk } from "../../lib/walk/walk.ts";
import { unknownsOf, visits } from "../../lib/walk/distribution.ts";
import { filesBelow } from "./files_below.ts";

const clusters = new Map(["lab", "prod", "staging"].map((name) => [
  name,
  buildCluster(filesBelow(`clusters/${name}`), (path) => Deno.readTextFileSync(path)),
]));

function objectsOf(cluster: string) {
  return clusters.get(cluster)!.objects;
}

const outside = (host: string, more: Partial<Request> = {}): Request => ({
  from: { kind: "outside" },
  host,
  port: 80,
  method: "GET",
  path: "/",
  headers: {},
  ...more,
});

const inside = (name: string, callee: string, port: number, more: Partial<Request> = {}): Request => ({
  from: { kind: "workload", namespace: name.split("-")[0]!, name },
  host: `${callee}-service.${callee}.svc.cluster.local:${port}`,
  port,
  method: "GET",
  path: "/",
  headers: {},
  ...more,
});

const canary = { headers: { "x-canary": "true" } };

const cases: readonly (readonly [name: string, cluster: string, request: Request, ends: string])[] = [
  [
    "the lab's front page is split 90 to 10",
    "lab",
    outside("frontend.local"),
    "9/10 frontend-stable, 1/10 frontend-canary",
  ],
  ["x-canary leads to the canary", "lab", outside("frontend.local", canary), "1 frontend-canary"],
  [
    "another value of x-canary doesn't",
    "lab",
    outside("frontend.local", { headers: { "x-canary": "false" } }),
    "9/10 frontend-stable, 1/10 frontend-canary",
  ],
  ["an unknown host is 404", "lab", outside("backend.local"), "1 404"],
  ["the lab has no HTTPS", "lab", outside("frontend.local", { port: 443 }), "1 refused"],
  [
    "the frontend may ask the backend",
    "lab",
    inside("frontend-stable", "backend", 8080),
    "9/10 backend-stable, 1/10 backend-canary",
  ],
  ["but not delete", "lab", inside("frontend-stable", "backend", 8080, { method: "DELETE" }), "1 403"],
  ["the frontend doesn't know the model", "lab", inside("frontend-stable", "ml", 5001), "1 refused"],
  ["the model doesn't know anybody", "lab", inside("ml-stable", "backend", 8080), "1 refused"],
  ["prod sends plain HTTP to HTTPS", "prod", outside("www.3rvision.example"), "1 301"],
  [
    "prod has no canary",
    "prod",
    outside("www.3rvision.example", { port: 443, ...canary }),
    "1 frontend-stable",
  ],
  [
    "staging is split too",
    "staging",
    outside("frontend.staging.3rvision.example", { port: 443 }),
    "9/10 frontend-stable, 1/10 frontend-canary",
  ],
];

for (const [name, cluster, request, expected] of cases) {
  Deno.test(`${cluster}: ${name}`, () => {
    const ends = predict(objectsOf(cluster), request).map(({ probability, workload, outcome, status }) =>
      `${toText(probability)} ${workload?.split("/")[1] ?? (outcome === "answered" ? status : outcome)}`
    );
    assert.equal(ends.join(", "), expected);
  });
}

Deno.test("a request of the lab is followed through three tiers, as the product of their weights", () => {
  const found = visits(walk(objectsOf("lab"), outside("frontend.local")));
  assert.deepEqual(found.map(({ depth }) => depth).toSorted(), [0, 1, 1, 2, 2, 2, 2]);
  assert.deepEqual(
    found.filter(({ depth }) => depth === 2).map(({ hop, probability }) =>
      `${hop.from} ${toText(probability)}`
    ),
    ["backend-stable 81/100", "backend-canary 9/100", "backend-stable 9/100", "backend-canary 1/100"],
  );
});

Deno.test("x-canary is handed on: canary on every hop", () => {
  const found = visits(walk(objectsOf("lab"), outside("frontend.local", canary)));
  assert.deepEqual(
    found.map(({ hop }) => hop.branches.map(({ outcome }) => outcome.kind === "reached" && outcome.workload)),
    [["frontend-canary"], ["backend-canary"], ["ml-canary"]],
  );
});

Deno.test("what a process doesn't hand on is gone on the next hop", () => {
  const hop = walk(objectsOf("lab"), outside("frontend.local", canary), { forwarded: ["traceparent"] });
  assert.equal(visits(hop)[1]?.hop.branches.length, 2);
});

Deno.test("every representative request of every cluster is known, and every call gets through", () => {
  for (const [name, { objects }] of clusters) {
    const asked = representativeRequests(objects);
    assert.ok(asked.length >= 4, name);
    for (const { label, request } of asked) {
      const hop = walk(objects, request);
      assert.deepEqual(unknownsOf(hop), [], label);
      for (const { hop: { branches } } of visits(hop)) {
        for (const { outcome } of branches) {
          assert.ok(
            outcome.kind === "reached" || (outcome.kind === "answered" && outcome.status === 301),
            label,
          );
        }
      }
    }
  }
});

Deno.test("in the lab exactly the declared calls are allowed between the tiers", () => {
  const tiers = ["frontend", "backend", "ml"];
  const allowed = reachability(objectsOf("lab"))
    .filter(({ reaches, to }) => reaches === "yes" && tiers.includes(to.split("/")[0]!))
    .map(({ from, to }) => `${from} → ${to}`);
  assert.deepEqual(allowed.toSorted(), [
    "backend/backend → ml/ml-service",
    "frontend/frontend → backend/backend-service",
    "outside → frontend/frontend-service",
  ]);
});

Deno.test("every decision that names a field has a line, and the line says that field", () => {
  const { objects, placeOf } = clusters.get("lab")!;
  let count = 0;
  for (const { hop } of visits(walk(objects, outside("frontend.local")))) {
    for (const { at } of [...hop.decisions, ...hop.branches.flatMap(({ decisions }) => decisions)]) {
      if (at === undefined) continue;
      const place = placeOf(at);
      assert.ok(place !== undefined, JSON.stringify(at));
      const line = Deno.readTextFileSync(place.file).split("\n")[place.line - 1]!;
      const last = at.path.findLast((step) => typeof step === "string");
      if (typeof at.path.at(-1) === "string" && !place.file.endsWith("kustomization.yaml")) {
        assert.ok(
          line.trim().replace(/^- /, "").startsWith(`${last}:`),
          `${place.file}:${place.line} ${line}`,
        );
      }
      count++;
    }
  }
  assert.ok(count > 30);
});
