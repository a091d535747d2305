/** The order of an Application's sync, as gitops-engine has it. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { applicationStates } from "../../lib/plan/application_states.ts";
import type { ObjectChange } from "../../lib/plan/object_changes.ts";
import type { Application } from "../../lib/plan/rendered_cluster.ts";
import { syncSteps } from "../../lib/plan/sync_steps.ts";
import type { KubernetesObject } from "../../lib/kubernetes_object.ts";

function object(
  kind: string,
  name: string,
  annotations: Readonly<Record<string, string>> = {},
): KubernetesObject {
  return { apiVersion: "v1", kind, metadata: { name, namespace: "a", annotations }, spec: {} };
}

const wave = (number: number) => ({ "argocd.argoproj.io/sync-wave": String(number) });

const created = (after: KubernetesObject): ObjectChange => ({
  key: `${after.kind} ${after.metadata.name}`,
  application: "a",
  before: undefined,
  after,
});

const deleted = (before: KubernetesObject): ObjectChange => ({
  ...created(before),
  before,
  after: undefined,
});

const order = (changes: readonly ObjectChange[], pruneLast = true) =>
  syncSteps(changes, pruneLast).map(({ moment, changes }) =>
    `${moment}: ${changes.map(({ key }) => key).join(", ")}`
  );

const cases: readonly (readonly [
  name: string,
  changes: readonly ObjectChange[],
  pruneLast: boolean,
  expected: readonly string[],
])[] = [
  [
    "lower waves come first",
    [created(object("VirtualService", "v", wave(2))), created(object("DestinationRule", "d", wave(-2)))],
    true,
    ["wave -2: DestinationRule d", "wave 2: VirtualService v"],
  ],
  [
    "within a wave kinds have their order, and those without one come last, together",
    [
      created(object("Sidecar", "s")),
      created(object("Deployment", "d")),
      created(object("AuthorizationPolicy", "p")),
      created(object("Namespace", "n")),
      created(object("Service", "s")),
    ],
    true,
    [
      "wave 0: Namespace n",
      "wave 0: Service s",
      "wave 0: Deployment d",
      "wave 0: Sidecar s, AuthorizationPolicy p",
    ],
  ],
  [
    "hooks come before and after",
    [
      created(object("Job", "after", { "argocd.argoproj.io/hook": "PostSync" })),
      created(object("Deployment", "d")),
      created(object("Job", "before", { "argocd.argoproj.io/hook": "PreSync" })),
    ],
    true,
    ["PreSync, wave 0: Job before", "wave 0: Deployment d", "PostSync, wave 0: Job after"],
  ],
  [
    "with PruneLast all deletions come behind the last wave",
    [deleted(object("Deployment", "old", wave(-5))), created(object("VirtualService", "v", wave(2)))],
    true,
    ["wave 2: VirtualService v", "prune: Deployment old"],
  ],
  [
    "without it they go through their waves the other way round, before what is applied",
    [
      deleted(object("Deployment", "first", wave(0))),
      deleted(object("VirtualService", "last", wave(2))),
      created(object("Service", "s", wave(2))),
    ],
    false,
    ["wave 0, deletion: VirtualService last", "wave 2, deletion: Deployment first", "wave 2: Service s"],
  ],
  [
    "an object's own PruneLast holds too",
    [
      deleted(object("Deployment", "old", { "argocd.argoproj.io/sync-options": "PruneLast=true" })),
      created(object("Service", "s", wave(1))),
    ],
    false,
    ["wave 1: Service s", "wave 2, deletion: Deployment old"],
  ],
];

for (const [name, changes, pruneLast, expected] of cases) {
  Deno.test(name, () => assert.deepEqual(order(changes, pruneLast), expected));
}

const application = (objects: readonly KubernetesObject[]): Application => ({
  name: "a",
  namespace: "a",
  revision: "main",
  pruneLast: true,
  cascades: true,
  objects: new Map(objects.map((object) => [`${object.kind} ${object.metadata.name}`, object])),
});

Deno.test("new pods count when their wave ends, and what comes later finds them ready", () => {
  const route = object("VirtualService", "v", wave(2));
  const pods = { ...object("Deployment", "d"), spec: { template: { metadata: { labels: { app: "a" } } } } };
  const states = applicationStates(application([]), application([route, pods]), [
    created(route),
    created(pods),
  ]);
  assert.deepEqual(
    states.map(({ moment, objects }) => `${moment}: ${objects.map(({ kind }) => kind).join(", ")}`),
    [
      "before: ",
      "wave 0: pods roll out: ",
      "wave 0: pods are ready: Deployment",
      "wave 2: VirtualService a/v created: Deployment, VirtualService",
      "done: VirtualService, Deployment",
    ],
  );
});

Deno.test("while pods roll out, both kinds of them are there", () => {
  const pods = (label: string) => ({
    ...object("Deployment", "d"),
    spec: { template: { metadata: { labels: { app: "a", label } } } },
  });
  const change: ObjectChange = { ...created(pods("new")), before: pods("old") };
  const states = applicationStates(application([pods("old")]), application([pods("new")]), [change]);
  assert.deepEqual(states.map(({ moment, objects }) => [moment, objects.length]), [
    ["before", 1],
    ["wave 0: pods roll out", 2],
    ["wave 0: pods are ready", 1],
    ["done", 1],
  ]);
  assert.deepEqual(states.map(({ oldPods, newPods }) => [oldPods, newPods]), [
    [true, false],
    [true, true],
    [false, true],
    [false, true],
  ]);
});

Deno.test("the states of any sync begin with what was and end with what comes", () => {
  const kinds = fc.constantFrom("Service", "Deployment", "VirtualService", "Sidecar", "NetworkPolicy");
  const objects = fc.uniqueArray(
    fc.record({ kind: kinds, name: fc.constantFrom("a", "b", "c"), wave: fc.integer({ min: -2, max: 2 }) }),
    { selector: ({ kind, name }) => `${kind} ${name}` },
  ).map((list) =>
    list.map((each) => ({ ...object(each.kind, each.name, wave(each.wave)), spec: { ...each } }))
  );
  const names = (list: Iterable<KubernetesObject>) =>
    [...list].map(({ kind, metadata }) =>
      `${kind} ${metadata.name} ${metadata.annotations?.["argocd.argoproj.io/sync-wave"]}`
    )
      .sort();
  fc.assert(fc.property(objects, objects, fc.boolean(), (from, to, pruneLast) => {
    const [before, after] = [application(from), application(to)].map((each) => ({ ...each, pruneLast }));
    const keys = new Set([...before!.objects.keys(), ...after!.objects.keys()]);
    const changes = [...keys].map((key): ObjectChange => ({
      key,
      application: "a",
      before: before!.objects.get(key),
      after: after!.objects.get(key),
    })).filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
    const states = applicationStates(before, after, changes);
    assert.deepEqual(names(states[0]!.objects), names(from));
    // The last but one is what the steps lead to.
    assert.deepEqual(names(states.at(-1)!.objects), names(to));
    if (changes.length > 0) {
      assert.deepEqual(names(states.at(-2)!.objects), names(states.length > 2 ? to : from));
    }
    const steps = syncSteps(changes, pruneLast).flatMap(({ changes }) => changes);
    assert.deepEqual(new Set(steps), new Set(changes));
    assert.equal(steps.length, changes.length);
  }));
});
