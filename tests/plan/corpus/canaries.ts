/** Canaries that come, move and go. */
import { noCanary, set, weight } from "./edits.ts";
import type { Transition } from "./transition.ts";

const canary = {
  image: "ghcr.io/3rvision/backend:1.1.0",
  routes: [{ headers: { "x-canary": { exact: "true" } } }],
  steps: [10, 25, 50, 100],
};

export const canaries: readonly Transition[] = [
  {
    name: "a canary goes one step",
    change: [set("backend", "canary.step", 1)],
    expected: [],
    says: /^backend canary 10 % → 25 %$/,
  },
  {
    name: "two canaries go one step in one commit",
    change: [set("backend", "canary.step", 1), set("ml", "canary.step", 1)],
    expected: [],
    says: /^ml canary 10 % → 25 %$/,
  },
  {
    name: "all three canaries go one step in one commit",
    change: ["frontend", "backend", "ml"].map((name) => set(name, "canary.step", 1)),
    expected: [],
  },
  {
    name: "a canary goes back a step",
    before: [...weight("backend", 50)],
    change: [...weight("backend", 10)],
    expected: [],
    says: /^backend canary 50 % → 10 %$/,
  },
  {
    name: "a canary is aborted",
    before: [...weight("backend", 25)],
    change: [...weight("backend", 0)],
    expected: [],
    says: /^backend canary 25 % → 0 %$/,
  },
  {
    name: "a canary at 0 % gets its first step",
    before: [...weight("backend", 0)],
    change: [...weight("backend", 10)],
    expected: [],
  },
  {
    name: "a canary takes the last step",
    before: [...weight("backend", 50)],
    change: [...weight("backend", 100)],
    expected: [],
  },
  {
    name: "a canary starts at its first step",
    before: [noCanary("backend")],
    change: [set("backend", "canary", { ...canary, step: 0 })],
    expected: [],
    says: /^backend canary none → 10 %$/,
  },
  {
    name: "a canary of the service behind the gateway starts",
    before: [noCanary("frontend")],
    change: [set("frontend", "canary", { ...canary, image: "ghcr.io/3rvision/frontend:1.1.0", step: 0 })],
    expected: [],
  },
  {
    name: "a canary at 0 % is removed",
    before: [...weight("backend", 0)],
    change: [noCanary("backend")],
    expected: [],
    says: /^backend canary 0 % → none$/,
  },
  {
    name: "stable takes the canary's image while the canary gets everything",
    before: [...weight("backend", 100)],
    change: [set("backend", "image", "ghcr.io/3rvision/backend:1.1.0")],
    expected: [],
    says: /^backend: 2 pods restart \(image\)$/,
  },
  {
    name: "a canary goes when stable has its image",
    before: [...weight("backend", 100), set("backend", "image", "ghcr.io/3rvision/backend:1.1.0")],
    change: [noCanary("backend")],
    expected: [],
  },
  {
    name: "a canary gets another image",
    change: [set("backend", "canary.image", "ghcr.io/3rvision/backend:1.1.1")],
    expected: [],
    says: /^backend: 1 pod restarts \(image\)$/,
  },
  {
    name: "a copy of each tenth request goes to a canary at 0 %",
    before: [...weight("backend", 0)],
    change: [set("backend", "canary.mirror", { percent: 10 })],
    expected: [],
  },
  {
    name: "another header leads to the canary",
    change: [set("backend", "canary.routes", [{ headers: { "x-canary": { exact: "always" } } }])],
    expected: [],
  },
  {
    name: "a canary starts at 0 %, and who asks for it by header finds no pods yet",
    before: [noCanary("backend")],
    change: [set("backend", "canary", { ...canary, steps: [0, 10, 100], step: 0 })],
    expected: ["requests-fail"],
    split: [
      "everything, but backend with `routes: []` in its canary",
      "the canary's routes, once its pods run",
    ],
  },
  {
    name: "a canary skips a step",
    change: [set("backend", "canary.step", 2)],
    expected: ["weight-jump"],
    split: ["backend canary to 25 %", "backend canary to 50 %"],
  },
  {
    name: "a canary skips all steps but the last",
    change: [set("backend", "canary.step", 3)],
    expected: ["weight-jump"],
    split: ["backend canary to 25 %", "backend canary to 50 %", "backend canary to 100 %"],
  },
  {
    name: "a canary starts at its third step",
    before: [noCanary("backend")],
    change: [set("backend", "canary", { ...canary, step: 2 })],
    expected: ["weight-jump"],
    split: ["backend canary to 10 %", "backend canary to 25 %", "backend canary to 50 %"],
  },
  {
    name: "a canary is removed while it gets a tenth of the requests",
    change: [noCanary("backend")],
    expected: ["canary-removed-above-zero"],
    split: ["backend canary to 0 %", "the rest: the canary goes"],
  },
  {
    name: "a canary with all requests is promoted in one commit",
    before: [...weight("backend", 100)],
    change: [set("backend", "image", "ghcr.io/3rvision/backend:1.1.0"), noCanary("backend")],
    expected: ["promotion-in-one-commit"],
    split: ["backend stable gets the canary's image", "the rest: the canary goes"],
  },
  {
    name: "a canary's pods are scaled away while it gets requests",
    change: [{
      path: "base/backend/deployment-canary.yaml",
      replace: "replicas: 1",
      with: "replicas: 0",
    }],
    expected: ["requests-lost"],
    split: "none",
  },
  {
    name: "a canary is stopped and its pods scaled away at once",
    change: [...weight("backend", 0), {
      path: "base/backend/deployment-canary.yaml",
      replace: "replicas: 1",
      with: "replicas: 0",
    }],
    // Who asks for the canary by its header gets 503 from then on.
    expected: ["requests-lost"],
    split: "none",
  },
];
